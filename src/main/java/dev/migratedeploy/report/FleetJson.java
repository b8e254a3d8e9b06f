package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.deploy.event.FleetOutline;
import dev.migratedeploy.deploy.event.FleetOutline.WaveOutline;
import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run over many databases. */
record FleetJson(
    boolean partial,
    int perTask,
    int parallel,
    List<Wave> waves,
    List<Database> targets,
    List<VersionJson> versions) {
  /** A wave. */
  record Wave(
      String name, int databases, @JsonUnwrapped Counts counts, int passedOver, long durationMs) {
    static Wave of(WaveOutline wave, FleetSummary fleet) {
      List<TargetResult> targets = fleet.targets(wave.name());
      int passedOver = (int) targets.stream().filter(it -> it.run().passedOver()).count();
      return new Wave(
          wave.name(),
          wave.targets(),
          Counts.of(targets, wave.targets()),
          passedOver,
          fleet.took(wave.name()).toMillis());
    }
  }

  /**
   * How many of a wave's databases came to what.
   *
   * @param open without a result when the report was written
   */
  record Counts(int done, int failed, int notTried, int open) {
    static Counts of(List<TargetResult> targets, int all) {
      int done = (int) targets.stream().filter(target -> target.verdict().isSuccess()).count();
      int notTried = (int) targets.stream().filter(TargetResult::isNotTried).count();
      return new Counts(done, targets.size() - done - notTried, notTried, all - targets.size());
    }
  }

  /** One of the databases. */
  record Database(
      String name,
      String wave,
      @JsonUnwrapped Result result,
      @JsonUnwrapped Work work,
      TaskJson.@Nullable Log log) {
    static Database of(TargetResult target) {
      return new Database(
          target.target(),
          target.wave(),
          Result.of(target),
          Work.of(target.run()),
          orNull(target.run().log().map(TaskJson.Log::of)));
    }
  }

  /** What came of it. */
  record Result(String verdict, String cause, @Nullable String state, @Nullable String next) {
    static Result of(TargetResult target) {
      VerdictDetails said = target.verdict().explanation();
      return new Result(
          target.verdict().title(), said.cause(), orNull(said.state()), orNull(said.next()));
    }
  }

  /**
   * What was done to it.
   *
   * @param task the ARN of the task that did it
   */
  record Work(
      @Nullable String versionBefore,
      @Nullable String versionAfter,
      List<String> applied,
      @Nullable String task,
      long durationMs,
      boolean passedOver) {
    static Work of(TargetResult.Run run) {
      return new Work(
          orNull(run.versions().before()),
          orNull(run.versions().after()),
          run.applied(),
          orNull(run.task().map(RunningTask::arn)),
          run.took().toMillis(),
          run.passedOver());
    }
  }

  static FleetJson of(FleetOutline outline, FleetSummary fleet) {
    return new FleetJson(
        outline.partial(),
        outline.perTask(),
        outline.parallel(),
        outline.waves().stream().map(wave -> Wave.of(wave, fleet)).toList(),
        fleet.targets().stream().map(Database::of).toList(),
        VersionJson.all(fleet));
  }
}
