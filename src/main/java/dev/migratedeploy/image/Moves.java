package dev.migratedeploy.image;

import dev.migratedeploy.image.Delivery.BaseLayers;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what a publish moves; its pushes run at the same time. */
final class Moves {
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicBoolean basePushed = new AtomicBoolean();
  private final AtomicBoolean baseMounted = new AtomicBoolean();

  void sent(long size) {
    bytes.addAndGet(size);
  }

  void sentOfBase(long size) {
    sent(size);
    basePushed.set(true);
  }

  void mountedOfBase() {
    baseMounted.set(true);
  }

  /**
   * What has come of all of them.
   *
   * @param base the base's repository
   */
  Delivery delivery(String base) {
    return new Delivery.Pushed(bytes.get(), layers(base));
  }

  private BaseLayers layers(String base) {
    if (basePushed.get()) {
      return new BaseLayers.Pushed();
    }
    return baseMounted.get() ? new BaseLayers.Mounted(base) : new BaseLayers.There();
  }
}
