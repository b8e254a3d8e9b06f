package dev.migratedeploy.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a project that is to be deployed. */
final class ProjectFiles {
  private ProjectFiles() {}

  /** A settings file and the scripts of any folder, at the paths where they are looked for. */
  static Map<String, byte[]> of(Path settings, Path scripts) {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(scripts)) {
      files.put("db-migrations/migrate-deploy.yml", Files.readAllBytes(settings));
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        String path = scripts.relativize(file).toString().replace('\\', '/');
        files.put("db-migrations/scripts/" + path, Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the scripts in " + scripts, e);
    }
    return files;
  }

  /** Whether a folder holds anything that Flyway could run. */
  static boolean hasScripts(Path folder) {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.anyMatch(file -> file.toString().endsWith(".sql"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }
}
