package dev.migratedeploy.rehearsal;

import dev.migratedeploy.rehearsal.result.BaseState;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.result.RehearsedDatabase;
import dev.migratedeploy.rehearsal.result.RehearsedScript;

/** Runs the scripts with Flyway's own core. */
public interface Engine {
  /**
   * Makes the base state, and runs the new scripts on it. It ends in time, whatever a script does.
   *
   * @throws dev.migratedeploy.verdict.RefusedException if the database is not one to rehearse on,
   *     such as one that is not empty, or the base state could not be made
   * @throws dev.migratedeploy.verdict.NotStartedException if the database could not be reached
   * @throws dev.migratedeploy.verdict.UnprovenException if the engine itself failed
   */
  Rehearsal run(EngineRequest request, Listener listener);

  /** Is told what happened, at once. */
  interface Listener {
    /** The base state stands; the new scripts come next. */
    void started(RehearsedDatabase database, BaseState base);

    /** A new script has ended, or was not tried; in the order in which Flyway runs them. */
    void script(RehearsedScript script);
  }
}
