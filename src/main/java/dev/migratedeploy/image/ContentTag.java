package dev.migratedeploy.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A tag that says what is in the image: the same base and the same files give the same tag, so a
 * tag that exists already needs no second push, which a registry with immutable tags would refuse.
 */
final class ContentTag {
  private static final int DIGITS = 20;

  /** Another one for each way to make an image of the same content; 0.1.0's was {@code v1}. */
  private static final String FORM = "v2";

  private ContentTag() {}

  static String of(String baseDigest, ImageSpec spec) throws IOException {
    MessageDigest hash = sha256();
    add(hash, FORM);
    add(hash, baseDigest);
    add(hash, spec.architecture());
    add(hash, spec.entrypoint());
    for (ImageLayer layer : spec.layers()) {
      add(hash, layer.name());
      for (ImageFile file : layer.files()) {
        add(hash, file.target());
        add(hash, Files.readAllBytes(file.source()));
      }
    }
    return "migrations-" + HexFormat.of().formatHex(hash.digest()).substring(0, DIGITS);
  }

  private static void add(MessageDigest hash, String text) {
    add(hash, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The length comes first: no two lists of parts may look alike when joined. */
  private static void add(MessageDigest hash, byte[] bytes) {
    hash.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    hash.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
