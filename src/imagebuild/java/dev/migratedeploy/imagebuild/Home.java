package dev.migratedeploy.imagebuild;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where everything lies that is ours in the image, as it does below {@code target/image/root}: that
 * folder can be run where it is, by {@code usr/local/bin/migrate-deploy}, and is as fast there.
 *
 * @param root what will be {@code /}
 */
record Home(ImageRoot root) {
  static final String LAUNCHER = "/usr/local/bin/migrate-deploy";
  static final String FOLDER = "/usr/local/lib/migrate-deploy";

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

  /** The licences of all that is in the image. */
  Path documents() {
    return below("/usr/share/doc/migrate-deploy");
  }

  /** The caches: of a deploy, and of what the tool says of itself. */
  Map<String, Path> caches() {
    return Map.of("deploy", deployCache(), "--help", below(FOLDER + "/help.aot"));
  }

  Path deployCache() {
    return below(FOLDER + "/deploy.aot");
  }

  Path below(String absolute) {
    return root.below(absolute);
  }

  /** Makes an empty one. */
  static Home in(Path path) throws IOException {
    Home home = new Home(ImageRoot.empty(path));
    Files.createDirectories(home.below(FOLDER));
    Files.createDirectories(home.launcher().getParent());
    return home;
  }

  /** Writes the launcher, and gives every file the time that it has in the image. */
  void finish() throws IOException {
    try (InputStream script = Home.class.getResourceAsStream("migrate-deploy.sh")) {
      ImageRoot.writeProgram(launcher(), new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
    root.fixTimes();
  }
}
