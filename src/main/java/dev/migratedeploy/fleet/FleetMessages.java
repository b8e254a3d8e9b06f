package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.UnprovenException;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.time.Duration;
import java.util.Optional;

/** What a fleet says while it runs, and of a database that it could not start anything for. */
final class FleetMessages {
  private static final String SAFE = "nothing was applied; a retry is safe";

  private FleetMessages() {}

  static String tooMany(String wave, int failures, int budget) {
    return "%s of wave %s failed, and %s allowed"
        .formatted(
            HumanReadable.count(failures, "database"),
            wave,
            budget == 0 ? "none is" : budget == 1 ? "1 is" : budget + " are");
  }

  static String timeUp(Duration timeout) {
    return "the time was up (%s)".formatted(HumanReadable.limit(timeout));
  }

  static String cancelled() {
    return "the job was cancelled";
  }

  static String yields(RunningTask own, RunningTask other) {
    return "task %s, another migration of this environment, was started in the same moment and goes first; stopping task %s before its container runs"
        .formatted(other.id(), own.id());
  }

  static NotStartedException occupied(RunningTask other, String what) {
    return new NotStartedException(
        Problem.of(
            "another migration of this environment, task " + other.id() + ", " + what,
            "retry the job when it has ended"));
  }

  static String triedAgain(Problem why, Duration patience) {
    return why.cause() + "; trying again for " + HumanReadable.words(patience);
  }

  /** The verdict on databases for which ECS has refused to start a task. */
  static Verdict verdict(ProblemException failure) {
    if (failure instanceof UnprovenException) {
      return Verdict.of(failure);
    }
    return new Verdict(Verdict.Kind.NOT_STARTED, VerdictDetails.of(failure.problem()).state(SAFE));
  }

  /** The verdict on databases whose turn never came. */
  static Verdict notTried(String why) {
    return new Verdict(
        Verdict.Kind.NOT_STARTED,
        VerdictDetails.of("not tried: " + why).state(SAFE).next("run the job again"));
  }

  static String noTask() {
    return "no task of the last run had it";
  }

  /**
   * The verdict on databases that no task of the last run had.
   *
   * @param remembered whether ECS knows all tasks of that run
   */
  static Verdict noTask(boolean remembered) {
    return remembered
        ? notTried(noTask())
        : new Verdict(
            Verdict.Kind.UNKNOWN,
            VerdictDetails.of(noTask() + " that ECS still remembers").next("run the job again"));
  }

  /** The verdict on databases whose task was not found after its start was not answered. */
  static Verdict notFound(GroupStart start, Optional<ProblemException> noSight, boolean cancelled) {
    Problem lost = start.lost().orElseThrow();
    if (cancelled || noSight.isPresent()) {
      String and = noSight.map(failure -> "; " + failure.problem().cause()).orElse("");
      return new Verdict(
          Verdict.Kind.UNKNOWN,
          VerdictDetails.of(Problem.of(lost.cause() + and, lost.next()))
              .state("a task may have been started anyway"));
    }
    return verdict(start.failure().orElseGet(() -> new NotStartedException(lost)));
  }
}
