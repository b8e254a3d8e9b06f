package dev.migratedeploy.plan;

import dev.migratedeploy.changes.ComparisonBaseMessages;
import dev.migratedeploy.plan.pending.EnvironmentStatus;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** How long a script may be pending. */
public record PendingAge(Period limit, Instant now) {

  /**
   * Weighs what is pending: OVERDUE if a script has waited longer, else LISTED.
   *
   * @param words what is pending, for a verdict that is LISTED
   * @throws RefusedException if none is known to wait longer, and of some it is not known
   */
  Verdict weigh(List<EnvironmentStatus> all, String words) {
    List<String> overdue = new ArrayList<>();
    List<String> notKnown = new ArrayList<>();
    for (EnvironmentStatus status : all) {
      if (status instanceof EnvironmentStatus.Known known) {
        known
            .since()
            .filter(since -> since.plus(limit).isBefore(now))
            .ifPresentOrElse(
                since ->
                    overdue.add(
                        known.environment() + " since " + ComparisonBaseMessages.day(since)),
                () -> {
                  if (known.waiting().stream().anyMatch(script -> script.since().isEmpty())) {
                    notKnown.add(known.environment());
                  }
                });
      } else {
        notKnown.add(status.environment());
      }
    }
    String longer = "longer than " + HumanReadable.count(limit.get(ChronoUnit.DAYS), "day");
    if (!overdue.isEmpty()) {
      return new Verdict(
          Verdict.Kind.OVERDUE,
          VerdictDetails.of("pending for " + longer + ": " + String.join(", ", overdue))
              .next("run their deploy jobs, or find out why these have not run"));
    }
    if (!notKnown.isEmpty()) {
      throw new RefusedException(
          Problem.of(
              "it is not known whether a script is pending for "
                  + longer
                  + " in "
                  + String.join(", ", notKnown),
              "see the list above for the reason; the days need GITLAB_TOKEN with the scope"
                  + " read_api"));
    }
    return new Verdict(Verdict.Kind.LISTED, VerdictDetails.of(words));
  }
}
