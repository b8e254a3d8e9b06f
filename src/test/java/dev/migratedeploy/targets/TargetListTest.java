package dev.migratedeploy.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.project.Settings;
import dev.migratedeploy.project.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what the settings say of {@code targets} to the databases with their variables. */
class TargetListTest {
  private final Path directory;

  TargetListTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void aListInTheSettingsBecomesDatabasesWithVariablesInWaves() throws IOException {
    Targets targets =
        resolve(
            """
            from:
              - {name: acme, host: db1, tier: canary}
              - {name: beta, host: db2, port: 5433}
            environment: {FLYWAY_URL: "jdbc:postgresql://${target.host}:${target.port:-5432}/${DB}_${target.name}"}
            per-task: 20
            parallel: 4
            at-most: {host: 2}
            waves:
              - {name: canary, match: {tier: canary}}
              - {name: rest, failures: 50%}
            """,
            Map.of("DB", "app"));
    assertThat(targets)
        .isEqualTo(
            new Targets(
                List.of(
                    new Wave(
                        "canary",
                        List.of(
                            new Target(
                                "acme",
                                Map.of("host", "db1", "tier", "canary"),
                                Map.of("FLYWAY_URL", "jdbc:postgresql://db1:5432/app_acme"))),
                        0),
                    new Wave(
                        "rest",
                        List.of(
                            new Target(
                                "beta",
                                Map.of("host", "db2", "port", "5433"),
                                Map.of("FLYWAY_URL", "jdbc:postgresql://db2:5433/app_beta"))),
                        0)),
                20,
                4,
                Map.of("host", 2),
                false));
  }

  private Targets resolve(String section, Map<String, String> variables) throws IOException {
    Files.writeString(
        directory.resolve("settings.yml"),
        """
        image: {base: "flyway/flyway:12", repository: "localhost:5000/flyway"}
        environments:
          staging:
            cluster: staging
            task-definition: flyway
            targets:
        """
            + section.indent(6));
    Settings settings = SettingsFile.read(directory.resolve("settings.yml"), "staging", variables);
    return TargetList.resolve(
        settings.targets().orElseThrow(), directory, variables, Optional.empty());
  }
}
