package dev.migratedeploy.flyway.observer;

import java.util.Optional;

/**
 * Which rows Flyway's schema history has, in a few words. Two histories are the same if their
 * digests are.
 *
 * @param rank of the last row; 0 if there is none
 * @param digest of all that the rows record, in hexadecimal digits
 * @param version the one that was applied last; absent if none was
 */
public record HistoryMark(int rank, int rows, String digest, Optional<String> version) {
  private static final String DIGEST = "[0-9a-f]{32}";

  /** The mark; absent if the digest is none of an observer. */
  public static Optional<HistoryMark> of(
      int rank, int rows, String digest, Optional<String> version) {
    return rank >= 0 && rows >= 0 && digest.matches(DIGEST)
        ? Optional.of(new HistoryMark(rank, rows, digest, version))
        : Optional.empty();
  }

  /** As the observer is told to expect it. */
  public String expected() {
    return "rank=" + rank + " rows=" + rows + " digest=" + digest;
  }

  /** Such as {@code version 5} or {@code no version yet}. */
  public String words() {
    return version.map(number -> "version " + number).orElse("no version yet");
  }

  static Optional<HistoryMark> read(ObserverJson json) {
    return of(
        json.count("rank").orElse(-1),
        json.count("rows").orElse(-1),
        json.raw("digest").orElse(""),
        json.text("version", ObserverText.NAME));
  }
}
