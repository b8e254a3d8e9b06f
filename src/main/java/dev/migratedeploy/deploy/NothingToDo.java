package dev.migratedeploy.deploy;

import dev.migratedeploy.changes.ComparisonBase;
import dev.migratedeploy.changes.ComparisonBaseMessages;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;

/** The words for a job that had nothing to do. */
final class NothingToDo {
  private NothingToDo() {}

  static Verdict since(ComparisonBase baseline) {
    return new Verdict(
        Verdict.Kind.NOTHING_TO_DO,
        VerdictDetails.of(
                "no script changed since "
                    + ComparisonBaseMessages.words(baseline)
                    + "; the configuration is the same")
            .next("to run the task anyway, use --force"));
  }
}
