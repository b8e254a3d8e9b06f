package dev.migratedeploy.fleet;

import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.verdict.UnappliedScript;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.Verdict.Kind;
import java.util.Comparator;
import java.util.List;

/** The verdict on a fleet: that of its least certain database. */
final class FleetVerdict {
  /** From the least certain on; every other one is a success. */
  private static final List<Kind> ORDER =
      List.of(
          Kind.UNKNOWN,
          Kind.STILL_RUNNING,
          Kind.FAILED,
          Kind.INVALID,
          Kind.INCOMPLETE,
          Kind.WOULD_FAIL,
          Kind.REFUSED,
          Kind.NOT_STARTED);

  private FleetVerdict() {}

  /**
   * The verdict.
   *
   * @param results at least one
   * @param environment its name
   * @param partial whether they are only some of the environment's databases
   */
  static Verdict of(List<TargetResult> results, String environment, boolean partial) {
    Kind kind =
        results.stream()
            .map(result -> result.verdict().kind())
            .min(Comparator.comparing(FleetVerdict::certainty))
            .orElse(Kind.NOT_STARTED);
    List<UnappliedScript> unapplied =
        results.stream()
            .filter(result -> result.verdict().is(kind))
            .flatMap(result -> result.verdict().unapplied().stream())
            .distinct()
            .toList();
    return new Verdict(
        kind, new FleetSentences(results, kind, environment, partial).details(), unapplied);
  }

  private static int certainty(Kind kind) {
    int at = ORDER.indexOf(kind);
    return at < 0 ? ORDER.size() : at;
  }
}
