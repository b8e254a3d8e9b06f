package dev.migratedeploy.flyway.scripts;

import java.nio.file.Path;

/**
 * One file of the scripts folder.
 *
 * @param path below the scripts folder, with {@code /} between folders on every system
 * @param file where it is on this machine
 */
public record MigrationScript(String path, Path file, ScriptName name) {

  /** A script whose name is read from its path. */
  public static MigrationScript of(String path, Path file) {
    return of(path, file, ScriptNaming.USUAL);
  }

  /** The same where Flyway is told to read names otherwise. */
  public static MigrationScript of(String path, Path file, ScriptNaming naming) {
    return new MigrationScript(
        path, file, ScriptName.of(path.substring(path.lastIndexOf('/') + 1), naming));
  }
}
