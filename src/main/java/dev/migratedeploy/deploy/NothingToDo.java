package dev.migratedeploy.deploy;

import dev.migratedeploy.changes.ComparisonBase;
import dev.migratedeploy.verdict.Explanation;
import dev.migratedeploy.verdict.Verdict;

/** The words for a job that had nothing to do. */
final class NothingToDo {
  private NothingToDo() {}

  static Verdict since(ComparisonBase baseline) {
    return new Verdict(
        Verdict.Kind.NOTHING_TO_DO,
        Explanation.of(
                "no script changed since "
                    + Baselines.words(baseline)
                    + "; the configuration is the same")
            .next("to run the task all the same, use --force"));
  }
}
