package dev.migratedeploy.rehearsal;

import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/** The people who review the change that is rehearsed. */
@FunctionalInterface
public interface RehearsalReviewers {
  /**
   * Tells them, or says why not.
   *
   * @param rehearsal absent if no new script was run, such as if none is new or the database could
   *     not be reached
   * @param findings those about the scripts, with what was measured
   * @return a sentence for the log; empty if there is nobody to tell
   */
  Optional<String> tellRehearsal(
      Optional<Rehearsal> rehearsal, List<Finding> findings, Verdict verdict);
}
