package dev.migratedeploy.rehearsal.engine;

import dev.migratedeploy.support.FileFailure;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.sqlscript.SqlStatement;

/** Runs the files that the settings name beside the scripts: {@code before} and {@code from}. */
final class GivenFiles {
  private static final Pattern CLIENT_ENCODING =
      Pattern.compile(
          "(?im)^(?:SET client_encoding = '|/\\*!\\d+ SET NAMES )([^' ]+)(?:';| \\*/;)$");

  private final FlywayRuns runs;
  private final ShownText text;
  private final RehearsalProgress progress;

  GivenFiles(FlywayRuns runs, ShownText text, RehearsalProgress progress) {
    this.runs = runs;
    this.text = text;
    this.progress = progress;
  }

  /** What makes what only production has. It is written by hand: a failure is a mistake in it. */
  void runBefore(Path file) {
    Configuration flyway = runs.forFiles(true);
    String name = file.getFileName().toString();
    run(
        new SqlFile(new SqlResource(name, read(file, flyway.getEncoding())), Forgiven.NONE),
        name,
        flyway,
        "correct it, or rehearse: before: in the settings: it runs on the empty database, before"
            + " any script");
  }

  /** A dump of the schema. */
  void runFrom(Path file) {
    String name = file.getFileName().toString();
    DumpTool tool = DumpTool.of(runs.database());
    DumpLines dump = tool.read(dump(file, name, tool).lines().toList());
    dump.unusable()
        .ifPresent(
            why -> {
              throw StoppedException.refused(
                  name + " cannot be used: " + why,
                  "make the file of rehearse: from: by " + tool.command());
            });
    run(
        new SqlFile(new SqlResource(name, String.join("\n", dump.lines()) + "\n"), tool.forgives()),
        name,
        runs.forFiles(false),
        "dump it again, by "
            + tool.commandForLess()
            + "; what only production has, such as a role, can be made by rehearse: before: in the"
            + " settings");
  }

  private void run(SqlFile file, String name, Configuration flyway, String next) {
    try {
      file.run(flyway, statement -> progress.base(() -> running(name, statement)));
    } catch (FlywayException e) {
      FlywayFailure failure = FlywayFailure.of(e, text);
      throw StoppedException.refused(
          name
              + failure
                  .failure()
                  .statement()
                  .map(it -> " failed in line " + it.line() + " (" + it.text() + "): ")
                  .orElse(" failed: ")
              + failure.failure().message(),
          next);
    }
  }

  private String running(String name, SqlStatement statement) {
    return RehearsalProgress.stillRunning(name, Optional.of(text.statement(statement)));
  }

  private static String dump(Path file, String name, DumpTool tool) {
    String latin = read(file, StandardCharsets.ISO_8859_1);
    if (Stream.of("PGDMP", "\u001f\u008b").anyMatch(latin::startsWith)) {
      throw StoppedException.refused(
          name + " cannot be used: it is not SQL but an archive",
          "make the file of rehearse: from: by " + tool.command() + ", as plain SQL");
    }
    Matcher encoding = CLIENT_ENCODING.matcher(latin.substring(0, Math.min(4_000, latin.length())));
    if (encoding.find() && !encoding.group(1).toUpperCase(Locale.ROOT).startsWith("UTF8")) {
      throw StoppedException.refused(
          name + " cannot be used: its encoding is " + encoding.group(1),
          "make the file of rehearse: from: by " + tool.command() + " " + tool.encoding);
    }
    return read(file, StandardCharsets.UTF_8);
  }

  private static String read(Path file, Charset encoding) {
    try {
      return new String(Files.readAllBytes(file), encoding);
    } catch (IOException e) {
      throw StoppedException.refused(
          "could not read " + file + ": " + FileFailure.words(e),
          "correct its path under rehearse: in the settings");
    }
  }
}
