package dev.migratedeploy.plan.pending;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the job that deploys an environment's migrations, whose name a job that only looks does not
 * know: an application's job may deploy to an environment of the same name.
 *
 * @param named what the user says it is called; {@code {env}} in it stands for the environment
 * @param own this job's name
 */
public record DeployJob(Optional<String> named, Optional<String> own) {
  private static final String ENVIRONMENT = "{env}";

  /**
   * The one among those that have deployed to the environment, newest first: the one that is named,
   * or else this job's name with plan or rehearse replaced by deploy, or else one called
   * migrate-deploy, or else one whose name contains {@code migrat} or {@code flyway}.
   */
  public Optional<String> among(List<String> jobs, String environment) {
    Optional<String> wanted = named(environment);
    if (wanted.isPresent()) {
      return wanted.filter(jobs::contains);
    }
    return own.filter(name -> name.contains("plan") || name.contains("rehearse"))
        .map(name -> name.replace("plan", "deploy").replace("rehearse", "deploy"))
        .filter(jobs::contains)
        .or(() -> containing(jobs, "migrate-deploy"))
        .or(() -> containing(jobs, "migrat"))
        .or(() -> containing(jobs, "flyway"));
  }

  /** What the user says that it is called in an environment. */
  public Optional<String> named(String environment) {
    return named.map(name -> name.replace(ENVIRONMENT, environment));
  }

  private static Optional<String> containing(List<String> jobs, String part) {
    return jobs.stream().filter(job -> job.toLowerCase(Locale.ROOT).contains(part)).findFirst();
  }
}
