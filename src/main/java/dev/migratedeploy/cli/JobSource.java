package dev.migratedeploy.cli;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.project.Settings;
import dev.migratedeploy.project.SettingsFile;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;

/** What a job's own options, settings file and variables say about a request. */
record JobSource(CliEnvironment surroundings, DeployOptions options) {
  /** The settings of the environment that was asked for. */
  Settings settings() {
    Settings settings =
        SettingsFile.read(
            surroundings.directory().resolve(options.config),
            environment(),
            surroundings.variables());
    return options.roleArn == null ? settings : settings.inRole(options.roleArn);
  }

  /** The same for a rehearsal, which needs none of the task's variables. */
  Settings settingsForRehearsal() {
    return SettingsFile.forRehearsal(
        surroundings.directory().resolve(options.config), environment(), surroundings.variables());
  }

  private String environment() {
    if (options.environment == null || options.environment.isBlank()) {
      throw new RefusedException(
          Problem.of(
              "no environment was named",
              "name one with --env NAME, or with the variable MIGRATE_DEPLOY_ENV"));
    }
    return options.environment;
  }

  /** The job, or outside of one what is known of the checkout, which may be nothing. */
  CiContext ciOrNothing() {
    return CiContext.perhapsWithoutToken(
        surroundings.gitLab()
            ? surroundings.variables()
            : CheckoutVariables.orUnknown(surroundings.variables(), surroundings.directory()));
  }

  CiContext ci() {
    return CiContext.of(surroundings.variables());
  }

  /** Without a job, a checkout tells what GitLab's variables do not. */
  CiContext ciOrCheckout() {
    return surroundings.gitLab()
        ? ci()
        : CiContext.perhapsWithoutToken(
            CheckoutVariables.of(surroundings.variables(), surroundings.directory()));
  }
}
