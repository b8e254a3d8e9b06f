package dev.migratedeploy.rehearsal.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.migratedeploy.rehearsal.result.BaseState;
import dev.migratedeploy.rehearsal.result.RehearsedDatabase;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.rehearsal.result.ScriptFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the engine tells; the last one is {@link Ended} or {@link Stopped}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = EngineEvent.Started.class, name = "started"),
  @JsonSubTypes.Type(value = EngineEvent.Script.class, name = "script"),
  @JsonSubTypes.Type(value = EngineEvent.Ended.class, name = "ended"),
  @JsonSubTypes.Type(value = EngineEvent.Stopped.class, name = "stopped"),
})
public sealed interface EngineEvent {
  /** The base state stands. */
  record Started(RehearsedDatabase database, BaseState base) implements EngineEvent {}

  /** A new script has ended, or was not tried. */
  record Script(RehearsedScript script) implements EngineEvent {}

  /**
   * All of it has ended.
   *
   * @param refusal why Flyway refused to run any new script
   * @param took from the connection to the end
   */
  record Ended(Optional<ScriptFailure> refusal, Duration took) implements EngineEvent {}

  /** Nothing could be rehearsed: the parts of a {@link dev.migratedeploy.verdict.Problem}. */
  record Stopped(Reason reason, String cause, List<String> details, String next)
      implements EngineEvent {
    public Stopped {
      details = List.copyOf(details);
    }

    /** Whether a retry may help. */
    public enum Reason {
      REFUSED,
      NOT_STARTED,
      /** The engine itself failed. */
      BROKEN
    }
  }
}
