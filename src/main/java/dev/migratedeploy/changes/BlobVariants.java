package dev.migratedeploy.changes;

import dev.migratedeploy.support.Hash;
import dev.migratedeploy.support.SourceFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * What git may store of a file whose lines are the same as in the checkout: with the line ends of
 * either system, or as a pointer of Git LFS.
 */
final class BlobVariants {
  private BlobVariants() {}

  /** Whether one of them has this id. */
  static boolean include(String id, SourceFile file) {
    ObjectHash hash = ObjectHash.of(id);
    try {
      byte[] bytes = file.bytes();
      byte[] unix = withoutReturns(bytes);
      return Stream.of(unix, withReturns(unix), pointer(bytes))
          .anyMatch(form -> hash.idOf("blob", form).equals(id));
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static byte[] withoutReturns(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '\r' || i + 1 == bytes.length || bytes[i + 1] != '\n') {
        out.write(bytes[i]);
      }
    }
    return out.toByteArray();
  }

  private static byte[] withReturns(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (byte b : bytes) {
      if (b == '\n') {
        out.write('\r');
      }
      out.write(b);
    }
    return out.toByteArray();
  }

  /** As the specification of Git LFS has it: github.com/git-lfs/git-lfs, docs/spec.md. */
  private static byte[] pointer(byte[] bytes) {
    return "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize %d\n"
        .formatted(Hash.SHA256.of(bytes), bytes.length)
        .getBytes(StandardCharsets.UTF_8);
  }
}
