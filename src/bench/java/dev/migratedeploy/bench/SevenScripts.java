package dev.migratedeploy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The scripts that Flyway is measured with: seven small ones, two statements each. */
final class SevenScripts {
  private static final int VERSIONS = 7;

  private SevenScripts() {}

  /** Writes them into a folder, which is made. */
  static Path in(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int version = 1; version <= VERSIONS; version++) {
      Files.writeString(
          folder.resolve("V" + version + "__table_" + version + ".sql"),
          "CREATE TABLE t%1$d (id int PRIMARY KEY, name text);%nCREATE INDEX ON t%1$d (name);%n"
              .formatted(version));
    }
    return folder;
  }
}
