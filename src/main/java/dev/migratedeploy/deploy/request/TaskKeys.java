package dev.migratedeploy.deploy.request;

import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.support.Hash;
import java.util.List;
import java.util.UUID;

/** By what ECS tells one task of ours from another. */
public final class TaskKeys {
  /** ECS' limit for startedBy; it takes letters, digits, hyphens, slashes and underscores. */
  private static final int LONGEST_STARTED_BY = 128;

  private static final int HASH_DIGITS = 12;

  private TaskKeys() {}

  /** Names an environment of a project: its tasks are found by it. */
  public static String startedBy(CiContext ci, String environment) {
    String project = ci.projectPath().orElse(ci.projectId());
    String full = "migrate-deploy/" + project + "/" + environment;
    String clean = full.replaceAll("[^A-Za-z0-9/_-]", "-");
    // With a slash in its name the environment could be a part of the project's path.
    if (clean.equals(full) && full.length() <= LONGEST_STARTED_BY && !environment.contains("/")) {
      return full;
    }
    int longest = LONGEST_STARTED_BY - HASH_DIGITS - 1;
    return clean.substring(0, Math.min(clean.length(), longest))
        + "-"
        + hash(List.of(project, environment)).substring(0, HASH_DIGITS);
  }

  /** The name of an environment's label, of which a family may have several. */
  public static String label(CiContext ci, String environment) {
    return TaskTemplate.LABELS
        + hash(List.of(startedBy(ci, environment))).substring(0, HASH_DIGITS);
  }

  /**
   * The same for every try of one job: a lost answer or a second start never makes a second task.
   * Outside of a job nothing tells one try from another run that is really wanted. Each task of a
   * fleet has its own, by its databases.
   *
   * @param start 0, or how many tasks of this job have let another job's task go first: the token
   *     of such a task would give that task again, which is stopped
   */
  public static String clientToken(
      CiContext ci,
      EnvironmentSettings environment,
      String digest,
      List<String> command,
      int start) {
    return hash(
        List.of(
            environment.cluster(),
            startedBy(ci, environment.name()),
            digest,
            String.join("\0", command),
            ci.jobId().orElseGet(() -> UUID.randomUUID().toString())
                + (start == 0 ? "" : "/" + start)
                + databases(environment)));
  }

  private static String databases(EnvironmentSettings environment) {
    TaskTargets targets = TaskTargets.of(environment.targets());
    return targets.none() ? "" : "\n" + targets.environment();
  }

  /** 64 hexadecimal digits, which is as long as a client token may be (API_RunTask). */
  private static String hash(List<String> parts) {
    return Hash.SHA256.of(String.join("\n", parts));
  }
}
