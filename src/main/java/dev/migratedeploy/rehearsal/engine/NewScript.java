package dev.migratedeploy.rehearsal.engine;

import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.rehearsal.result.RehearsedScript.Outcome;
import dev.migratedeploy.rehearsal.result.ScriptEffects;
import dev.migratedeploy.rehearsal.result.ScriptFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * A script that is to be rehearsed.
 *
 * @param path below the scripts folder
 */
record NewScript(String path, Optional<String> version) {
  RehearsedScript applied(Duration took, ScriptEffects effects) {
    return new RehearsedScript(path, version, Outcome.APPLIED, Optional.empty(), took, effects);
  }

  RehearsedScript failed(
      Outcome outcome, ScriptFailure failure, Duration took, ScriptEffects effects) {
    return new RehearsedScript(path, version, outcome, Optional.of(failure), took, effects);
  }

  /** Of one of which no statement ran. */
  RehearsedScript failed(ScriptFailure failure) {
    return failed(Outcome.FAILED, failure, Duration.ZERO, ScriptEffects.NONE);
  }

  /** The same script, after a later one of its group has failed. */
  static RehearsedScript rolledBack(RehearsedScript script) {
    return new RehearsedScript(
        script.path(),
        script.version(),
        Outcome.ROLLED_BACK,
        Optional.empty(),
        script.took(),
        script.effects());
  }

  RehearsedScript notTried() {
    return new RehearsedScript(
        path, version, Outcome.NOT_TRIED, Optional.empty(), Duration.ZERO, ScriptEffects.NONE);
  }
}
