package dev.migratedeploy.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that every input is written to, for what reads files only. */
final class Scratch {
  private final Path folder;
  private final Path file;

  Scratch() {
    try {
      folder = Files.createTempDirectory("migrate-deploy-fuzz");
      file = folder.resolve("file");
      folder.toFile().deleteOnExit();
      file.toFile().deleteOnExit();
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  synchronized Path with(String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    return file;
  }

  /** Its name in messages is as long as the folder for temporary files wants it. */
  String withoutFolder(String message) {
    return message.replace(folder + "/", "");
  }
}
