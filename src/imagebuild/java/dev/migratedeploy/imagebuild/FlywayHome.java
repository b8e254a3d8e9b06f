package dev.migratedeploy.imagebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Flyway's folder, laid out as in the official image. It can be run where it is.
 *
 * @param root what will be {@code /}
 */
record FlywayHome(ImageRoot root) {
  static final String FOLDER = "/flyway";
  static final String RUNTIME = FOLDER + "/jre";

  /** Makes an empty one. */
  static FlywayHome in(Path path) throws IOException {
    FlywayHome home = new FlywayHome(ImageRoot.empty(path));
    for (Path folder :
        List.of(
            home.libraries(),
            home.drivers(),
            home.licences(),
            home.folder().resolve("conf"),
            home.folder().resolve("jars"),
            home.folder().resolve("sql"))) {
      Files.createDirectories(folder);
    }
    return home;
  }

  Path folder() {
    return root.below(FOLDER);
  }

  Path launcher() {
    return folder().resolve("flyway");
  }

  Path runtime() {
    return root.below(RUNTIME);
  }

  /** Three levels below its home, as Flyway takes it for granted. */
  Path libraries() {
    return folder().resolve("lib/flyway");
  }

  Path drivers() {
    return folder().resolve("drivers");
  }

  Path licences() {
    return folder().resolve("licenses");
  }

  Path cache() {
    return folder().resolve("lib/flyway.aot");
  }

  /** Writes the launcher, and gives every file the time that it has in the image. */
  void finish() throws IOException {
    ImageRoot.writeProgram(
        launcher(), FlywayLauncher.of(this, folder().toAbsolutePath().toString()));
    root.fixTimes();
  }
}
