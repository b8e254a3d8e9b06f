package dev.migratedeploy.support;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes in lower-case hexadecimal digits. */
public enum Hash {
  /** Git's, and nobody else's: it protects nothing. */
  SHA1("SHA-1"),
  SHA256("SHA-256");

  private final String algorithm;

  Hash(String algorithm) {
    this.algorithm = algorithm;
  }

  /** The hash of some pieces, one after the other. */
  public String of(byte[]... pieces) {
    MessageDigest digest = digest();
    for (byte[] piece : pieces) {
      digest.update(piece);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The hash of a text in UTF-8. */
  public String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The hash of a list to which parts are added. */
  public Parts parts() {
    return new Parts(digest());
  }

  /** A list of parts, each with its length before it, so that no two lists look the same. */
  public static final class Parts {
    private final MessageDigest digest;

    private Parts(MessageDigest digest) {
      this.digest = digest;
    }

    public Parts add(byte[] part) {
      digest.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(part);
      return this;
    }

    /** Adds a text in UTF-8. */
    public Parts add(String part) {
      return add(part.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash; nothing can be added after it. */
    public String digits() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  private MessageDigest digest() {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
