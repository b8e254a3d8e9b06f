package dev.migratedeploy.support;

/**
 * A value that must never be printed. It is safe inside a record that is logged or compared: it
 * prints as asterisks, and two secrets are equal only if they are the same object, so that neither
 * a comparison nor a hash code tells anything of the value.
 */
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  public static Secret of(String value) {
    return new Secret(value);
  }

  /** The value itself: for the header of a request, and for nothing that is shown. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "****";
  }
}
