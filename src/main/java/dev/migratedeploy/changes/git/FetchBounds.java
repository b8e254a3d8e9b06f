package dev.migratedeploy.changes.git;

/**
 * How much of a repository that nobody vouches for is taken into memory.
 *
 * @param answer the most bytes of one answer of the server's, as they come
 * @param object the most bytes of a single object, unpacked
 */
public record FetchBounds(long answer, long object) {
  /** For a repository that is trusted with the job's own memory. */
  static final FetchBounds NONE = new FetchBounds(Long.MAX_VALUE, 0);
}
