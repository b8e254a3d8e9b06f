package dev.migratedeploy.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** The sentences on which a verdict rests, from Flyway 12 and 13 themselves. */
class FlywayVersionsIT extends OnFlywayLibraries {
  FlywayVersionsIT(@TempDir Path scripts) {
    super(scripts);
  }

  @EachFlyway
  void aMigrationTellsWhatItBeganAndHowManyThereWere(String jars) throws Exception {
    script("V1__tea.sql", "CREATE TABLE tea (name text)");
    script("V2__assam.sql", "INSERT INTO tea VALUES ('Assam')");
    script("R__all_teas.sql", "CREATE OR REPLACE VIEW teas AS SELECT * FROM tea");
    String database = database();

    MigrationResult first = heard(jars, "migrate", database, Map.of("flyway.target", "1"));
    assertThat(first.lookedAtSchema()).isTrue();
    assertThat(first.versionBefore()).isEmpty();
    assertThat(first.begunVersions()).containsExactly(version("1"));

    MigrationResult second = heard(jars, "migrate", database);
    assertThat(second.versionBefore()).contains("1");
    assertThat(second.begunVersions()).containsExactly(version("2"));
    assertThat(second.versionAfter()).contains("2");

    MigrationResult third = heard(jars, "migrate", database);
    assertThat(third.versionBefore()).contains("2");
    assertThat(third.saidCount()).contains(0);
    assertThat(first.begunRepeatables()).containsExactly("all teas");
    assertThat(first.saidCount()).contains(2);
  }

  @EachFlyway
  void aBaselineIsTold(String jars) throws Exception {
    script("V1__tea.sql", "CREATE TABLE tea (name text)");
    String database = database("CREATE TABLE of_somebody_else (id int)");

    MigrationResult log =
        heard(
            jars,
            "migrate",
            database,
            Map.of("flyway.baselineOnMigrate", "true", "flyway.baselineVersion", "3.0"));

    assertThat(log.baselined()).contains(version("3"));
    assertThat(log.begunVersions()).isEmpty();
    assertThat(log.saidCount()).contains(0);
  }

  @EachFlyway
  void migrationsThatAreNotExecutedAreCountedAndNotBegun(String jars) throws Exception {
    script("V1__tea.sql", "CREATE TABLE tea (name text)");

    MigrationResult log =
        heard(jars, "migrate", database(), Map.of("flyway.skipExecutingMigrations", "true"));

    assertThat(log.begunVersions()).isEmpty();
    assertThat(log.saidCount()).contains(1);
  }

  @EachFlyway
  void aLocationWithoutScriptsIsTold(String jars) throws Exception {
    assertThat(heard(jars, "migrate", database()).foundNoMigrations()).isTrue();
  }
}
