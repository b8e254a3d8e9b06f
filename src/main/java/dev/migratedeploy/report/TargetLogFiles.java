package dev.migratedeploy.report;

import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.deploy.event.DeployEvent.TargetLogRead;
import dev.migratedeploy.secrets.KnownSecrets;
import dev.migratedeploy.secrets.MaskedLines;
import dev.migratedeploy.support.FileFailure;
import dev.migratedeploy.targets.Target;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The log of each of many databases as its Flyway wrote it, in a file of its own. */
final class TargetLogFiles {
  static final String DIRECTORY = "targets";

  /** The observer's lines; one may stand between two that hold a secret together. */
  private static final String OBSERVER = "[migrate-deploy:";

  /** The files that could not be written for one reason. */
  private static final class Failed {
    private final IOException why;
    private final String first;
    private int files;

    Failed(IOException why, String first) {
      this.why = why;
      this.first = first;
    }
  }

  private final Path directory;
  private final KnownSecrets secrets;
  private final UnwrittenFiles unwritten;
  private final Map<String, Failed> failures = new LinkedHashMap<>();

  /**
   * Files in a folder below the reports, which is made with the first one.
   *
   * @param unwritten is told in the end what is missing
   */
  TargetLogFiles(Path reports, KnownSecrets secrets, UnwrittenFiles unwritten) {
    this.directory = reports.resolve(DIRECTORY);
    this.secrets = secrets;
    this.unwritten = unwritten;
  }

  /** Removes those of an earlier run: a database that is passed over now has none. */
  void begin() {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (DirectoryStream<Path> old = Files.newDirectoryStream(directory, "*.log")) {
      for (Path file : old) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      failed("logs of an earlier run", e);
    }
  }

  void write(TargetLogRead log) {
    String name = log.target() + ".log";
    if (!Target.isName(log.target())) {
      return;
    }
    try {
      Files.createDirectories(directory);
      try (BufferedWriter file =
          Files.newBufferedWriter(directory.resolve(name), StandardCharsets.UTF_8)) {
        MaskedLines lines = secrets.lines();
        for (LogLine line : log.lines()) {
          boolean observer = line.text().startsWith(OBSERVER);
          file.write((observer ? secrets.lines() : lines).next(visible(line.text())));
          file.write('\n');
        }
      }
    } catch (IOException e) {
      failed(name, e);
    }
  }

  /**
   * Half a surrogate pair cannot be written; it becomes a question mark, as in {@code task.log}.
   */
  private static String visible(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private void failed(String name, IOException why) {
    failures.computeIfAbsent(FileFailure.words(why), reason -> new Failed(why, name)).files++;
  }

  /** Says what could not be written. */
  void end() {
    failures
        .values()
        .forEach(
            failed ->
                unwritten.cut(
                    failed.files == 1
                        ? DIRECTORY + "/" + failed.first
                        : "%s/%s and %d more of them"
                            .formatted(DIRECTORY, failed.first, failed.files - 1),
                    failed.why));
    failures.clear();
  }
}
