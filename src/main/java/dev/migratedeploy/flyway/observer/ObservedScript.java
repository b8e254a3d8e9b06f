package dev.migratedeploy.flyway.observer;

import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptApplied;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptBegun;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptFailed;
import dev.migratedeploy.flyway.observer.ObserverEvent.StatementDone;
import dev.migratedeploy.flyway.observer.ObserverEvent.StatementRunning;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One attempt of a script.
 *
 * @param run of Flyway in this task, from 1
 * @param at when it began, counted from the beginning of that run
 * @param statements those that were told one by one
 * @param running the statement that was last said to run still, if it is not done
 */
public record ObservedScript(
    ScriptBegun begun,
    int run,
    Duration at,
    List<StatementDone> statements,
    Optional<StatementRunning> running,
    Optional<ScriptApplied> applied,
    Optional<ScriptFailed> failed) {
  public ObservedScript {
    statements = List.copyOf(statements);
  }

  /** How far it came. */
  public enum State {
    RUNNING,
    APPLIED,
    ROLLED_BACK,
    FAILED
  }

  public State state() {
    if (failed.isPresent()) {
      return failed.get().rolledBack().orElse(false) ? State.ROLLED_BACK : State.FAILED;
    }
    return applied.isPresent() ? State.APPLIED : State.RUNNING;
  }

  public String name() {
    return begun.script();
  }

  /** How long it took; absent if its end was not seen. */
  public Optional<Duration> time() {
    return applied
        .map(ScriptApplied::time)
        .or(
            () ->
                failed.map(
                    end ->
                        statements.stream()
                            .map(StatementDone::time)
                            .reduce(end.time(), Duration::plus)));
  }
}
