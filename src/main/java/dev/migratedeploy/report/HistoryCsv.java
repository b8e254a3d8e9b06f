package dev.migratedeploy.report;

import dev.migratedeploy.gitlab.JobDeployment;
import dev.migratedeploy.history.DeployHistory;
import dev.migratedeploy.history.DeployTry;
import dev.migratedeploy.history.HistoryFigures;
import dev.migratedeploy.history.LeadTime;
import dev.migratedeploy.history.PastDeployment;
import dev.migratedeploy.history.ScriptTime;
import dev.migratedeploy.history.StoredResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A history for a database: a row for each deployment, and one for each script of each try. */
public final class HistoryCsv {
  /** What the two files are called, and the tables that the manual makes for them. */
  public static final String DEPLOYMENTS = "deployments.csv";

  public static final String SCRIPTS = "scripts.csv";

  private HistoryCsv() {}

  /** The last try of each deployment counts. */
  public static String deployments(DeployHistory history) {
    CsvText csv = new CsvText().header(deploymentColumns());
    for (PastDeployment deployment : history.deployments()) {
      DeployTry last = deployment.last();
      Optional<StoredResult> result = last.report().result();
      Optional<LeadTime> lead = deployment.soundLead();
      gitLab(csv, history.environment(), last.deployment());
      csv.number(deployment.tries().size())
          .text(last.report().word())
          .text(result.map(it -> it.outcome().verdict()))
          .number(result.map(it -> it.outcome().exitCode()))
          .text(last.cause())
          .number(result.map(HistoryTable::applied))
          .text(result.flatMap(it -> it.run().versionAfter()))
          .number(lead.map(it -> it.time().toMillis()))
          .text(lead.map(it -> JsonFile.word(it.from())))
          .number(last.took().map(Duration::toMillis));
      for (String station : HistoryFigures.STATIONS) {
        csv.number(result.flatMap(it -> it.station(station)).map(Duration::toMillis));
      }
      csv.number(result.map(it -> it.waited().toMillis())).end();
    }
    return csv.toString();
  }

  private static String[] deploymentColumns() {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "deployment_id",
                "environment",
                "job_name",
                "job_id",
                "pipeline_id",
                "deployed_by",
                "commit_sha",
                "ref",
                "status",
                "created_at",
                "started_at",
                "ended_at",
                "tries",
                "report",
                "verdict",
                "exit_code",
                "cause",
                "scripts_applied",
                "version_after",
                "lead_ms",
                "lead_from",
                "duration_ms"));
    HistoryFigures.STATIONS.forEach(station -> columns.add(station + "_ms"));
    columns.add("lock_wait_ms");
    return columns.toArray(String[]::new);
  }

  private static void gitLab(CsvText csv, String environment, JobDeployment deployment) {
    Optional<JobDeployment.Job> job = deployment.job();
    csv.number(deployment.id())
        .text(environment)
        .text(job.map(JobDeployment.Job::name))
        .text(job.map(JobDeployment.Job::id))
        .text(job.flatMap(JobDeployment.Job::pipeline))
        .text(deployment.user())
        .text(deployment.commit().sha())
        .text(deployment.commit().ref())
        .text(deployment.status())
        .text(deployment.times().createdAt().toString())
        .text(deployment.times().startedAt())
        .text(deployment.times().endedAt());
  }

  /** A script that two tries ran has two rows, each with the id of its job. */
  public static String scripts(DeployHistory history) {
    CsvText csv =
        new CsvText()
            .header(
                "deployment_id",
                "job_id",
                "number",
                "script",
                "version",
                "state",
                "tries",
                "duration_ms",
                "lock_wait_ms",
                "rows_changed",
                "statements");
    for (PastDeployment deployment : history.deployments()) {
      deployment.tries().forEach(one -> scripts(csv, deployment.last().deployment().id(), one));
    }
    return csv.toString();
  }

  private static void scripts(CsvText csv, long deployment, DeployTry one) {
    int number = 0;
    for (ScriptTime script : one.report().result().map(StoredResult::scripts).orElse(List.of())) {
      Optional<ScriptTime.Work> work = script.work();
      csv.number(deployment)
          .text(one.deployment().job().map(JobDeployment.Job::id))
          .number(++number)
          .text(script.script())
          .text(script.version())
          .text(script.state())
          .number(work.map(ScriptTime.Work::tries))
          .number(script.time().map(Duration::toMillis))
          .number(work.map(it -> it.waited().toMillis()))
          .number(work.flatMap(ScriptTime.Work::rows))
          .number(work.map(ScriptTime.Work::statements))
          .end();
    }
  }
}
