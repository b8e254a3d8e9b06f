package dev.migratedeploy.imagebuild;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where everything lies that is ours in the image, as it does below {@code target/image/root}: that
 * folder can be run where it is, by {@code usr/local/bin/migrate-deploy}, and is as fast there.
 *
 * @param root what will be {@code /}
 */
record Home(Path root) {
  static final String LAUNCHER = "/usr/local/bin/migrate-deploy";
  static final String FOLDER = "/usr/local/lib/migrate-deploy";

  /** The JVM compares the times of its own files and of the jars with those in the cache. */
  static final Instant TIME = Instant.ofEpochSecond(1);

  Path launcher() {
    return below(LAUNCHER);
  }

  Path squawk() {
    return below("/usr/local/bin/squawk");
  }

  Path runtime() {
    return below(FOLDER + "/runtime");
  }

  Path libraries() {
    return below(FOLDER + "/libraries.jar");
  }

  Path code() {
    return below(FOLDER + "/migrate-deploy.jar");
  }

  /** Flyway and the drivers that scripts are rehearsed with; a deploy does not load them. */
  Path rehearsal() {
    return below(FOLDER + "/rehearsal");
  }

  /** The caches: of a deploy, and of what the tool says of itself. */
  Map<String, Path> caches() {
    return Map.of("deploy", below(FOLDER + "/deploy.aot"), "--help", below(FOLDER + "/help.aot"));
  }

  Path below(String absolute) {
    return root.resolve(absolute.substring(1));
  }

  /** Makes an empty one. */
  static Home in(Path root) throws IOException {
    delete(root);
    Home home = new Home(root);
    Files.createDirectories(home.below(FOLDER));
    Files.createDirectories(home.launcher().getParent());
    return home;
  }

  /** Writes the launcher, and gives every file the time that it has in the image. */
  void finish() throws IOException {
    try (InputStream script = Home.class.getResourceAsStream("migrate-deploy.sh")) {
      Files.writeString(launcher(), new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
    Files.setPosixFilePermissions(launcher(), PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(TIME));
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
