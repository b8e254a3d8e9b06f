package dev.migratedeploy.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.flyway.ValidationProblem.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** What Flyway 12 and 13 say where something is wrong, and of what is repaired and listed. */
class FlywaySentencesIT extends OnFlywayLibraries {
  private static final Map<String, String> SESSION_LOCK =
      Map.of("flyway.postgresql.transactional.lock", "false");

  FlywaySentencesIT(@TempDir Path scripts) {
    super(scripts);
  }

  @EachFlyway
  void aStatementThatFailsIsToldWithItsPlaceAndThatItWasRolledBack(String jars) throws Exception {
    script("V1__tea.sql", "CREATE TABLE tea (name text)");
    script("V2__sorts.sql", "SELECT 1;\n\nINSERT INTO tea\n  VALUES ('a', 2, 3)");

    MigrationResult log = heard(jars, "migrate", database());

    assertThat(log.failedMigration()).contains("2 - sorts");
    assertThat(log.rolledBack()).isTrue();
    assertThat(log.applied()).containsExactly("1 - tea");
    assertThat(log.saidApplied()).isFalse();
    FlywayError error = log.error().orElseThrow();
    assertThat(error.sqlState()).contains("42601");
    assertThat(error.sentence())
        .isEqualTo("V2__sorts.sql, line 3: INSERT has more expressions than target columns");
  }

  @EachFlyway
  void aStatementThatFailsOutsideATransactionLeavesItsRowUntilARepair(String jars)
      throws Exception {
    script("V1__tea.sql", "CREATE TABLE tea (name text)");
    script("V2__index.sql", "CREATE INDEX CONCURRENTLY i ON tea (nation)");
    String database = database();

    MigrationResult log = heard(jars, "migrate", database, SESSION_LOCK);
    assertThat(log.failedMigration()).contains("2 - index");
    assertThat(log.rolledBack()).isFalse();

    assertThat(heard(jars, "migrate", database, SESSION_LOCK).validation().problems())
        .containsExactly(new ValidationProblem(Kind.FAILED, "2"));
    assertThat(states(heard(jars, "info", database))).containsExactly("1 Success", "2 Failed");
    assertThat(heard(jars, "repair", database).repair())
        .isEqualTo(new RepairOutput(List.of(), List.of(), true, true, false));
    assertThat(heard(jars, "repair", database).repair().removedFailed()).isFalse();
  }

  @EachFlyway
  void aScriptThatWasAppliedAndDiffersOrIsGoneIsTold(String jars) throws Exception {
    script("V1__tea.sql", "CREATE TABLE tea (name text)");
    script("V2__sort.sql", "CREATE TABLE sort (name text)");
    script("V5__more.sql", "SELECT 5");
    script("R__teas.sql", "CREATE OR REPLACE VIEW teas AS SELECT * FROM tea");
    String database = database();
    assertThat(heard(jars, "migrate", database).saidCount()).contains(4);

    script("V1__tea.sql", "CREATE TABLE tea (name varchar(9))");
    remove("V2__sort.sql");
    script("V3__late.sql", "SELECT 3");
    script("V6__new.sql", "SELECT 6");
    script("R__teas.sql", "CREATE OR REPLACE VIEW teas AS SELECT name FROM tea");
    script("R__sorts.sql", "SELECT 1");

    ValidateOutput validation = heard(jars, "validate", database).validation();
    assertThat(validation.failed()).isTrue();
    assertThat(validation.isWhole()).isTrue();
    assertThat(validation.problems())
        .containsExactlyInAnyOrder(
            new ValidationProblem(Kind.EDITED, "1"),
            new ValidationProblem(Kind.MISSING, "2"),
            new ValidationProblem(Kind.OUT_OF_ORDER, "3"),
            new ValidationProblem(Kind.PENDING, "6"),
            new ValidationProblem(Kind.PENDING, "sorts"),
            new ValidationProblem(Kind.PENDING, "teas"),
            new ValidationProblem(Kind.PENDING, "teas"));
    assertThat(heard(jars, "migrate", database).validation().problems())
        .contains(
            new ValidationProblem(Kind.EDITED, "1"), new ValidationProblem(Kind.MISSING, "2"));
    assertThat(states(heard(jars, "info", database)))
        .containsExactlyInAnyOrder(
            "1 Success",
            "2 Missing",
            "5 Success",
            "teas Outdated",
            "3 Ignored",
            "6 Pending",
            "sorts Pending",
            "teas Pending");

    RepairOutput repair = heard(jars, "repair", database).repair();
    assertThat(repair.finished()).isTrue();
    assertThat(repair.realigned()).contains("V1");
    assertThat(repair.deleted()).containsExactly("V2");
    assertThat(heard(jars, "validate", database).validation().problems())
        .noneMatch(problem -> problem.kind() == Kind.EDITED || problem.kind() == Kind.MISSING);
  }

  @EachFlyway
  void anEmptyDatabaseIsTold(String jars) throws Exception {
    script("V1__tea.sql", "CREATE TABLE tea (name text)");
    String database = database();

    InfoTable table = heard(jars, "info", database).table();
    assertThat(table.isWhole()).isTrue();
    assertThat(table.historyMissing()).isTrue();
    assertThat(heard(jars, "validate", database).validation().problems())
        .containsExactly(new ValidationProblem(Kind.PENDING, "1"));
    assertThat(heard(jars, "repair", database).repair().tableMissing()).isTrue();
  }

  @EachFlyway
  void whatFlywayRefusesIsToldInItsFirstLine(String jars) throws Exception {
    script("V1__tea.sql", "CREATE TABLE tea (name text)");
    String used = database("CREATE TABLE of_somebody_else (id int)");
    assertThat(heard(jars, "migrate", used).error().orElseThrow().isOfNonEmptySchema()).isTrue();

    script("V1__coffee.sql", "SELECT 1");
    FlywayError twice = heard(jars, "migrate", used).error().orElseThrow();
    assertThat(FlywayAdvice.on(twice)).contains("rename one of them");
    assertThat(twice.more().get(0)).isEqualTo("Offenders:");
    assertThat(twice.more()).anyMatch(line -> line.endsWith("V1__coffee.sql (SQL)"));

    FlywayError gone = heard(jars, "migrate", "nosuch").error().orElseThrow();
    assertThat(gone.sqlState()).contains("3D000");
    assertThat(gone.sentence()).isEqualTo("database \"nosuch\" does not exist");
    assertThat(FlywayAdvice.on(gone))
        .hasValueSatisfying(it -> assertThat(it).contains("FLYWAY_URL"));
  }

  @EachFlyway
  void aLocationWithoutScriptsOfAMigratedDatabaseIsTold(String jars, @TempDir Path empty)
      throws Exception {
    script("V1__tea.sql", "CREATE TABLE tea (name text)");
    String database = database();
    heard(jars, "migrate", database);

    MigrationResult log =
        heard(jars, "migrate", database, Map.of("flyway.locations", "filesystem:" + empty));

    assertThat(log.foundNoMigrations()).isTrue();
    assertThat(log.saidCount()).contains(0);
  }

  private static List<String> states(MigrationResult log) {
    assertThat(log.table().isWhole()).isTrue();
    return log.table().rows().stream().map(row -> row.subject() + " " + row.state()).toList();
  }
}
