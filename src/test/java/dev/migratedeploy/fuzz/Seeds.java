package dev.migratedeploy.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The inputs that are kept: one of each form that a reader knows, and each that was a finding once.
 */
final class Seeds {
  private static final Path FOLDER = Path.of("src/test/resources/dev/migratedeploy/fuzz");

  private Seeds() {}

  static List<Path> files(FuzzTarget target) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(target.folder()))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<byte[]> of(FuzzTarget target) {
    List<byte[]> seeds = new ArrayList<>();
    for (Path file : files(target)) {
      try {
        seeds.add(Files.readAllBytes(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return seeds;
  }
}
