package dev.migratedeploy.rehearsal.process;

import dev.migratedeploy.rehearsal.Engine;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.rehearsal.wire.EngineEvent;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import dev.migratedeploy.verdict.UnprovenException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Passes events on, and makes the result of them. */
final class EventReader {
  private final Engine.Listener listener;
  private final List<RehearsedScript> scripts = new ArrayList<>();
  private EngineEvent.@Nullable Started started;

  EventReader(Engine.Listener listener) {
    this.listener = listener;
  }

  /** The result, if this was the last event. */
  Optional<Rehearsal> read(EngineEvent event) {
    if (event instanceof EngineEvent.Started begin) {
      started = begin;
      listener.started(begin.database(), begin.base());
    } else if (event instanceof EngineEvent.Script script) {
      scripts.add(script.script());
      listener.script(script.script());
    } else if (event instanceof EngineEvent.Ended end && started != null) {
      return Optional.of(
          new Rehearsal(started.database(), started.base(), end.refusal(), scripts, end.took()));
    } else if (event instanceof EngineEvent.Stopped stopped) {
      throw problem(stopped);
    }
    return Optional.empty();
  }

  private static RuntimeException problem(EngineEvent.Stopped stopped) {
    Problem problem = new Problem(stopped.cause(), stopped.details(), stopped.next());
    return switch (stopped.reason()) {
      case REFUSED -> new RefusedException(problem);
      case NOT_STARTED -> new NotStartedException(problem);
      case BROKEN -> new UnprovenException(problem, new IllegalStateException(stopped.cause()));
    };
  }
}
