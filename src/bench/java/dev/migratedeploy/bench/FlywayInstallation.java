package dev.migratedeploy.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A Flyway as a container has it.
 *
 * @param launcher what the image's entrypoint starts
 * @param variables that the container has for it
 * @param bytes that are pulled for it, compressed
 * @param pulled what these bytes are
 */
record FlywayInstallation(
    String name, Path launcher, Map<String, String> variables, long bytes, String pulled) {
  private static final String FLAGS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
  private static final String HOW = "mvn -Pimage package";

  /** All that are here; what is not is named on the standard output, with what makes it. */
  static List<FlywayInstallation> all(Path work) throws IOException {
    List<FlywayInstallation> all = new ArrayList<>(assembled(work));
    Path root = Path.of(System.getProperty("flyway.base", "target/image-flyway/root"));
    Path tar = Path.of(System.getProperty("flyway.base.tar", "target/no-such-image.tar"));
    Path launcher = root.resolve("flyway/flyway").toAbsolutePath();
    if (!Files.isExecutable(launcher)) {
      System.out.printf(
          "%nThe base migrate-deploy-flyway is left out: there is none in %s (%s).%n", root, HOW);
    } else if (!Files.isRegularFile(tar)) {
      System.out.printf(
          "%nThe base migrate-deploy-flyway is left out: its image is not %s (%s).%n", tar, HOW);
    } else {
      all.add(
          new FlywayInstallation(
              "migrate-deploy-flyway",
              launcher,
              Map.of(),
              OciArchive.layerBytes(tar),
              "the whole image, with its system and its Java"));
    }
    return all;
  }

  /** Of Maven's artifacts, on the Java that the benchmarks run on. */
  private static List<FlywayInstallation> assembled(Path work) throws IOException {
    Path home = Files.createDirectories(work.resolve("flyway"));
    // Flyway takes the directory three levels above its jars for its home.
    Path lib = Files.createDirectories(home.resolve("lib/flyway"));
    for (String folder : List.of("conf", "drivers", "jars", "sql")) {
      Files.createDirectories(home.resolve(folder));
    }
    long bytes = 0;
    try (Stream<Path> jars = Files.list(Path.of(System.getProperty("flyway.jars")))) {
      for (Path jar : jars.sorted().toList()) {
        Files.copy(jar, lib.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        bytes += Files.size(jar);
      }
    }
    Path launcher = home.resolve("flyway");
    try (InputStream script = FlywayInstallation.class.getResourceAsStream("assembled-flyway.sh")) {
      Files.write(launcher, Objects.requireNonNull(script).readAllBytes());
    }
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    String java = "Java " + Runtime.version().feature();
    Map<String, String> plain = Map.of("JAVA_HOME", System.getProperty("java.home"));
    Map<String, String> flags =
        Map.of("JAVA_HOME", System.getProperty("java.home"), "JAVA_ARGS", FLAGS);
    String pulled = "its jars only: neither system nor Java, nor the drivers of the official image";
    return List.of(
        new FlywayInstallation("Flyway of Maven's, " + java, launcher, plain, bytes, pulled),
        new FlywayInstallation(
            "Flyway of Maven's, " + java + ", flags", launcher, flags, bytes, pulled));
  }
}
