package dev.migratedeploy.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.Wave;
import dev.migratedeploy.verdict.Verdict.Kind;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What holds of every fleet, whatever happened around it. */
final class FleetRules {
  private final ModelCloud cloud;
  private final List<FleetJob> jobs;

  FleetRules(ModelCloud cloud, List<FleetJob> jobs) {
    this.cloud = cloud;
    this.jobs = jobs;
  }

  void check() {
    noDatabaseIsInTwoTasksThatRun();
    noTwoJobsMigrateAtOnce();
    neverMoreAtOnceThanAllowed();
    for (FleetJob job : jobs) {
      theBudgetIsKept(job);
      if (job.verdict().isPresent()) {
        eachDatabaseHasOneVerdict(job);
        greenIsProved(job);
        notStartedMeansNotTouched(job);
        theWholeIsTheLeastCertain(job);
        whatIsProvedIsNotDoneAgain(job);
      }
    }
  }

  private void noDatabaseIsInTwoTasksThatRun() {
    Map<String, ModelTask> last = new HashMap<>();
    for (ModelTask task : byBegin()) {
      for (String name : task.names()) {
        ModelTask before = last.put(name, task);
        assertThat(before == null || before.ended() <= task.began())
            .as("%s in two tasks at once", name)
            .isTrue();
      }
    }
  }

  private void noTwoJobsMigrateAtOnce() {
    List<ModelTask> tasks = byBegin();
    Map<String, Long> until = new HashMap<>();
    for (ModelTask task : tasks) {
      until.forEach(
          (job, end) ->
              assertThat(job.equals(task.job()) || end <= task.began())
                  .as("jobs %s and %s at once", job, task.job())
                  .isTrue());
      until.merge(task.job(), task.ended(), Math::max);
    }
  }

  /** Those that ran, in the order in which they began. */
  private List<ModelTask> byBegin() {
    return cloud.tasks().stream()
        .filter(task -> task.hasBegun(Long.MAX_VALUE))
        .sorted((one, other) -> Long.compare(one.began(), other.began()))
        .toList();
  }

  /** Each job by itself: one of two that start at once stops its first task before it runs. */
  private void neverMoreAtOnceThanAllowed() {
    for (FleetJob job : jobs) {
      List<ModelTask> tasks =
          cloud.tasks().stream().filter(task -> task.job().equals(job.number())).toList();
      for (ModelTask task : tasks) {
        List<ModelTask> beside =
            tasks.stream()
                .filter(other -> other.created() <= task.created())
                .filter(other -> other.ended() > task.created())
                .toList();
        assertThat(beside.size()).as("tasks at once").isLessThanOrEqualTo(job.targets().parallel());
        job.targets().atMost().forEach((field, most) -> atMost(job, field, most, beside));
      }
    }
  }

  private static void atMost(FleetJob job, String field, int most, List<ModelTask> tasks) {
    Map<String, String> values =
        job.targets().all().stream()
            .collect(Collectors.toMap(Target::name, target -> target.fields().get(field)));
    Map<String, Integer> counts = new HashMap<>();
    for (ModelTask task : tasks) {
      task.names().stream()
          .map(values::get)
          .distinct()
          .forEach(value -> counts.merge(value, 1, Integer::sum));
    }
    assertThat(counts.values()).as("at once for a %s", field).allMatch(count -> count <= most);
  }

  /** And no wave begins before the one before it is over. */
  private void theBudgetIsKept(FleetJob job) {
    Map<String, Integer> budgets = new HashMap<>();
    job.targets().waves().forEach(wave -> budgets.put(wave.name(), wave.failures()));
    Map<String, String> waveOf = new HashMap<>();
    job.targets()
        .waves()
        .forEach(wave -> wave.targets().forEach(it -> waveOf.put(it.name(), wave.name())));
    Map<String, Integer> failures = new HashMap<>();
    long tooMany = Long.MAX_VALUE;
    for (FleetJob.Ended ended : job.ended()) {
      TargetResult result = ended.result();
      if (!result.verdict().isSuccess()
          && failures.merge(result.wave(), 1, Integer::sum)
              == budgets.getOrDefault(result.wave(), 0) + 1) {
        tooMany = Math.min(tooMany, ended.at());
      }
    }
    for (ModelTask task : cloud.tasks()) {
      if (!task.job().equals(job.number())) {
        continue;
      }
      assertThat(task.created()).as("started after too many failures").isLessThanOrEqualTo(tooMany);
      String wave = waveOf.get(task.names().get(0));
      for (Wave before : job.targets().waves()) {
        if (before.name().equals(wave)) {
          break;
        }
        Set<String> told =
            job.ended().stream()
                .filter(it -> it.at() <= task.created())
                .map(it -> it.result().target())
                .collect(Collectors.toSet());
        assertThat(told)
            .as("%s begins before %s is over", wave, before.name())
            .containsAll(before.targets().stream().map(Target::name).toList());
      }
    }
  }

  private void eachDatabaseHasOneVerdict(FleetJob job) {
    List<String> names = job.ended().stream().map(it -> it.result().target()).toList();
    assertThat(new HashSet<>(names)).as("no database twice").hasSameSizeAs(names);
    assertThat(job.outcomes()).isEqualTo(names.size());
    if (job.started().isPresent()) {
      assertThat(names)
          .containsExactlyInAnyOrderElementsOf(
              job.targets().all().stream().map(Target::name).toList());
    } else {
      assertThat(names).isEmpty();
    }
  }

  private void greenIsProved(FleetJob job) {
    for (FleetJob.Ended ended : job.ended()) {
      TargetResult result = ended.result();
      if (result.verdict().isSuccess()) {
        ModelTask task = cloud.task(result.run().task().orElseThrow());
        assertThat(task.migrated(result.target(), ended.at()))
            .as("%s is green and migrated", result.target())
            .isTrue();
        assertThat(task.log().lacksEndOf(result.target()))
            .as("%s is green without its end line", result.target())
            .isFalse();
      }
    }
  }

  private void notStartedMeansNotTouched(FleetJob job) {
    for (FleetJob.Ended ended : job.ended()) {
      if (ended.result().verdict().is(Kind.NOT_STARTED)) {
        assertThat(cloud.tasks())
            .filteredOn(task -> task.job().equals(job.number()))
            .as("%s was not started", ended.result().target())
            .noneMatch(task -> task.touched(ended.result().target(), ended.at()));
      }
    }
  }

  private void theWholeIsTheLeastCertain(FleetJob job) {
    Kind whole = job.verdict().orElseThrow().kind();
    Set<Kind> kinds =
        job.ended().stream().map(it -> it.result().verdict().kind()).collect(Collectors.toSet());
    if (whole == Kind.APPLIED) {
      assertThat(kinds).containsExactly(Kind.APPLIED);
      assertThat(job.ended()).hasSize(job.targets().all().size());
    } else if (kinds.contains(Kind.UNKNOWN)) {
      assertThat(whole).isEqualTo(Kind.UNKNOWN);
    }
  }

  /** What another job has left is proved or done again, one or the other. */
  private void whatIsProvedIsNotDoneAgain(FleetJob job) {
    if (job.started().isEmpty() || job != jobs.get(jobs.size() - 1) || jobs.size() < 2) {
      return;
    }
    Set<String> again =
        cloud.tasks().stream()
            .filter(task -> task.job().equals(job.number()))
            .flatMap(task -> task.names().stream())
            .collect(Collectors.toSet());
    Set<String> over =
        job.ended().stream()
            .filter(it -> it.result().run().passedOver())
            .map(it -> it.result().target())
            .collect(Collectors.toSet());
    assertThat(Collections.disjoint(over, again)).as("passed over and started").isTrue();
    if (job.forced()) {
      assertThat(over).isEmpty();
      return;
    }
    for (Target target : job.targets().all()) {
      boolean proved =
          cloud.tasks().stream()
              .filter(task -> !task.job().equals(job.number()))
              .filter(task -> task.touched(target.name(), job.began()))
              .reduce((one, later) -> later)
              .filter(task -> task.proves(target.name(), job.began()))
              .filter(
                  task ->
                      cloud.tasks().stream().noneMatch(other -> isLater(other, task, target, job)))
              .isPresent();
      if (proved) {
        cloud.dice().count("database proved before");
        assertThat(over).as("proved before").contains(target.name());
      }
    }
  }

  private static boolean isLater(ModelTask other, ModelTask task, Target target, FleetJob job) {
    return !other.job().equals(job.number())
        && other.created() > task.created()
        && other.names().contains(target.name());
  }
}
