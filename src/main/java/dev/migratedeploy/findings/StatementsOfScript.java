package dev.migratedeploy.findings;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migratedeploy.findings.sql.Dialect;
import dev.migratedeploy.findings.sql.SqlScript;
import dev.migratedeploy.findings.sql.Statement;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where the statements of a script begin, and which rules its comments allow it to break.
 *
 * @param lines the first one being 1
 */
public record StatementsOfScript(TreeSet<Integer> lines, Set<String> allowed) {
  /** Of a script that cannot be read. */
  public static final StatementsOfScript NONE = new StatementsOfScript(new TreeSet<>(), Set.of());

  /** What can be read of it. */
  public static StatementsOfScript of(MigrationScript script, Dialect dialect) {
    try {
      SqlScript read = SqlScript.read(new String(script.source().bytes(), UTF_8), dialect);
      TreeSet<Integer> lines = new TreeSet<>();
      read.statements().stream().map(Statement::line).forEach(lines::add);
      return new StatementsOfScript(lines, Suppressions.in(read.comments()));
    } catch (IOException e) {
      return NONE;
    }
  }

  /** Whether both lines are of one statement. */
  public boolean isOneStatement(int line, int other) {
    return beginning(line) == beginning(other);
  }

  private int beginning(int line) {
    return Optional.ofNullable(lines.floor(line)).orElse(line);
  }
}
