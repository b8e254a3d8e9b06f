package dev.migratedeploy.imagebuild;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import dev.migratedeploy.support.DeleteRecursively;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * The folder of the build that becomes {@code /} of an image.
 *
 * @param path where it is on this machine
 */
record ImageRoot(Path path) {
  /** The JVM compares the times of its own files and of the jars with those in the cache. */
  static final Instant TIME = Instant.ofEpochSecond(1);

  /** Makes an empty one. */
  static ImageRoot empty(Path path) throws IOException {
    if (Files.exists(path)) {
      DeleteRecursively.of(path);
    }
    Files.createDirectories(path);
    return new ImageRoot(path);
  }

  /**
   * Where a file of the image lies in this build.
   *
   * @param absolute its name in the image
   */
  Path below(String absolute) {
    return path.resolve(absolute.substring(1));
  }

  /** Writes a program that every user may run. */
  static void writeProgram(Path file, String script) throws IOException {
    Files.writeString(file, script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Gives every file the time that it has in the image. */
  void fixTimes() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        fixTime(file);
      }
    }
  }

  static void fixTime(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(TIME));
  }

  /** These files and folders, with all that is in them, as a layer. */
  FileEntriesLayer layer(String name, Path... trees) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    for (Path tree : trees) {
      try (Stream<Path> files = Files.walk(tree)) {
        for (Path file : files.sorted().toList()) {
          layer.addEntry(
              file,
              AbsoluteUnixPath.fromPath(Path.of("/").resolve(path.relativize(file))),
              FilePermissions.fromPosixFilePermissions(Files.getPosixFilePermissions(file)),
              TIME);
        }
      }
    }
    return layer.build();
  }
}
