package dev.migratedeploy.flyway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What Flyway 12.4.0 really printed, on PostgreSQL 14; only paths and addresses are neutral. */
public final class Transcript {
  private Transcript() {}

  public static List<String> lines(String name) {
    try (InputStream file =
        Objects.requireNonNull(
            Transcript.class.getResourceAsStream(name + ".log"), "no transcript " + name)) {
      return List.of(new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MigrationResult heard(String name) {
    return heard(lines(name));
  }

  /** What Flyway's lines said. */
  public static MigrationResult heard(List<String> lines) {
    MigrateOutputParser log = new MigrateOutputParser();
    lines.forEach(log::line);
    return log.result();
  }
}
