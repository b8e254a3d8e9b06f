package dev.migratedeploy.deploy.task;

import dev.migratedeploy.flyway.FlywayError;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import dev.migratedeploy.support.FileNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The statement at which a script failed: Flyway says where it is but not what it is. */
final class FailedStatement {
  private static final int MOST_LINES = 5;
  private static final int LONGEST_LINE = 160;

  private FailedStatement() {}

  /** The statement's first lines, from this commit's script; empty if it cannot be told. */
  static List<String> of(FlywayError error, ScriptFolder scripts) {
    if (error.script().isEmpty() || error.line().isEmpty()) {
      return List.of();
    }
    String name = error.script().get();
    List<MigrationScript> candidates =
        scripts.scripts().stream()
            .filter(script -> FileNames.name(script.file()).equals(name))
            .toList();
    return candidates.size() == 1 ? from(candidates.get(0), error.line().get()) : List.of();
  }

  private static List<String> from(MigrationScript script, int line) {
    try {
      String text = new String(script.source().bytes(), StandardCharsets.UTF_8);
      List<String> statement = new ArrayList<>();
      for (String next : text.lines().skip(Math.max(0, line - 1L)).limit(MOST_LINES).toList()) {
        statement.add(next.length() > LONGEST_LINE ? next.substring(0, LONGEST_LINE) + " …" : next);
        if (next.stripTrailing().endsWith(";")) {
          break;
        }
      }
      return statement;
    } catch (IOException e) {
      return List.of();
    }
  }
}
