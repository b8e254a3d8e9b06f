package dev.migratedeploy.image;

/**
 * What a machine that has nothing of an image yet pulls of it, compressed, in bytes.
 *
 * @param base the layers of the base
 * @param own those that a deploy adds
 */
public record PullSize(long base, long own) {
  public PullSize {
    if (base < 0 || own < 0) {
      throw new IllegalArgumentException("negative size: " + base + ", " + own);
    }
  }

  public long whole() {
    return base + own;
  }
}
