package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.migratedeploy.gitlab.JobDeployment;
import dev.migratedeploy.history.DeployTry;
import dev.migratedeploy.history.LeadTime;
import dev.migratedeploy.history.PastDeployment;
import dev.migratedeploy.history.ScriptTime;
import dev.migratedeploy.history.StoredResult;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A past deployment, whose last try counts.
 *
 * @param leadMs from the merge or the commit ({@code leadFrom}) to the end of the job
 */
record PastDeploymentJson(
    long deployment,
    String commit,
    @Nullable String ref,
    @Nullable Long leadMs,
    @Nullable String leadFrom,
    List<Try> tries) {
  /** One run of the job. */
  record Try(@JsonUnwrapped Run run, @JsonUnwrapped Outcome outcome, List<Script> scripts) {
    static Try of(DeployTry one) {
      return new Try(
          Run.of(one.deployment()),
          Outcome.of(one),
          one.report().result().map(StoredResult::scripts).orElse(List.of()).stream()
              .map(Script::of)
              .toList());
    }
  }

  /** What GitLab says of it. */
  record Run(
      @Nullable String job,
      @Nullable String pipeline,
      @Nullable String user,
      @Nullable String url,
      String status,
      @Nullable String startedAt,
      @Nullable String endedAt) {
    static Run of(JobDeployment deployment) {
      return new Run(
          orNull(deployment.job().map(JobDeployment.Job::id)),
          orNull(deployment.job().flatMap(JobDeployment.Job::pipeline)),
          orNull(deployment.user()),
          orNull(deployment.job().flatMap(JobDeployment.Job::url)),
          deployment.status(),
          orNull(deployment.times().startedAt().map(Instant::toString)),
          orNull(deployment.times().endedAt().map(Instant::toString)));
    }
  }

  /**
   * What its report says.
   *
   * @param report read, expired, missing or unreadable
   */
  record Outcome(
      String report,
      @Nullable String verdict,
      @Nullable Integer exitCode,
      @Nullable String cause,
      @Nullable Long durationMs,
      @Nullable Long lockWaitMs,
      @Nullable Map<String, Long> stations) {
    static Outcome of(DeployTry one) {
      Optional<StoredResult> result = one.report().result();
      Optional<StoredResult.Outcome> said = result.map(StoredResult::outcome);
      return new Outcome(
          one.report().word(),
          orNull(said.map(StoredResult.Outcome::verdict)),
          orNull(said.map(StoredResult.Outcome::exitCode)),
          orNull(said.map(StoredResult.Outcome::cause)),
          orNull(one.took().map(Duration::toMillis)),
          orNull(result.map(it -> it.waited().toMillis())),
          orNull(result.map(Outcome::stations)));
    }

    private static Map<String, Long> stations(StoredResult result) {
      Map<String, Long> times = new LinkedHashMap<>();
      result.stations().forEach(it -> times.put(it.station(), it.time().toMillis()));
      return times;
    }
  }

  /** A script that it ran. */
  record Script(
      String script,
      @Nullable String version,
      String state,
      @Nullable Integer tries,
      @Nullable Long durationMs,
      @Nullable Long waitedMs,
      @Nullable Long rows) {
    static Script of(ScriptTime script) {
      Optional<ScriptTime.Work> work = script.work();
      return new Script(
          script.script(),
          orNull(script.version()),
          script.state(),
          orNull(work.map(ScriptTime.Work::tries)),
          orNull(script.time().map(Duration::toMillis)),
          orNull(work.map(it -> it.waited().toMillis())),
          orNull(work.flatMap(ScriptTime.Work::rows)));
    }
  }

  static PastDeploymentJson of(PastDeployment deployment) {
    JobDeployment last = deployment.last().deployment();
    Optional<LeadTime> lead = deployment.soundLead();
    return new PastDeploymentJson(
        last.id(),
        last.commit().sha(),
        orNull(last.commit().ref()),
        orNull(lead.map(it -> it.time().toMillis())),
        orNull(lead.map(it -> JsonFile.word(it.from()))),
        deployment.tries().stream().map(Try::of).toList());
  }
}
