package dev.migratedeploy.observer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which rows the schema history has, in a few words. Two are equal if all their rows are. */
final class HistoryFingerprint {
  private static final int BYTES = 16;

  /** Of the last row; 0 if there is none. */
  final long rank;

  final int rows;
  final String digest;

  /** The version that was applied last; null if none was. */
  final @Nullable String version;

  private HistoryFingerprint(long rank, int rows, String digest, @Nullable String version) {
    this.rank = rank;
    this.rows = rows;
    this.digest = digest;
    this.version = version;
  }

  /**
   * Of rows in the order of their ranks.
   *
   * @param texts each row with everything in it that counts
   */
  static HistoryFingerprint of(long rank, List<String> texts, @Nullable String version) {
    MessageDigest digest = sha256();
    for (String text : texts) {
      digest.update(text.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
    }
    byte[] all = digest.digest();
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < BYTES; i++) {
      digits.append(String.format("%02x", all[i]));
    }
    return new HistoryFingerprint(rank, texts.size(), digits.toString(), version);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  JsonLine into(JsonLine line) {
    return line.put("rank", (Long) rank)
        .put("rows", rows)
        .put("digest", digest)
        .put("version", version);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HistoryFingerprint
        && digest.equals(((HistoryFingerprint) other).digest);
  }

  @Override
  public int hashCode() {
    return Objects.hash(digest);
  }
}
