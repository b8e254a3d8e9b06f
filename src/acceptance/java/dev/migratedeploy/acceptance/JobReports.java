package dev.migratedeploy.acceptance;

import dev.migratedeploy.demo.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The report files that a job has left, in the usual folder.
 *
 * @param directory that folder
 */
record JobReports(Path directory) {
  static JobReports of(Project.Job job) {
    return new JobReports(job.directory().resolve("migrate-deploy-report"));
  }

  /** All of them, by their paths in the folder. */
  Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    for (Path file : files()) {
      texts.put(directory.relativize(file).toString(), text(file));
    }
    return texts;
  }

  /** {@code result.json}. */
  String result() {
    return text(directory.resolve("result.json"));
  }

  private List<Path> files() {
    try (Stream<Path> found = Files.walk(directory)) {
      return found.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
