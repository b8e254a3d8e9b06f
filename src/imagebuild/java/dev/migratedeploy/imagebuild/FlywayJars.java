package dev.migratedeploy.imagebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The jars of Flyway's command line, of its databases and of their drivers.
 *
 * @param folders where the build has put them
 */
record FlywayJars(List<Path> folders) {
  private static final Pattern CORE = Pattern.compile("flyway-core-([0-9.]+)\\.jar");
  private static final Pattern DRIVER = Pattern.compile("(postgresql|mariadb-java-client)-.*");

  FlywayJars {
    folders = List.copyOf(folders);
  }

  void install(FlywayHome home) throws IOException {
    for (Path jar : jars()) {
      String name = jar.getFileName().toString();
      Files.copy(
          jar, (DRIVER.matcher(name).matches() ? home.drivers() : home.libraries()).resolve(name));
    }
  }

  /** Flyway's. */
  String version() throws IOException {
    return jars().stream()
        .map(jar -> CORE.matcher(jar.getFileName().toString()))
        .filter(Matcher::matches)
        .map(name -> name.group(1))
        .findFirst()
        .orElseThrow(() -> new BuildException("no flyway-core-VERSION.jar in " + folders));
  }

  private List<Path> jars() throws IOException {
    List<Path> jars = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
      }
    }
    return jars;
  }
}
