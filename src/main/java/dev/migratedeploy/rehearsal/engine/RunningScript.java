package dev.migratedeploy.rehearsal.engine;

import dev.migratedeploy.rehearsal.result.ScriptStatement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.internal.sqlscript.SqlStatement;

/** A script, from the moment that Flyway begins it. */
final class RunningScript {
  private static final ScriptStatement UNKNOWN = new ScriptStatement(0, "");

  final NewScript script;
  private final ShownText text;
  private final CutStatements statements;
  private final List<ScriptStatement> outside = new ArrayList<>();
  private final long began = System.nanoTime();

  /** Those that are sent, and not known to have ended: several if Flyway sends them as a batch. */
  private final Deque<ScriptStatement> sent = new ArrayDeque<>();

  private Optional<ScriptStatement> drops = Optional.empty();
  private long measuringNanos;
  private Optional<Duration> ran = Optional.empty();

  RunningScript(NewScript script, MigrationInfo info, ShownText text) {
    this.script = script;
    this.text = text;
    this.statements = CutStatements.of(info);
    CutStatements all = CutStatements.of(info);
    for (Optional<SqlStatement> it = all.next(); it.isPresent(); it = all.next()) {
      it.filter(statement -> !statement.canExecuteInTransaction())
          .map(text::statement)
          .ifPresent(outside::add);
    }
  }

  synchronized ScriptStatement begins() {
    Optional<SqlStatement> cut = statements.next();
    ScriptStatement statement = cut.map(text::statement).orElse(UNKNOWN);
    if (statement.text().toUpperCase(Locale.ROOT).matches("DROP (DATABASE|SCHEMA)\\b.*")) {
      drops = Optional.of(statement);
    }
    sent.add(statement);
    return statement;
  }

  /** The one that has ended. */
  synchronized ScriptStatement ends() {
    return Optional.ofNullable(sent.poll()).orElse(UNKNOWN);
  }

  /** The one that runs now; empty between two. */
  synchronized Optional<ScriptStatement> statement() {
    return Optional.ofNullable(sent.peek()).filter(it -> it.line() > 0);
  }

  /** The last one that has dropped a database or a schema, which are the same on MySQL. */
  synchronized Optional<ScriptStatement> drops() {
    return drops;
  }

  List<ScriptStatement> outsideTransaction() {
    return outside;
  }

  /** Time that is not the script's. */
  synchronized void measured(long nanos) {
    measuringNanos += nanos;
  }

  synchronized void over() {
    ran = Optional.of(took());
  }

  synchronized Duration took() {
    return ran.orElseGet(
        () -> Duration.ofNanos(Math.max(0, System.nanoTime() - began - measuringNanos)));
  }
}
