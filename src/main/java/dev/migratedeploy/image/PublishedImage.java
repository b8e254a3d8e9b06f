package dev.migratedeploy.image;

/**
 * An image in the registry.
 *
 * @param tag empty if it has none, and is named by its digest only
 * @param digest of its manifest, {@code sha256:…}
 */
public record PublishedImage(String repository, String tag, String digest, Delivery delivery) {
  /**
   * The image that a task runs.
   *
   * @param reference as in its definition; without a digest where it has none
   */
  public static PublishedImage running(String reference) {
    int at = reference.indexOf('@');
    return at < 0
        ? new PublishedImage(reference, "", "", new Delivery.WasThere())
        : new PublishedImage(
            reference.substring(0, at), "", reference.substring(at + 1), new Delivery.WasThere());
  }

  /** Whether the registry had it without this run. */
  public boolean alreadyThere() {
    return delivery.own() instanceof Delivery.WasThere;
  }

  /** The same, whose tag was taken. */
  PublishedImage beside(String taken, String other) {
    return new PublishedImage(
        repository, "", digest, new Delivery.Beside(taken, other, delivery.own()));
  }

  /** What a task definition names: the digest cannot come to mean another image. */
  public String reference() {
    return repository + "@" + digest;
  }

  /** Repository and the first digits of the digest, for people. */
  public String shortName() {
    int length = Math.min(digest.length(), "sha256:".length() + 12);
    return repository.substring(repository.lastIndexOf('/') + 1)
        + "@"
        + digest.substring(0, length);
  }
}
