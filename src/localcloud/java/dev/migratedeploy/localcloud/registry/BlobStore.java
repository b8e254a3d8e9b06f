package dev.migratedeploy.localcloud.registry;

import dev.migratedeploy.localcloud.ScratchFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** Blobs as files of a temporary directory, each under its digest. */
final class BlobStore implements AutoCloseable {
  private static final int MOST_ATTEMPTS = 100;

  private final Path directory;

  BlobStore() {
    try {
      directory = ScratchFolders.create("migrate-deploy-registry-");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a directory for the registry's blobs", e);
    }
  }

  Path file(Digest digest) {
    return directory.resolve(digest.hex());
  }

  Path newUpload() throws IOException {
    return Files.createTempFile(directory, "upload-", "");
  }

  /** Takes over a file whose digest has been checked. */
  void adopt(Path upload, Digest digest) throws IOException {
    Files.move(
        upload, file(digest), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  void put(byte[] blob) throws IOException {
    adopt(Files.write(newUpload(), blob), Digest.of(blob));
  }

  /** A job that has given up may still be sending for a moment. */
  @Override
  public void close() {
    for (int attempt = 1; ; attempt++) {
      if (!Files.exists(directory)) {
        return;
      }
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
        return;
      } catch (IOException | UncheckedIOException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw new IllegalStateException("cannot delete the registry's blobs", e);
        }
      }
    }
  }
}
