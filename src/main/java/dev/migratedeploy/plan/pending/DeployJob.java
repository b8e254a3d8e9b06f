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
   * migrate-deploy, or else one whose name speaks of migrations.
   */
  public Optional<String> among(List<String> jobs, String environment) {
    if (named.isPresent()) {
      String wanted = named.get().replace(ENVIRONMENT, environment);
      return jobs.stream().filter(wanted::equals).findFirst();
    }
    return own.filter(name -> name.contains("plan") || name.contains("rehearse"))
        .map(name -> name.replace("plan", "deploy").replace("rehearse", "deploy"))
        .filter(jobs::contains)
        .or(() -> speaking(jobs, "migrate-deploy"))
        .or(() -> speaking(jobs, "migrat"))
        .or(() -> speaking(jobs, "flyway"));
  }

  private static Optional<String> speaking(List<String> jobs, String of) {
    return jobs.stream().filter(job -> job.toLowerCase(Locale.ROOT).contains(of)).findFirst();
  }
}
