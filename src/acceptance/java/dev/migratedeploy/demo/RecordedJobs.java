package dev.migratedeploy.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.localcloud.LocalCloud;
import dev.migratedeploy.localcloud.LocalDatabase;
import dev.migratedeploy.localcloud.gitlab.LocalDeployments.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Deploy jobs whose deployments and reports GitLab keeps, as it does for a job of the template. */
final class RecordedJobs {
  /** Where a page of each verdict goes. */
  static final Path PAGES = Path.of("target", "demo-history");

  private static final String REPORTS = "migrate-deploy-report/";

  private final LocalCloud cloud;
  private final String environment;
  private final List<Long> all = new ArrayList<>();

  RecordedJobs(LocalCloud cloud, String environment) {
    this.cloud = cloud;
    this.environment = environment;
  }

  /**
   * Runs a job to its end.
   *
   * @param held is let go when the job tries its script for the second time
   * @return the verdict
   */
  String run(Project.Job job, Optional<LocalDatabase.Held> held) {
    long id = Long.parseLong(job.variables().getOrDefault("CI_JOB_ID", "0"));
    String sha = job.variables().getOrDefault("CI_COMMIT_SHA", "");
    Deployment deployment =
        cloud.gitlab().deployments().record(environment, sha, Project.JOB, id, "running");
    RunningTool tool =
        ToolProcess.launch(job.directory(), job.variables(), List.of("--env", environment));
    held.ifPresent(
        lock -> {
          tool.awaitLine("Try 2 of 3");
          lock.close();
        });
    int exitCode = tool.result().exitCode();
    cloud.gitlab().deployments().update(deployment.id(), exitCode == 0 ? "success" : "failed");
    all.add(id);
    return kept(id, job.directory().resolve(REPORTS), held.isPresent());
  }

  private String kept(long job, Path reports, boolean waited) {
    try {
      String result = Files.readString(reports.resolve("result.json"));
      cloud.gitlab().artifacts().keep(job, REPORTS + "result.json", result);
      String verdict = new ObjectMapper().readTree(result).path("verdict").asText();
      String name = verdict.toLowerCase(Locale.ROOT).replace(' ', '-');
      Files.createDirectories(PAGES);
      Files.copy(
          reports.resolve("report.html"),
          PAGES.resolve(name + (waited ? "-after-a-lock" : "") + ".html"),
          StandardCopyOption.REPLACE_EXISTING);
      return verdict + (waited ? ", after a wait for a lock" : "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** GitLab deletes the artifacts of the first ones. */
  void expire(int number) {
    all.stream()
        .limit(number)
        .forEach(job -> cloud.gitlab().artifacts().expire(job, Instant.now().minusSeconds(60)));
  }
}
