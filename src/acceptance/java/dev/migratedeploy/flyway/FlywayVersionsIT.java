package dev.migratedeploy.flyway;

import static dev.migratedeploy.flyway.Transcript.heard;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.flyway.scripts.Version;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sentences on which a verdict rests, from Flyway 12 and 13 themselves. */
class FlywayVersionsIT {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static EmbeddedPostgres server;

  private final Path scripts;

  FlywayVersionsIT(@TempDir Path scripts) {
    this.scripts = scripts;
  }

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(2)).start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"target/flyway", "target/flyway-next"})
  void aMigrationTellsWhatItBeganAndHowManyThereWere(String jars) throws Exception {
    script("V1__tea.sql", "CREATE TABLE tea (name text)");
    script("V2__assam.sql", "INSERT INTO tea VALUES ('Assam')");
    script("R__all_teas.sql", "CREATE OR REPLACE VIEW teas AS SELECT * FROM tea");
    String database = database();

    MigrationResult first = heard(migrate(jars, database, Map.of("flyway.target", "1")));
    assertThat(first.lookedAtSchema()).isTrue();
    assertThat(first.versionBefore()).isEmpty();
    assertThat(first.begunVersions()).containsExactly(version("1"));

    MigrationResult second = heard(migrate(jars, database, Map.of()));
    assertThat(second.versionBefore()).contains("1");
    assertThat(second.begunVersions()).containsExactly(version("2"));
    assertThat(second.versionAfter()).contains("2");

    MigrationResult third = heard(migrate(jars, database, Map.of()));
    assertThat(third.versionBefore()).contains("2");
    assertThat(third.saidCount()).contains(0);
    assertThat(first.begunRepeatables()).containsExactly("all teas");
    assertThat(first.saidCount()).contains(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"target/flyway", "target/flyway-next"})
  void aBaselineIsTold(String jars) throws Exception {
    script("V1__tea.sql", "CREATE TABLE tea (name text)");
    String database = database("CREATE TABLE of_somebody_else (id int)");

    MigrationResult log =
        heard(
            migrate(
                jars,
                database,
                Map.of("flyway.baselineOnMigrate", "true", "flyway.baselineVersion", "3.0")));

    assertThat(log.baselined()).contains(version("3"));
    assertThat(log.begunVersions()).isEmpty();
    assertThat(log.saidCount()).contains(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"target/flyway", "target/flyway-next"})
  void migrationsThatAreNotExecutedAreCountedAndNotBegun(String jars) throws Exception {
    script("V1__tea.sql", "CREATE TABLE tea (name text)");

    MigrationResult log =
        heard(migrate(jars, database(), Map.of("flyway.skipExecutingMigrations", "true")));

    assertThat(log.begunVersions()).isEmpty();
    assertThat(log.saidCount()).contains(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"target/flyway", "target/flyway-next"})
  void aLocationWithoutScriptsIsTold(String jars) throws Exception {
    assertThat(heard(migrate(jars, database(), Map.of())).foundNoMigrations()).isTrue();
  }

  private List<String> migrate(String jars, String database, Map<String, String> options)
      throws IOException {
    Map<String, String> all = new TreeMap<>(options);
    all.put("flyway.locations", "filesystem:" + scripts);
    try (FlywayLibrary flyway = new FlywayLibrary(Path.of(jars))) {
      return flyway.migrate(
          "jdbc:postgresql://localhost:" + server.getPort() + "/" + database, "postgres", "", all);
    }
  }

  private void script(String name, String sql) throws IOException {
    Files.writeString(scripts.resolve(name), sql + ";\n");
  }

  private static String database(String... statements) throws SQLException {
    String name = "flyway" + NUMBER.incrementAndGet();
    execute(server, "postgres", "CREATE DATABASE " + name);
    for (String statement : statements) {
      execute(server, name, statement);
    }
    return name;
  }

  private static void execute(EmbeddedPostgres server, String database, String sql)
      throws SQLException {
    try (var connection = server.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Version version(String text) {
    return Optional.of(text).flatMap(Version::parse).orElseThrow();
  }
}
