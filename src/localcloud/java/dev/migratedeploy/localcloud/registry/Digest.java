package dev.migratedeploy.localcloud.registry;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a blob or manifest.
 *
 * @param value written {@code sha256:} and 64 hexadecimal digits
 */
public record Digest(String value) {
  private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

  public Digest {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a SHA-256 digest: " + value);
    }
  }

  /** Empty where the text is something else, such as a tag. */
  public static Optional<Digest> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new Digest(text)) : Optional.empty();
  }

  public static Digest of(byte[] bytes) {
    return of(sha256(), bytes);
  }

  /** The digest of what a {@link #sha256()} was fed with; it can be fed anew afterwards. */
  public static Digest of(MessageDigest fed) {
    return of(fed, new byte[0]);
  }

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Digest of(MessageDigest sha256, byte[] rest) {
    return new Digest("sha256:" + HexFormat.of().formatHex(sha256.digest(rest)));
  }

  public String hex() {
    return value.substring("sha256:".length());
  }

  @Override
  public String toString() {
    return value;
  }
}
