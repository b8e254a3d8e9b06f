package dev.migratedeploy.support;

import java.time.Duration;

/** What counts where neither an option nor a variable nor the settings say otherwise. */
public final class Defaults {
  /** Below the project's directory, as all that is not in the image. */
  public static final String SETTINGS_FILE = "db-migrations/migrate-deploy.yml";

  public static final String SCRIPTS = "db-migrations/scripts";

  public static final String REPORT_DIRECTORY = "migrate-deploy-report";

  /** Where the base image's Flyway looks for scripts. */
  public static final String SCRIPTS_IN_IMAGE = "/flyway/sql";

  /** Where the base image's Flyway looks for {@code flyway.conf} and {@code flyway.toml}. */
  public static final String CONFIGURATION_IN_IMAGE = "/flyway/conf/";

  /** How long the task is waited for. */
  public static final Duration TIMEOUT = Duration.ofMinutes(30);

  /** The same as users write it. */
  public static final String TIMEOUT_TEXT = "30m";

  private Defaults() {}
}
