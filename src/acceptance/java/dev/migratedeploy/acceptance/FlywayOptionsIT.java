package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.ToolProcess;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Flyway is told is what this program goes by, seen with the real Flyway. */
class FlywayOptionsIT extends EndToEnd {
  @Test
  void onlyTheLocationsOfTheEnvironmentCount() {
    String sha =
        commit(
            "flyway.toml",
            "[flyway]\nlocations = [\"filesystem:sql/common\", \"filesystem:sql/test\"]\n",
            Map.of(
                "common/V1__a.sql", "CREATE TABLE a (i int);",
                "test/V5__b.sql", "CREATE TABLE b (i int);",
                "production/V5__b.sql", "no SQL"));

    assertExit(
        deploy(sha),
        0,
        "APPLIED",
        "1 script is outside of Flyway's locations filesystem:sql/common, filesystem:sql/test"
            + " (flyway.toml line 2) and does not belong to this environment: production/V5__b.sql");
    assertThat(applied()).hasSize(2);
  }

  @Test
  void ownPrefixesAndSuffixesAreFlyways() {
    String sha =
        commit(
            "flyway.conf",
            """
            flyway.sqlMigrationPrefix=M
            flyway.sqlMigrationSeparator=-
            flyway.sqlMigrationSuffixes=.sql,.pks
            """,
            Map.of(
                "M1-tables.sql", "CREATE TABLE a (i int);",
                "M2-package.pks", "CREATE TABLE b (i int);",
                "R-view.sql", "CREATE OR REPLACE VIEW v AS SELECT i FROM a;"));

    assertExit(deploy(sha), 0, "APPLIED");
    assertThat(applied()).hasSize(3);
  }

  @Test
  void aMissingScriptMayBeIgnored() {
    Map<String, String> scripts =
        Map.of("V1__a.sql", "CREATE TABLE a (i int);", "V2__b.sql", "CREATE TABLE b (i int);");
    assertExit(deploy(commit(scripts)), 0, "APPLIED");

    ToolProcess.Result result =
        deploy(
            commit(
                "flyway.toml",
                "[flyway]\nignoreMigrationPatterns = [\n  \"*:missing\",\n]\n",
                Map.of(
                    "V2__b.sql", "CREATE TABLE b (i int);",
                    "V3__c.sql", "CREATE TABLE c (i int);")));

    assertExit(result, 0, "APPLIED");
    assertThat(applied()).hasSize(3);
  }

  @Test
  void flywaysLocationIsNamed() {
    ToolProcess.Result result = deploy(commit(Map.of("V1__a.sql", "CREATE TABLE a (i int);")));

    assertExit(result, 0, "APPLIED");
    assertThat(result.output()).doesNotContain("not recommended", "may be deprecated");
  }

  @Test
  void locationsThatHoldNoScriptAreRefused() {
    ToolProcess.Result result =
        deploy(
            commit(
                "flyway.toml",
                "[flyway]\n\nlocations = ['filesystem:/flyway/sql/tset']\n",
                Map.of("test/V1__a.sql", "CREATE TABLE a (i int);")));

    assertExit(
        result,
        2,
        "REFUSED",
        "filesystem:/flyway/sql/tset (flyway.toml line 3)",
        "/flyway/sql/test: 1 script");
  }

  @Test
  void aFileThatIsNoTomlIsRefusedWithItsLine() {
    ToolProcess.Result result =
        deploy(
            commit(
                "flyway.toml",
                "[flyway]\noutOfOrder = yes\n",
                Map.of("V1__a.sql", "CREATE TABLE a (i int);")));

    assertExit(result, 2, "REFUSED", "db-migrations/flyway.toml:2:");
  }

  private String commit(String name, String text, Map<String, String> scripts) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("db-migrations/migrate-deploy.yml", settings().getBytes(StandardCharsets.UTF_8));
    files.put("db-migrations/" + name, text.getBytes(StandardCharsets.UTF_8));
    scripts.forEach(
        (script, sql) ->
            files.put("db-migrations/scripts/" + script, sql.getBytes(StandardCharsets.UTF_8)));
    return project.commitOnly(files);
  }
}
