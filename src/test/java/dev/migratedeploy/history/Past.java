package dev.migratedeploy.history;

import dev.migratedeploy.gitlab.ArtifactFile;
import dev.migratedeploy.gitlab.JobDeployment;
import dev.migratedeploy.gitlab.JobDeployment.Archive;
import dev.migratedeploy.gitlab.Merges;
import dev.migratedeploy.gitlab.PastDeployments;
import dev.migratedeploy.history.DeployHistory.Period;
import dev.migratedeploy.plan.pending.DeployJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A GitLab in memory, with deployments to production that a test tells one by one. */
public final class Past implements PastDeployments {
  static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
  static final String JOB = "migrate-deploy:production";

  private final List<JobDeployment> deployments = new ArrayList<>();
  private final Map<String, ArtifactFile> files = new HashMap<>();
  private final Map<String, Instant> merges = new HashMap<>();
  private String jobName = JOB;
  private Optional<Instant> committedAt = Optional.empty();

  /** The next ones are by another job. */
  public Past by(String other) {
    jobName = other;
    return this;
  }

  Past mergedAt(int pipeline, Instant at) {
    merges.put(sha(pipeline), at);
    return this;
  }

  Past committedAt(Instant at) {
    committedAt = Optional.of(at);
    return this;
  }

  /** A job that begins at that minute, takes one, and leaves this report. */
  public Past job(int pipeline, long minute, String status, String report) {
    return job(pipeline, minute, status, new ArtifactFile.Text(report), Archive.KEPT);
  }

  Past job(int pipeline, long minute, String status, ArtifactFile report, Archive archive) {
    Instant begin = BEGIN.plus(Duration.ofMinutes(minute));
    return add(
        pipeline,
        status,
        new JobDeployment.Times(
            begin, Optional.of(begin), Optional.of(begin.plus(Duration.ofMinutes(1)))),
        report,
        archive);
  }

  /** A job that has not begun; GitLab lists a deployment of it, too. */
  Past notRun(int pipeline, String status) {
    return add(
        pipeline,
        status,
        new JobDeployment.Times(BEGIN, Optional.empty(), Optional.empty()),
        new ArtifactFile.Absent(),
        Archive.NONE);
  }

  private Past add(
      int pipeline,
      String status,
      JobDeployment.Times times,
      ArtifactFile report,
      Archive archive) {
    long id = 1_000L + deployments.size();
    deployments.add(
        new JobDeployment(
            id,
            status,
            Optional.of(
                new JobDeployment.Job(
                    "8" + id,
                    jobName,
                    Optional.of(String.valueOf(pipeline)),
                    Optional.of("https://gitlab.example.com/shop/orders/-/jobs/8" + id),
                    archive)),
            new JobDeployment.Commit(sha(pipeline), Optional.of("main"), committedAt),
            times,
            Optional.of("jdoe")));
    files.put("8" + id, report);
    return this;
  }

  /** A report in the schema of this version. */
  public static String report(int pipeline, String verdict, int exitCode, String rest) {
    return """
    {"schema":1,"verdict":"%s","exitCode":%d,"cause":"the cause of %s","commit":"%s",
     "durationMs":31000,
     "stations":[{"name":"detect","afterMs":0,"durationMs":500},
                 {"name":"running","afterMs":9000,"durationMs":7000}]%s}
    """
        .formatted(verdict, exitCode, verdict, sha(pipeline), rest);
  }

  public static String applied(int pipeline, String script, long millis) {
    return report(
        pipeline,
        "APPLIED",
        0,
        """
        ,"observed":{"scripts":[{"script":"%s","version":"7","state":"applied","tries":1,
          "durationMs":%d,"waitedMs":0,"rows":12,"statementCount":3}]}
        """
            .formatted(script, millis));
  }

  static String sha(int pipeline) {
    return "%040x".formatted(pipeline);
  }

  /** What the history makes of it. */
  public DeployHistory history() {
    return history(Optional.empty());
  }

  DeployHistory history(Optional<String> deployJob) {
    return new ReadHistory(
            this,
            new DeployJob(deployJob, Optional.empty()),
            List.of("elsewhere/result.json", "migrate-deploy-report/result.json"),
            (done, all) -> {})
        .of("production", new Period(BEGIN, BEGIN.plus(Duration.ofDays(30))));
  }

  @Override
  public List<JobDeployment> since(String environment, Instant since) {
    List<JobDeployment> newestFirst =
        new ArrayList<>(environment.equals("production") ? deployments : List.of());
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  @Override
  public List<String> environments() {
    return deployments.isEmpty() ? List.of() : List.of("production", "staging");
  }

  @Override
  public boolean hasEnvironment(String name) {
    return environments().contains(name);
  }

  @Override
  public Merges merges(Instant since) {
    return new Merges(merges);
  }

  @Override
  public ArtifactFile file(String job, String path) {
    return path.startsWith("elsewhere/")
        ? new ArtifactFile.Absent()
        : files.getOrDefault(job, new ArtifactFile.Absent());
  }
}
