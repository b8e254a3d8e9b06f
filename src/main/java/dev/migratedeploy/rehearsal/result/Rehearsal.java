package dev.migratedeploy.rehearsal.result;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A whole rehearsal.
 *
 * @param refusal why Flyway refused to run any new script, such as an edited script that is applied
 * @param scripts the new ones, in the order in which Flyway runs them
 * @param took from the connection to the end
 */
public record Rehearsal(
    RehearsedDatabase database,
    BaseState base,
    Optional<ScriptFailure> refusal,
    List<RehearsedScript> scripts,
    Duration took) {
  public Rehearsal {
    scripts = List.copyOf(scripts);
  }
}
