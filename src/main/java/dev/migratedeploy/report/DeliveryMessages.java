package dev.migratedeploy.report;

import dev.migratedeploy.image.Delivery;
import dev.migratedeploy.image.Delivery.BaseLayers;
import dev.migratedeploy.support.HumanReadable;

/** What a publish has moved, in a few words. */
final class DeliveryMessages {
  private DeliveryMessages() {}

  static String of(Delivery delivery) {
    return delivery.own() instanceof Delivery.Pushed pushed
        ? HumanReadable.size(pushed.bytes()) + " pushed" + of(pushed.base())
        : "was there already";
  }

  private static String of(BaseLayers base) {
    if (base instanceof BaseLayers.Mounted mounted) {
      return ", base mounted from " + mounted.repository();
    }
    return base instanceof BaseLayers.Pushed ? " with the base" : ", base already there";
  }
}
