package dev.migratedeploy.imagebuild;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The text of Flyway's launcher. It names the jars one by one: Java takes a cache only if the class
 * path begins with the jars of the training in their order, and the order of {@code lib/*} is the
 * file system's.
 */
final class FlywayLauncher {
  private static final String JARS = "@JARS@";
  private static final String HOME = "@HOME@";

  private FlywayLauncher() {}

  /**
   * The text of the one for a folder.
   *
   * @param home has the jars
   * @param place where the launcher will be run from, and was its cache made
   */
  static String of(FlywayHome home, String place) throws IOException {
    List<String> jars = new ArrayList<>();
    for (Path folder : List.of(home.libraries(), home.drivers())) {
      try (Stream<Path> files = Files.list(folder)) {
        files.sorted().map(jar -> "$home/" + home.folder().relativize(jar)).forEach(jars::add);
      }
    }
    try (InputStream script = FlywayLauncher.class.getResourceAsStream("flyway.sh")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8)
          .replace(HOME, place)
          .replace(JARS, String.join(":\\\n", jars));
    }
  }
}
