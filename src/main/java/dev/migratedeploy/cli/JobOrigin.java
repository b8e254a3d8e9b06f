package dev.migratedeploy.cli;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.project.Settings;
import dev.migratedeploy.project.SettingsFile;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;

/** An order that a job's own options, settings file and variables give. */
record JobOrigin(CliEnvironment surroundings, DeployOptions options) implements Origin {
  @Override
  public Settings settings() {
    if (options.environment == null || options.environment.isBlank()) {
      throw new RefusedException(
          Problem.of(
              "no environment was named",
              "name one with --env NAME, or with the variable MIGRATE_DEPLOY_ENV"));
    }
    Settings settings =
        SettingsFile.read(
            surroundings.directory().resolve(options.config),
            options.environment,
            surroundings.variables());
    return options.roleArn == null ? settings : settings.inRole(options.roleArn);
  }

  @Override
  public CiContext ci() {
    return CiContext.of(surroundings.variables());
  }

  @Override
  public CiContext ciOrCheckout() {
    return surroundings.gitLab()
        ? ci()
        : CiContext.perhapsWithoutToken(
            CheckoutVariables.of(surroundings.variables(), surroundings.directory()));
  }
}
