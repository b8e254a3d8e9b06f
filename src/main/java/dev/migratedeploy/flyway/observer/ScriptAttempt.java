package dev.migratedeploy.flyway.observer;

import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptApplied;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptBegun;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptFailed;
import dev.migratedeploy.flyway.observer.ObserverEvent.StatementDone;
import dev.migratedeploy.flyway.observer.ObserverEvent.StatementRunning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One attempt of a script, while its lines come in. */
final class ScriptAttempt {
  private final ScriptBegun begun;
  private final int run;
  private final Duration at;
  private final List<StatementDone> statements = new ArrayList<>();
  private Optional<StatementRunning> running = Optional.empty();
  private Optional<ScriptApplied> applied = Optional.empty();
  private Optional<ScriptFailed> failed = Optional.empty();

  ScriptAttempt(ScriptBegun begun, int run, Duration at) {
    this.begun = begun;
    this.run = run;
    this.at = at;
  }

  /** What stands for the beginning of a script of which the line did not come. */
  static ScriptBegun unseen(String script) {
    return new ScriptBegun(
        script,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        new LockTimeout(Optional.empty(), LockTimeout.By.NONE));
  }

  String script() {
    return begun.script();
  }

  int run() {
    return run;
  }

  void running(StatementRunning still) {
    running = Optional.of(still);
  }

  void done(StatementDone done) {
    statements.add(done);
    running = Optional.empty();
  }

  void applied(ScriptApplied end) {
    applied = Optional.of(end);
    running = Optional.empty();
  }

  void failed(ScriptFailed end) {
    failed = Optional.of(end);
    running = Optional.empty();
  }

  ObservedScript build() {
    return new ObservedScript(begun, run, at, statements, running, applied, failed);
  }
}
