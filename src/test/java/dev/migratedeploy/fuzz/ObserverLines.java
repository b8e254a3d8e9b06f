package dev.migratedeploy.fuzz;

import dev.migratedeploy.flyway.FlywayOptions;
import dev.migratedeploy.flyway.ScriptsInHistory;
import dev.migratedeploy.flyway.observer.DatabaseSession;
import dev.migratedeploy.flyway.observer.LockMessages;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.flyway.observer.ObservedScript;
import dev.migratedeploy.flyway.observer.ObserverLogParser;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import java.nio.file.Path;
import java.util.List;

/** What the observer's lines hold behind the key, and what a verdict makes of it. */
final class ObserverLines implements FuzzTarget.Reading {
  private static final String KEY = "0123456789abcdef";

  @Override
  public void of(String text) {
    ObserverLogParser parser = new ObserverLogParser();
    parser.line("[migrate-deploy] observer key=" + KEY);
    for (String line : text.split("\n", -1)) {
      parser.line("[migrate-deploy:" + KEY + "] " + line);
    }
    Observed observed = parser.result();
    observed.scripts().forEach(ObserverLines::check);
    observed
        .locks()
        .waits()
        .forEach(
            wait -> {
              Messages.checkLine(LockMessages.lock(wait.last().mode(), wait.last().table()));
              Messages.checkLine(LockMessages.holders(wait.last().by()));
            });
    observed.sizes().ifPresent(sizes -> sizes.oldest().ifPresent(ObserverLines::check));
    observed
        .history()
        .ifPresent(history -> history.rows().forEach(row -> Messages.checkLine(row.script())));
    ScriptsInHistory.of(observed, FlywayOptions.none()).ifPresent(ObserverLines::check);
  }

  private static void check(ObservedScript script) {
    Messages.checkLine(script.name());
    script.state();
    script.time().ifPresent(time -> Messages.checkLine(time.toString()));
    script.statements().forEach(done -> Messages.checkLine(done.at().words()));
  }

  private static void check(DatabaseSession session) {
    Messages.checkLine(LockMessages.session(session));
  }

  private static void check(ScriptsInHistory history) {
    history.version();
    history.failedInThisRun();
    for (String name : List.of("V1__orders.sql", "R__order_summary.sql")) {
      history.of(MigrationScript.of(name, Path.of(name)));
    }
  }
}
