package dev.migratedeploy.demo;

import dev.migratedeploy.localcloud.LocalCloud;
import dev.migratedeploy.localcloud.ScratchFolders;
import dev.migratedeploy.localcloud.gitlab.LocalRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * The project in the local cloud's GitLab, and its pipelines: each job runs the real command line
 * on a checkout of its own, and its exit code decides the deployment's status.
 */
public final class Project {
  static final String JOB = "migrate-deploy";

  private final LocalCloud cloud;
  private final ToolRun tool;
  private final Path work;

  /** The job that was prepared last for a commit and an environment. */
  private final Map<String, Long> jobs = new ConcurrentHashMap<>();

  /** One whose jobs are processes. */
  public Project(LocalCloud cloud) {
    this(cloud, ToolRun.processes());
  }

  public Project(LocalCloud cloud, ToolRun tool) {
    this.cloud = cloud;
    this.tool = tool;
    try {
      this.work = ScratchFolders.create("local-project");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits files on the default branch; what was there and is not named stays. */
  public String commit(Map<String, byte[]> files) {
    return cloud
        .gitlab()
        .repository()
        .on(LocalRepository.DEFAULT_BRANCH)
        .putAll(files)
        .commit("Change the scripts");
  }

  /** Commits files on the default branch, and takes away all others. */
  public String commitOnly(Map<String, byte[]> files) {
    return cloud.gitlab().repository().commit(LocalRepository.DEFAULT_BRANCH, files);
  }

  /** A deploy job on a commit, with its output kept. */
  public ToolProcess.Result deploy(String sha, String environment, String... options) {
    ToolProcess.Result result =
        job(
            sha,
            environment,
            options,
            (job, arguments) -> tool.run(job.directory(), job.variables(), arguments));
    record(sha, environment, result.exitCode());
    return result;
  }

  /** A deploy job on a commit, with its output shown as it comes. */
  public int show(String sha, String environment, String... options) {
    int exitCode =
        job(
            sha,
            environment,
            options,
            (job, arguments) -> ToolProcess.show(job.directory(), job.variables(), arguments));
    record(sha, environment, exitCode);
    return exitCode;
  }

  /** A job that runs a command other than deploy, and so is no deployment. */
  public ToolProcess.Result run(String sha, String environment, String command, String... more) {
    return run(prepare(sha, environment), environment, command, more);
  }

  /** The same with a job whose variables or files are not as usual. */
  public ToolProcess.Result run(Job job, String environment, String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, "--env", environment));
    arguments.addAll(List.of(more));
    return tool.run(job.directory(), job.verifying(), arguments);
  }

  /** A deploy job that has been started; its deployment is not recorded. */
  public RunningTool launch(String sha, String environment, String... options) {
    return job(
        sha,
        environment,
        options,
        (job, arguments) -> ToolProcess.launch(job.directory(), job.variables(), arguments));
  }

  /** A job's checkout and variables, to start the command line by hand. */
  public record Job(Path directory, Map<String, String> variables) {
    /** The variables of a job that is no deployment. */
    public Map<String, String> verifying() {
      Map<String, String> verifying = new LinkedHashMap<>(variables);
      verifying.put("CI_ENVIRONMENT_ACTION", "verify");
      return verifying;
    }
  }

  public Job prepare(String sha, String environment) {
    return prepare(sha, environment, cloud.gitlab().jobEnvironment(sha, environment, JOB));
  }

  /** The job that was prepared last for a commit, once more, in the same pipeline. */
  Job retry(String sha, String environment) {
    long before = jobs.getOrDefault(sha + " " + environment, 0L);
    return prepare(sha, environment, cloud.gitlab().retryEnvironment(before, environment));
  }

  private Job prepare(String sha, String environment, Map<String, String> ofGitLab) {
    try {
      Path checkout = Files.createTempDirectory(work, "checkout");
      cloud.gitlab().repository().checkout(sha, checkout);
      Map<String, String> variables = new LinkedHashMap<>(ofGitLab);
      variables.remove("GITLAB_CI");
      jobs.put(sha + " " + environment, Long.parseLong(variables.getOrDefault("CI_JOB_ID", "0")));
      variables.putAll(cloud.jobVariables());
      variables.put("HOME", work.toString());
      return new Job(checkout, variables);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> T job(
      String sha, String environment, String[] options, BiFunction<Job, List<String>, T> run) {
    List<String> arguments = new ArrayList<>(List.of("--env", environment));
    arguments.addAll(List.of(options));
    Job job = prepare(sha, environment);
    return run.apply(
        arguments.contains("--dry-run") ? new Job(job.directory(), job.verifying()) : job,
        arguments);
  }

  void record(String sha, String environment, int exitCode) {
    String status = exitCode == 0 ? "success" : "failed";
    Long job = jobs.get(sha + " " + environment);
    if (job == null) {
      cloud.gitlab().deployments().record(environment, sha, JOB, status);
    } else {
      cloud.gitlab().deployments().record(environment, sha, JOB, job, status);
    }
  }
}
