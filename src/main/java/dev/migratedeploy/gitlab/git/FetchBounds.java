package dev.migratedeploy.gitlab.git;

/**
 * How much of a repository that nobody vouches for is taken into memory.
 *
 * @param answer the most bytes of one answer of the server's, as they come
 * @param object the most bytes of a single object, unpacked
 */
public record FetchBounds(long answer, long object) {
  /** A commit and its trees: the largest known monorepos' have some 50 MB. */
  public static final FetchBounds TREES = new FetchBounds(64L << 20, 16L << 20);
}
