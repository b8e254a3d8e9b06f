package dev.migratedeploy.localcloud.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** A blob that is being pushed, in one piece or several. */
final class Upload {
  private final Path file;
  private final MessageDigest sha256 = Digest.sha256();
  private long size;

  Upload(Path file) {
    this.file = file;
  }

  synchronized long size() {
    return size;
  }

  synchronized void append(InputStream piece) throws IOException {
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND);
        OutputStream digested = new DigestOutputStream(out, sha256)) {
      size += piece.transferTo(digested);
    }
  }

  /** Moves the blob into the store. The upload cannot be used afterwards. */
  synchronized void finish(Digest expected, BlobStore store) throws IOException, RegistryException {
    Digest actual = Digest.of(sha256);
    if (!actual.equals(expected)) {
      Files.delete(file);
      throw RegistryException.digestInvalid(
          "provided digest did not match uploaded content: %s, not %s".formatted(actual, expected));
    }
    store.adopt(file, expected);
  }

  synchronized void cancel() throws IOException {
    Files.deleteIfExists(file);
  }
}
