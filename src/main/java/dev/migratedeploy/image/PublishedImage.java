package dev.migratedeploy.image;

/**
 * An image in the registry.
 *
 * @param digest of its manifest, {@code sha256:…}
 * @param alreadyThere whether the registry had it before this run
 */
public record PublishedImage(String repository, String tag, String digest, boolean alreadyThere) {
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
