package dev.migratedeploy.report;

import dev.migratedeploy.logs.LogLine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The whole log as the task wrote it, a line each. */
final class TaskLogFile {
  private final Path file;
  private final Consumer<String> warnings;
  private @Nullable BufferedWriter writer;
  private boolean broken;

  TaskLogFile(Path file, Consumer<String> warnings) {
    this.file = file;
    this.warnings = warnings;
  }

  void line(LogLine line) {
    write(line.text() + "\n");
  }

  /** Writes what is left; the file is there afterwards even where there was no line. */
  void close() {
    write("");
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (IOException e) {
      warn(e);
    }
  }

  /** Flushed each time: a job may be killed at any moment. */
  private void write(String text) {
    if (broken) {
      return;
    }
    try {
      BufferedWriter out = open();
      out.write(text);
      out.flush();
    } catch (IOException e) {
      warn(e);
    }
  }

  private BufferedWriter open() throws IOException {
    BufferedWriter out = writer;
    if (out == null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      out = Files.newBufferedWriter(file);
      writer = out;
    }
    return out;
  }

  private void warn(IOException e) {
    broken = true;
    warnings.accept("could not write the report file " + file + ": " + e);
  }
}
