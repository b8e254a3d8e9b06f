package dev.migratedeploy.image;

/** How an image came to be in its repository. */
public sealed interface Delivery {
  /** How its content came, whatever its name. */
  default Delivery own() {
    return this;
  }

  /** Before this run, or by another job at the same time. */
  record WasThere() implements Delivery {}

  /**
   * This run pushed it.
   *
   * @param bytes of the layers, the configuration and the manifest that were sent
   */
  record Pushed(long bytes, BaseLayers base) implements Delivery {}

  /**
   * It has no tag, since its tag names another image, which was left as it is.
   *
   * @param tag what the tag would be
   * @param other the digest that the tag names
   */
  record Beside(String tag, String other, Delivery own) implements Delivery {}

  /** How the layers of the base came along. */
  sealed interface BaseLayers {
    /** The repository had them. */
    record There() implements BaseLayers {}

    /**
     * The registry took them over within itself, without a byte sent.
     *
     * @param repository the base's name in the registry
     */
    record Mounted(String repository) implements BaseLayers {}

    /** At least one was sent through this machine. */
    record Pushed() implements BaseLayers {}
  }
}
