package dev.migratedeploy.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.flyway.configuration.ConfigurationFile;
import dev.migratedeploy.flyway.configuration.Sources;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What of Flyway's options goes to who runs the scripts elsewhere. */
class ScriptOptionsTest {
  @Test
  void theWeakerSourceGivesWayAndConnectionsAreLeftOut() {
    assertThat(
            read(
                    List.of("migrate", "-outOfOrder=true", "-target=7", "-url=jdbc:x"),
                    Map.of("FLYWAY_OUT_OF_ORDER", "false", "FLYWAY_TABLE", "history"),
                    "flyway.conf",
                    """
                    flyway.table=older
                    flyway.user=app
                    flyway.locations=filesystem:/flyway/sql
                    flyway.placeholders.Region=eu
                    flyway.initSql=SET ROLE app
                    """)
                .properties())
        .isEqualTo(
            Map.of(
                "flyway.outOfOrder", "true",
                "flyway.target", "7",
                "flyway.table", "history",
                "flyway.placeholders.region", "eu",
                "flyway.initSql", "SET ROLE app"));
  }

  @Test
  void tomlHasListsAndEnvironments() {
    ScriptOptions options =
        read(
            List.of("migrate", "-environment=prod"),
            Map.of(),
            "flyway.toml",
            """
            [environments.prod]
            schemas = ["app", "audit"]
            url = "jdbc:x"
            [environments.other]
            schemas = ["none"]
            [flyway]
            mixed = true
            validateMigrationNaming = true
            sqlMigrationSuffixes = [".sql", ".pgsql"]
            [flyway.placeholders]
            region = "eu"
            """);

    assertThat(options.properties())
        .isEqualTo(
            Map.of(
                "flyway.schemas", "app,audit",
                "flyway.mixed", "true",
                "flyway.validateMigrationNaming", "true",
                "flyway.sqlMigrationSuffixes", ".sql,.pgsql",
                "flyway.placeholders.region", "eu"));
  }

  @Test
  void whatOnlyTheContainerKnowsIsNamedAndNotGuessed() {
    ScriptOptions options =
        read(
            List.of("migrate"),
            Map.of("KNOWN", "eu"),
            "flyway.conf",
            "flyway.placeholders.a=${KNOWN}\nflyway.placeholders.b=${NOT_KNOWN}\n");

    assertThat(options.properties()).isEqualTo(Map.of("flyway.placeholders.a", "eu"));
    assertThat(options.unknown())
        .singleElement()
        .asString()
        .startsWith("placeholders.b of flyway.conf");
  }

  @Test
  void whatOnlyJavaDoesIsNamed() {
    ScriptOptions options =
        read(
            List.of("migrate", "-jarDirs=/flyway/jars"),
            Map.of("FLYWAY_CALLBACKS", "com.example.Notify"),
            "flyway.conf",
            "flyway.resolvers=\n");

    assertThat(options.properties()).isEmpty();
    assertThat(options.leftOut())
        .hasSize(2)
        .allSatisfy(words -> assertThat(words).endsWith(", which names Java code"));
  }

  @Test
  void whatKeepsADeployFromRunningScriptsIsNamed() {
    ScriptOptions options =
        read(
            List.of("migrate", "-skipExecutingMigrations=false"),
            Map.of("FLYWAY_CHERRY_PICK", "7"),
            "flyway.conf",
            "");

    assertThat(options.properties()).isEmpty();
    assertThat(options.leftOut())
        .singleElement()
        .asString()
        .startsWith("cherryPick of ")
        .endsWith("which may keep a deploy from running scripts that run here");
  }

  private static ScriptOptions read(
      List<String> arguments, Map<String, String> variables, String file, String text) {
    return FlywayOptions.of(
            new Sources(
                arguments,
                variables,
                Set.of(),
                List.of(new ConfigurationFile("/flyway/conf/" + file, file, text))),
            "/flyway/sql")
        .ofScripts();
  }
}
