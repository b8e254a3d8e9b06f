package dev.migratedeploy.report;

import dev.migratedeploy.flyway.MigrationResult;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code deploy.env}: variables for later jobs. GitLab takes 5 KiB, and no value with a space or a
 * line end ("artifacts:reports:dotenv"). Each is there twice, the second time with the name of the
 * environment: a later job gets the variables of all jobs before it, and of equal names the last.
 */
final class Dotenv {
  private Dotenv() {}

  static String of(RunSummary run) {
    Map<String, String> variables = new LinkedHashMap<>();
    run.verdict().ifPresent(verdict -> variables.put("VERDICT", verdict.title()));
    run.image()
        .ifPresent(
            image -> {
              variables.put("IMAGE", image.reference());
              variables.put("IMAGE_DIGEST", image.digest());
            });
    run.task().ifPresent(task -> variables.put("TASK_ARN", task.arn()));
    run.flyway()
        .flatMap(MigrationResult::versionBefore)
        .ifPresent(version -> variables.put("VERSION_BEFORE", version));
    run.flyway()
        .flatMap(MigrationResult::versionAfter)
        .ifPresent(version -> variables.put("VERSION_AFTER", version));
    FleetVariables.of(run.fleet()).forEach(variables::put);
    String environment =
        run.info()
            .map(info -> info.environment().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_"))
            .orElse("");
    return lines("", variables)
        + (environment.isEmpty() ? "" : lines(environment + "_", variables));
  }

  private static String lines(String prefix, Map<String, String> variables) {
    return variables.entrySet().stream()
        .map(
            variable ->
                "MIGRATE_DEPLOY_"
                    + prefix
                    + variable.getKey()
                    + "="
                    + variable.getValue().replaceAll("\\s", "_")
                    + "\n")
        .collect(Collectors.joining());
  }
}
