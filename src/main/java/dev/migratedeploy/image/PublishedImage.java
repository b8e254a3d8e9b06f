package dev.migratedeploy.image;

/**
 * An image in the registry.
 *
 * @param digest of its manifest, {@code sha256:…}
 */
public record PublishedImage(String repository, String tag, String digest, Delivery delivery) {
  /** Whether the registry had it without this run. */
  public boolean alreadyThere() {
    return delivery instanceof Delivery.WasThere;
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
