package dev.migratedeploy.deploy.request;

import dev.migratedeploy.image.EntrypointScript;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The variables that RunTask gives the container of a task of ours, beside those of its task
 * definition: all that there are.
 *
 * @param andThen what Flyway does in the same process after its command
 * @param locks how long scripts wait for locks; without it Flyway is left alone
 * @param asked what the observer is to tell, and what it is to expect
 * @param targets the databases of the task
 * @param failures with more failed databases than this the task begins no further one
 * @param cpu of the task, in ECS' units; the entrypoint starts Flyway's Java by it
 * @param verbose whether what runs in the container is to say more too
 */
public record TaskVariables(
    Optional<String> andThen,
    Optional<String> locks,
    Inquiry asked,
    TaskTargets targets,
    Optional<Integer> failures,
    Optional<Integer> cpu,
    boolean verbose) {
  /** No waiting for locks of ours, even if the task definition has the variable itself. */
  static final String OFF = "off";

  private static final String LOCKS = "MIGRATE_DEPLOY_LOCKS";
  private static final String TABLES = "MIGRATE_DEPLOY_TABLES";
  private static final String HISTORY = "MIGRATE_DEPLOY_HISTORY";
  private static final String FAILURES = "MIGRATE_DEPLOY_FAILURES";
  private static final String VERBOSE = "MIGRATE_DEPLOY_VERBOSE";

  /**
   * The names of all of them, but for what the settings give the databases of a fleet: a task that
   * was given another one is not ours.
   */
  public static final Set<String> NAMES =
      Set.of(
          EntrypointScript.AND_THEN,
          LOCKS,
          TABLES,
          HISTORY,
          TaskTargets.TARGETS,
          FAILURES,
          EntrypointScript.CPU,
          VERBOSE);

  /** Whether a task was given the same expectation of the schema history, or none as well. */
  static boolean expectAsIn(Map<String, String> given, Inquiry asked) {
    return asked.history().equals(Optional.ofNullable(given.get(HISTORY)));
  }

  /** Those that have a value, by name. */
  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>(targets.environment());
    andThen.ifPresent(words -> environment.put(EntrypointScript.AND_THEN, words));
    locks.ifPresent(words -> environment.put(LOCKS, words));
    if (!asked.tables().isEmpty()) {
      environment.put(TABLES, String.join(",", asked.tables()));
    }
    asked.history().ifPresent(words -> environment.put(HISTORY, words));
    failures.ifPresent(most -> environment.put(FAILURES, String.valueOf(most)));
    cpu.ifPresent(units -> environment.put(EntrypointScript.CPU, String.valueOf(units)));
    if (verbose) {
      environment.put(VERBOSE, "true");
    }
    return environment;
  }
}
