package dev.migratedeploy.report;

import dev.migratedeploy.aws.logs.LogLine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The whole log as the task wrote it, a line each. */
final class TaskLogFile {
  private final Path file;
  private final Consumer<IOException> broke;
  private @Nullable OutputStream stream;
  private boolean broken;

  /**
   * A file that is made with its first line.
   *
   * @param broke is told once why no more can be written
   */
  TaskLogFile(Path file, Consumer<IOException> broke) {
    this.file = file;
    this.broke = broke;
  }

  void line(LogLine line) {
    write(line.text() + "\n");
  }

  /** Writes what is left; the file is there afterwards even if there was no line. */
  void close() {
    write("");
    try {
      if (stream != null) {
        stream.close();
      }
    } catch (IOException e) {
      warn(e);
    }
  }

  /** Not buffered: a job may be killed at any moment. */
  private void write(String text) {
    if (broken) {
      return;
    }
    try {
      open().write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      warn(e);
    }
  }

  private OutputStream open() throws IOException {
    OutputStream out = stream;
    if (out == null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      out = Files.newOutputStream(file);
      stream = out;
    }
    return out;
  }

  private void warn(IOException e) {
    if (!broken) {
      broken = true;
      broke.accept(e);
    }
  }
}
