package dev.migratedeploy.fuzz;

import dev.migratedeploy.flyway.CredentialSearch;
import dev.migratedeploy.flyway.FlywayOptions;
import dev.migratedeploy.flyway.configuration.ConfigurationFile;
import dev.migratedeploy.flyway.configuration.MalformedFileException;
import dev.migratedeploy.flyway.configuration.Sources;
import dev.migratedeploy.verdict.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Flyway's files: what they say, what is wrong in them, and whether a secret stands there. */
final class FlywayFiles implements FuzzTarget.Reading {
  @Override
  public void of(String text) {
    for (String name : List.of("flyway.toml", "flyway.conf")) {
      CredentialSearch.secretsIn(name, text).forEach(FlywayFiles::refused);
      try {
        ConfigurationFile.check(name, text);
        options(name, text);
      } catch (MalformedFileException refused) {
        refused(String.valueOf(refused.getMessage()));
      }
    }
  }

  private static void refused(String why) {
    Messages.check(new Problem(why, List.of(why), why), "");
  }

  private static void options(String name, String text) {
    FlywayOptions options =
        FlywayOptions.of(
            new Sources(
                List.of("migrate"),
                Map.of("FLYWAY_URL", "jdbc:postgresql://db/app"),
                Set.of("FLYWAY_PASSWORD"),
                List.of(new ConfigurationFile("/flyway/conf/" + name, name, text))),
            "/flyway/sql");
    options.problems().forEach(FlywayFiles::refused);
    options.notes().forEach(FlywayFiles::refused);
    options.locations();
    options.naming();
    options.target();
    options.placeholders();
    options.ignoreMigrationPatterns();
    options.lockRetryCount();
  }
}
