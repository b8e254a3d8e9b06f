package dev.migratedeploy.changes.git;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash that a repository names its objects by. */
public enum ObjectHash {
  SHA1("SHA-1", 20),
  SHA256("SHA-256", 32);

  private final String algorithm;
  private final int length;

  ObjectHash(String algorithm, int length) {
    this.algorithm = algorithm;
    this.length = length;
  }

  /** Tells by the length of any of the repository's ids. */
  public static ObjectHash of(String objectId) {
    return objectId.length() == 2 * SHA256.length ? SHA256 : SHA1;
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

  /** Of an id, in bytes. */
  int length() {
    return length;
  }

  MessageDigest digest() {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
