package dev.migratedeploy.changes;

import dev.migratedeploy.support.Hash;
import java.nio.charset.StandardCharsets;

/** The hash that a repository names its objects by. */
public enum ObjectHash {
  SHA1(Hash.SHA1),
  SHA256(Hash.SHA256);

  private static final int LONG_ID = 64;

  private final Hash hash;

  ObjectHash(Hash hash) {
    this.hash = hash;
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
    byte[] head = (type + " " + content.length + "\0").getBytes(StandardCharsets.US_ASCII);
    return hash.of(head, content);
  }
}
