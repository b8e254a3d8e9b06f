package dev.migratedeploy.rehearsal.engine;

import dev.migratedeploy.rehearsal.result.BaseState;
import dev.migratedeploy.rehearsal.result.Measurement;
import dev.migratedeploy.rehearsal.result.RehearsedDatabase;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.rehearsal.result.RehearsedScript.Outcome;
import dev.migratedeploy.rehearsal.result.ScriptEffects;
import dev.migratedeploy.rehearsal.result.ScriptFailure;
import dev.migratedeploy.rehearsal.result.ScriptStatement;
import dev.migratedeploy.rehearsal.wire.EngineEvent;
import dev.migratedeploy.support.HumanReadable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the rehearsal is, and what was told of it: by the run itself, or at the deadline by the
 * thread that watches it.
 */
final class RehearsalProgress {
  private final EventOutput out;
  private final long began = System.nanoTime();
  private final Deque<NewScript> waiting = new ArrayDeque<>();
  private Supplier<String> doing = () -> "the database could not be reached";
  private boolean baseStands;
  private @Nullable RunningScript running;
  private @Nullable RunningScript last;

  /** One whose last statement has run: whether it is committed shows with what comes next. */
  private @Nullable RehearsedScript ended;

  /** Those that have ended and are committed together: all of them stand or none. */
  private final List<RehearsedScript> group = new ArrayList<>();

  private boolean isGrouped;

  RehearsalProgress(EventOutput out) {
    this.out = out;
  }

  /** What is done for the base state, for those who ask why it is not complete yet. */
  synchronized void base(Supplier<String> what) {
    doing = what;
  }

  synchronized void started(RehearsedDatabase database, BaseState base) {
    baseStands = true;
    out.write(new EngineEvent.Started(database, base));
  }

  synchronized void planned(List<NewScript> scripts) {
    waiting.addAll(scripts);
  }

  /** Flyway commits all scripts at once. */
  synchronized void commitsAtOnce() {
    isGrouped = true;
  }

  synchronized void begins(RunningScript script) {
    committed();
    waiting.remove(script.script);
    running = script;
    last = script;
  }

  synchronized void ends(RehearsedScript script) {
    running = null;
    ended = script;
  }

  /** The one that was begun last, whether it has ended or not. */
  synchronized Optional<RunningScript> last() {
    return Optional.ofNullable(last);
  }

  /** The script that runs now. */
  synchronized Optional<RunningScript> running() {
    return Optional.ofNullable(running);
  }

  synchronized Optional<RehearsedScript> ended() {
    return Optional.ofNullable(ended);
  }

  /** The one that Flyway would begin now. */
  synchronized Optional<NewScript> next() {
    return Optional.ofNullable(waiting.peek());
  }

  synchronized boolean isWaiting(NewScript script) {
    return waiting.contains(script);
  }

  /** What has ended has taken effect. */
  synchronized void committed() {
    if (ended != null) {
      group.add(ended);
      ended = null;
    }
    if (!isGrouped) {
      groupEnds(path -> true);
    }
  }

  /** It is known of each script of the group whether it has taken effect, by its path. */
  synchronized void groupEnds(Predicate<String> stands) {
    for (RehearsedScript script : group) {
      out.write(
          new EngineEvent.Script(
              stands.test(script.path()) ? script : NewScript.rolledBack(script)));
    }
    group.clear();
  }

  /** A script has failed, and none comes after it. */
  synchronized void fails(RehearsedScript script) {
    groupEnds(path -> false);
    running = null;
    ended = null;
    waiting.removeIf(it -> it.path().equals(script.path()));
    out.write(new EngineEvent.Script(script));
    end(Optional.empty());
  }

  /** Nothing comes any more. */
  synchronized void end(Optional<ScriptFailure> refusal) {
    committed();
    groupEnds(path -> true);
    if (running != null) {
      out.write(new EngineEvent.Script(running.script.notTried()));
    }
    for (NewScript script : waiting) {
      out.write(new EngineEvent.Script(script.notTried()));
    }
    out.write(new EngineEvent.Ended(refusal, Duration.ofNanos(System.nanoTime() - began)));
  }

  void stop(EngineEvent.Stopped stopped) {
    out.write(stopped);
  }

  /** The time is up. */
  synchronized void timeUp(Duration timeout) {
    String limit = HumanReadable.limit(timeout);
    RunningScript script = running;
    if (!baseStands) {
      stop(
          StoppedException.refused(
                  "the state to rehearse on did not stand within %s: %s"
                      .formatted(limit, doing.get()),
                  "give it more time with --timeout, or a schema file with rehearse: from: in the"
                      + " settings")
              .stopped());
    } else if (script != null) {
      fails(
          script.script.failed(
              Outcome.FAILED,
              new ScriptFailure(
                  "it did not end within " + limit, Optional.empty(), script.statement()),
              script.took(),
              new ScriptEffects(script.outsideTransaction(), Measurement.NONE, List.of())));
    } else {
      overtime(limit);
    }
  }

  private void overtime(String limit) {
    ScriptFailure failure =
        new ScriptFailure("Flyway did not end within " + limit, Optional.empty(), Optional.empty());
    RehearsedScript last = ended;
    if (last == null) {
      end(Optional.of(failure));
    } else {
      groupEnds(path -> false);
      ended = null;
      out.write(
          new EngineEvent.Script(
              new NewScript(last.path(), last.version())
                  .failed(Outcome.FAILED, failure, last.took(), last.effects())));
      end(Optional.empty());
    }
  }

  /** For people, such as {@code V5__orders.sql was still running, line 3: UPDATE orders …}. */
  static String stillRunning(String script, Optional<ScriptStatement> statement) {
    return script
        + " was still running"
        + statement.map(it -> ", line " + it.line() + ": " + it.text()).orElse("");
  }
}
