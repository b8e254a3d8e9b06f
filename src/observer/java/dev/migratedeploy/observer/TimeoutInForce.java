package dev.migratedeploy.observer;

import org.jspecify.annotations.Nullable;

/** How long a script waits for a lock, and who decided that. */
final class TimeoutInForce {
  static final TimeoutInForce NONE = new TimeoutInForce(null, "none");

  final @Nullable Long millis;

  /** {@code migrate-deploy}, {@code user} or {@code none}. */
  final String by;

  private TimeoutInForce(@Nullable Long millis, String by) {
    this.millis = millis;
    this.by = by;
  }

  static TimeoutInForce ours(long millis) {
    return new TimeoutInForce(millis, "migrate-deploy");
  }

  static TimeoutInForce ofTheUser(@Nullable Long millis) {
    return new TimeoutInForce(millis, "user");
  }
}
