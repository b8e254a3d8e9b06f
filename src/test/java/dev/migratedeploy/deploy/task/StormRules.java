package dev.migratedeploy.deploy.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.deploy.request.CancelPolicy;
import dev.migratedeploy.flyway.observer.ObserverScript;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What holds of every run, whatever happened around it. */
final class StormRules {
  /** GitLab's docker executor kills a cancelled job about ten seconds after SIGTERM. */
  private static final long KILLED = 10_000;

  /** The log is waited for 30 s at most past the end that was seen; requests take their time. */
  private static final long VERDICT = 36_000;

  /**
   * A line that can be read so long after the container's end is waited for, even where reads fail.
   */
  private static final long SURELY_READ = 5_000;

  private final StormyEcs ecs;
  private final Storm.Run run;
  private final int jobs;
  private final Optional<StormTask> followed;

  StormRules(StormyEcs ecs, Storm.Run run, int jobs) {
    this.jobs = jobs;
    this.ecs = ecs;
    this.run = run;
    this.followed = run.journal().task().map(ecs::task);
  }

  void check() {
    oneTaskAtATime();
    greenIsProved();
    theVerdictFits();
    everyLineCameOnce();
    onlyTheObserversLinesAreHidden();
    itEndsInTime();
    awsIsNotFlooded();
    whatRunsIsLeftAlone();
    theVerdictComesWithTheEnd();
  }

  /** Neither deprovisioning nor a sidecar is waited for; what a sidecar keeps alive is stopped. */
  private void theVerdictComesWithTheEnd() {
    ecs.endSeen()
        .ifPresent(
            at -> {
              assertThat(run.ended() - at).as("verdict after the end").isLessThan(VERDICT);
              if (run.cancelled().isEmpty() && followed.orElseThrow().isKeptAlive()) {
                assertThat(ecs.leftoverStopped()).as("what is left is stopped").isTrue();
              }
            });
  }

  /**
   * {@code finish} may stop a task only where a look since the wish has seen that it has not begun.
   */
  private void whatRunsIsLeftAlone() {
    if (run.policy() == CancelPolicy.FINISH) {
      ecs.seenBeforeStop()
          .ifPresent(
              seen ->
                  assertThat(seen)
                      .as("looked before it stopped the task")
                      .isGreaterThanOrEqualTo(run.cancelled().orElseThrow()));
    }
  }

  private void oneTaskAtATime() {
    assertThat(ecs.tasks()).as("a task for each job").hasSizeLessThanOrEqualTo(jobs);
    for (int later = 1; later < ecs.tasks().size(); later++) {
      boolean both = ecs.tasks().get(later - 1).isToRun(ecs.tasks().get(later).created());
      assertThat(both).as("two tasks at once").isFalse();
    }
  }

  private void greenIsProved() {
    boolean green = run.verdict().is(Verdict.Kind.APPLIED);
    assertThat(run.verdict().exitCode() == 0).as("exit code 0 means applied").isEqualTo(green);
    if (green) {
      StormTask task = followed.orElseThrow();
      assertThat(task.applied(run.ended())).as("scripts in database").isEqualTo(StormTask.SCRIPTS);
      assertThat(task.exitCode()).as("exit code").isZero();
      assertThat(task.ranAnotherImage()).as("another image").isFalse();
    }
  }

  private void theVerdictFits() {
    assertThat(run.verdict().title()).as("verdict").isIn(fitting());
  }

  private Set<String> fitting() {
    if (followed.isEmpty()) {
      return ecs.tasks().stream().anyMatch(this::wasStartedByThisRun)
          ? Set.of("UNKNOWN")
          : Set.of("NOT STARTED", "REFUSED", "UNKNOWN");
    }
    StormTask task = followed.get();
    if (ecs.endSeen().isPresent()) {
      return whereTheEndWasSeen(task);
    }
    if (run.cancelled().isPresent()) {
      return whereCancelled(task);
    }
    boolean timeUp = run.ended() - run.journal().startedAt() >= run.timeout().toMillis();
    boolean outOfSight = run.ended() - ecs.lastSeen() >= TaskObserver.LONGEST.toMillis();
    assertThat(timeUp || outOfSight).as("gave up for a reason").isTrue();
    return outOfSight ? Set.of("UNKNOWN", "STILL RUNNING") : Set.of("STILL RUNNING");
  }

  private boolean wasStartedByThisRun(StormTask task) {
    return task.created() >= run.began();
  }

  private Set<String> whereTheEndWasSeen(StormTask task) {
    if (!task.hasBegun(run.ended())) {
      return Set.of("NOT STARTED");
    }
    if (task.isCodeLost() || task.ranAnotherImage()) {
      return Set.of("UNKNOWN");
    }
    if (task.exitCode() != 0) {
      return Set.of("FAILED");
    }
    if (task.isMemoryShort()) {
      return Set.of("UNKNOWN");
    }
    if (run.journal().observed().isForged()) {
      return Set.of("UNKNOWN");
    }
    return task.log().isForged() ? Set.of("APPLIED", "UNKNOWN") : Set.of("APPLIED");
  }

  private Set<String> whereCancelled(StormTask task) {
    Set<String> cut = Set.of("STILL RUNNING", "UNKNOWN");
    return task.hasBegun(run.ended()) ? cut : Set.of("STILL RUNNING", "UNKNOWN", "NOT STARTED");
  }

  private void everyLineCameOnce() {
    if (followed.isEmpty()) {
      return;
    }
    StormyLog log = followed.get().log();
    List<String> told = new ArrayList<>(run.journal().lines());
    run.journal()
        .log()
        .filter(summary -> summary.complete())
        .flatMap(summary -> summary.end())
        .ifPresent(
            end ->
                told.add("[migrate-deploy] end exit=" + end.exitCode() + " lines=" + end.lines()));
    assertThat(told).as("lines").isEqualTo(log.served());
    boolean believedForgery = log.isForged() && run.journal().log().orElseThrow().complete();
    if (run.cancelled().isEmpty() && !believedForgery) {
      ecs.endSeen()
          .ifPresent(
              at -> assertThat(log.missed(at + SURELY_READ)).as("readable, not read").isEmpty());
    }
  }

  /** A line that nobody could read, or that bears another key, is one of the task's own. */
  private void onlyTheObserversLinesAreHidden() {
    List<String> hidden = new ArrayList<>(run.journal().lines());
    run.journal().shown().forEach(hidden::remove);
    assertThat(hidden)
        .as("hidden")
        .allMatch(
            line ->
                line.equals(ObserverScript.KEY_LINE)
                    || (line.startsWith("[migrate-deploy:" + ObserverScript.KEY + "] {")
                        && line.endsWith("}")));
    assertThat(run.journal().shown())
        .as("shown in their order")
        .isEqualTo(run.journal().lines().stream().filter(line -> !hidden.contains(line)).toList());
  }

  private void itEndsInTime() {
    long latest =
        followed.isPresent()
            ? run.journal().startedAt() + run.timeout().plusMinutes(1).toMillis()
            : run.began() + run.timeout().plusMinutes(2).toMillis();
    assertThat(run.ended()).as("end").isLessThanOrEqualTo(latest);
    run.cancelled()
        .ifPresent(
            at -> {
              long first = Math.max(at, run.journal().startedAt());
              // Before that it may have been in the midst of RunTask.
              long runTask = followed.isPresent() ? 0 : Duration.ofMinutes(1).toMillis();
              assertThat(run.ended() - first).as("end after cancel").isLessThan(KILLED + runTask);
            });
  }

  private void awsIsNotFlooded() {
    assertThat(most(ecs.looks(), 1_000)).as("looks in a second").isLessThanOrEqualTo(12);
    followed.ifPresent(
        task -> {
          assertThat(most(task.log().reads(), 1_000)).as("reads in a second").isLessThan(10);
          assertThat(most(task.log().reads(), 10_000)).as("reads in ten").isLessThanOrEqualTo(30);
        });
  }

  private static int most(List<Long> calls, long window) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < calls.size(); last++) {
      while (calls.get(last) - calls.get(first) >= window) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
