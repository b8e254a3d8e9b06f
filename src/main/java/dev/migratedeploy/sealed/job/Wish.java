package dev.migratedeploy.sealed.job;

import dev.migratedeploy.ci.Secret;
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
 */
public record Wish(
    Optional<String> environment,
    Optional<String> command,
    Optional<String> settingsFile,
    Optional<Secret> idToken) {

  static Wish of(JobVariables variables) {
    return new Wish(
        variables.find("MIGRATE_DEPLOY_ENV").or(() -> variables.find("CI_ENVIRONMENT_NAME")),
        variables.find("MIGRATE_DEPLOY_COMMAND"),
        variables.find("MIGRATE_DEPLOY_CONFIG"),
        variables.find("MIGRATE_DEPLOY_ID_TOKEN").map(Secret::of));
  }
}
