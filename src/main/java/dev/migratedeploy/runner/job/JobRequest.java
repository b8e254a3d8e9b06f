package dev.migratedeploy.runner.job;

import dev.migratedeploy.ci.EnvironmentAction;
import dev.migratedeploy.support.Secret;
import java.util.List;
import java.util.Optional;

/**
 * What a job's variables ask for. A user can set every variable, the predefined ones too: nothing
 * here is believed, it only chooses among what the policy grants.
 *
 * @param environment {@code MIGRATE_DEPLOY_ENV}, else the job's {@code environment:name}
 * @param command {@code MIGRATE_DEPLOY_COMMAND}: what Flyway is to do instead of what the settings
 *     say, such as {@code info}
 * @param settingsFile {@code MIGRATE_DEPLOY_CONFIG}: another place of the settings file
 * @param idToken {@code MIGRATE_DEPLOY_ID_TOKEN}, which proves itself or is refused
 * @param isDeployment whether GitLab will record the job's success as a deployment; what a job adds
 *     to GitLab's own variables does not make it none
 */
public record JobRequest(
    Optional<String> environment,
    Optional<String> command,
    Optional<String> settingsFile,
    Optional<Secret> idToken,
    boolean isDeployment) {

  static JobRequest of(JobVariables variables) {
    return new JobRequest(
        variables.find("MIGRATE_DEPLOY_ENV").or(() -> variables.find("CI_ENVIRONMENT_NAME")),
        variables.find("MIGRATE_DEPLOY_COMMAND"),
        variables.find("MIGRATE_DEPLOY_CONFIG"),
        variables.find("MIGRATE_DEPLOY_ID_TOKEN").map(Secret::of),
        !variables.all("CI_ENVIRONMENT_NAME").isEmpty() && deploys(variables));
  }

  private static boolean deploys(JobVariables variables) {
    List<String> actions = variables.all("CI_ENVIRONMENT_ACTION");
    return actions.isEmpty()
        || actions.stream().map(Optional::of).anyMatch(EnvironmentAction::isDeployment);
  }
}
