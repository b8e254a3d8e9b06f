package dev.migratedeploy.flyway.scripts;

import dev.migratedeploy.support.SourceFile;
import java.nio.file.Path;

/**
 * One file of the scripts folder.
 *
 * @param path below the scripts folder, with {@code /} between folders on every system
 * @param source the file on this machine
 */
public record MigrationScript(String path, SourceFile source, ScriptName name) {

  /** A script whose name is read from its path. */
  public static MigrationScript of(String path, Path file) {
    return of(path, SourceFile.of(file), ScriptNaming.USUAL);
  }

  /** The same where Flyway is told to read names otherwise. */
  public static MigrationScript of(String path, Path file, ScriptNaming naming) {
    return of(path, SourceFile.of(file), naming);
  }

  private static MigrationScript of(String path, SourceFile source, ScriptNaming naming) {
    return new MigrationScript(
        path, source, ScriptName.of(path.substring(path.lastIndexOf('/') + 1), naming));
  }

  /** The same file where Flyway is told to read names otherwise. */
  MigrationScript named(ScriptNaming naming) {
    return of(path, source, naming);
  }

  /** Where it is on this machine. */
  public Path file() {
    return source.path();
  }
}
