package dev.migratedeploy.cli;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a driver may see of its process's environment: the runner's host's own part. The Runner adds
 * the job's variables under names that begin with {@code CUSTOM_ENV_}, and a user can set those.
 */
final class SealedEnvironment {
  private static final String OF_THE_JOB = "CUSTOM_ENV_";

  /** Names that mean a job, not a host; on the path lies what would look at scripts, Squawk. */
  private static final String OF_OTHER_USES = "(CI|GITLAB|MIGRATE_DEPLOY)(_.*)?|PATH";

  private SealedEnvironment() {}

  static CliEnvironment of(CliEnvironment process) {
    Map<String, String> host = new TreeMap<>(process.variables());
    host.keySet().removeIf(name -> name.startsWith(OF_THE_JOB) || name.matches(OF_OTHER_USES));
    // The reader of the log is still GitLab: it folds sections and shows colours.
    host.put("GITLAB_CI", "true");
    return new CliEnvironment(
        host,
        process.directory(),
        process.out(),
        process.cancellation(),
        process.ticker(),
        process.end());
  }
}
