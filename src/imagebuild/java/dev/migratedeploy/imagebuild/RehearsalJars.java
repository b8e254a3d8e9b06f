package dev.migratedeploy.imagebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jars that scripts are rehearsed with, a layer of their own.
 *
 * @param folder where the build has put them; the embedded PostgreSQL in a folder below it stays
 *     out of the image
 */
record RehearsalJars(Path folder) {
  void install(Home home) throws IOException {
    Files.createDirectories(home.rehearsal());
    for (Path jar : jars()) {
      Files.copy(jar, home.rehearsal().resolve(jar.getFileName()));
    }
  }

  private List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
