package dev.migratedeploy.changes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash that a repository names its objects by. */
public enum ObjectHash {
  SHA1("SHA-1"),
  SHA256("SHA-256");

  private static final int LONG_ID = 64;

  private final String algorithm;

  ObjectHash(String algorithm) {
    this.algorithm = algorithm;
  }

  /** Tells by the length of any of the repository's ids. */
  public static ObjectHash of(String objectId) {
    return objectId.length() == LONG_ID ? SHA256 : SHA1;
  }

  /**
   * The id that git gives to a content.
   *
   * @param type such as {@code blob}
   */
  public String idOf(String type, byte[] content) {
    MessageDigest digest = digest();
    digest.update((type + " " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().formatHex(digest.digest(content));
  }

  private MessageDigest digest() {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
