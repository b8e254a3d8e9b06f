package dev.migratedeploy.runner.checkout;

import dev.migratedeploy.support.DeleteRecursively;
import dev.migratedeploy.support.FileNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A directory that only this user can enter, under a name that nobody can foresee. */
record PrivateDirectory(Path path) {
  private static final FileAttribute<?> OWNER_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> FOR_OWNER_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  static PrivateDirectory in(Path parent) throws IOException {
    return new PrivateDirectory(Files.createTempDirectory(parent, "checkout-", OWNER_ALONE));
  }

  /** Writes a new file; nothing that is there is ever opened, so that no link can lead away. */
  void write(String relative, InputStream content) throws IOException {
    Path file = FileNames.resolve(path, relative);
    Files.createDirectories(file.resolve("..").normalize(), OWNER_ALONE);
    try (OutputStream out =
        Channels.newOutputStream(
            Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                FOR_OWNER_ALONE))) {
      content.transferTo(out);
    }
  }

  void remove() throws IOException {
    try {
      DeleteRecursively.of(path);
    } catch (NoSuchFileException gone) {
      // Removed already.
    }
  }
}
