package dev.migratedeploy.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentRulesTest {
  @TempDir Path folder = Path.of("");

  private ScannedRepository repository = new ScannedRepository(folder);

  @BeforeEach
  void create() {
    repository = new ScannedRepository(folder);
  }

  @Test
  void onlyScriptsThatTheEnvironmentHasNotSeenAreLookedInto() {
    repository
        .script("V1__a.sql", "DROP TABLE a;")
        .deployed("V1__a.sql")
        .script("V2__b.sql", "\n\nDROP TABLE b;\nTRUNCATE c;\nDELETE FROM d;\nUPDATE e SET f = 1;");
    assertThat(repository.found())
        .containsExactly(
            "drop V2__b.sql:3",
            "truncate V2__b.sql:4",
            "delete-without-where V2__b.sql:5",
            "update-without-where V2__b.sql:6");
    assertThat(repository.findings()).noneMatch(Finding::isError);
  }

  @Test
  void anUndoScriptIsNotLookedInto() {
    assertThat(repository.script("U1__a.sql", "DROP TABLE a;").found()).isEmpty();
  }

  @Test
  void anEmptyScriptIsFound() {
    repository.script("V1__a.sql", "").script("V2__b.sql", "-- to do\n/* later */ ;\n");
    assertThat(repository.found())
        .containsExactly("empty-script V1__a.sql", "empty-script V2__b.sql");
  }

  @Test
  void bytesThatAreNotUtf8AreFoundWithTheirLine() {
    repository.script("V1__a.sql", new byte[] {'S', '\n', '\n', '\'', (byte) 0xe4, '\''});
    assertThat(repository.found()).containsExactly("not-utf8 V1__a.sql:3");
    assertThat(repository.options("-encoding=ISO-8859-1").found()).isEmpty();
    repository.options().script("V1__a.sql.conf", "encoding=ISO-8859-1");
    assertThat(repository.found()).isEmpty();
    create();
    repository.script("V2__b.sql", "SELECT 'ä \ufffd 🚀';");
    assertThat(repository.found()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE DATABASE a",
        "DROP TABLESPACE a",
        "CREATE SUBSCRIPTION a CONNECTION 'b'",
        "ALTER SYSTEM SET a = 1",
        "DROP INDEX CONCURRENTLY a",
        "VACUUM a",
        "VACUUM (ANALYZE) a",
        "REINDEX SCHEMA a",
        "DISCARD ALL"
      })
  void whatCannotRunInATransactionStandsAlone(String statement) {
    repository
        .on(Database.POSTGRESQL)
        .settings(quietAbout(ScriptRule.DROP))
        .script("V1__a.sql", "SET a = 1;\n" + statement + ";")
        .script("V2__b.sql", statement + ";");
    assertThat(repository.found()).containsExactly("not-in-transaction V1__a.sql:2");
    assertThat(repository.options("-mixed=true").found()).isEmpty();
  }

  @Test
  void aScriptsOwnConfigurationCounts() {
    repository
        .on(Database.POSTGRESQL)
        .options("-postgresql.transactional.lock=false")
        .script("V1__a.sql", "SET a = 1; VACUUM b;")
        .script("V1__a.sql.conf", "executeInTransaction=false")
        .script("V2__b.sql", "REINDEX INDEX CONCURRENTLY a;")
        .script("V3__c.sql", "REINDEX INDEX CONCURRENTLY a;")
        .script("V3__c.sql.conf", "executeInTransaction=false")
        .script("V4__d.sql", "VACUUM b;")
        .script("V4__d.sql.conf", "executeInTransaction=true");
    assertThat(repository.found())
        .containsExactly("not-in-transaction V2__b.sql:1", "not-in-transaction V4__d.sql:1");
  }

  @Test
  void whereTheDatabaseIsNotKnownWhatMayBeWrongIsNoError() {
    repository.script("V1__a.sql", "CREATE DATABASE a; USE a;");
    assertThat(repository.findings())
        .extracting(Finding::rule, Finding::severity)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("not-in-transaction", Severity.WARNING));
    assertThat(repository.on(Database.MYSQL).found()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX CONCURRENTLY a ON b (c)",
        "create unique index concurrently if not exists a on b (c)"
      })
  void aConcurrentIndexHangsOnFlywaysLock(String statement) {
    repository.script("V1__a.sql", "-- slow\n" + statement + ";");
    assertThat(repository.found()).containsExactly("concurrent-index V1__a.sql:2");
    assertThat(repository.findings()).allMatch(Finding::isError);
    assertThat(repository.options("-postgresql.transactional.lock=false").found()).isEmpty();
    assertThat(repository.options().on(Database.MYSQL).found()).isEmpty();
  }

  @Test
  void onMysqlChangesToSchemaAndDataDoNotStandTogether() {
    repository
        .on(Database.MYSQL)
        .script("V1__a.sql", "INSERT INTO a VALUES (1);\nALTER TABLE a ADD b int;")
        .script("V2__b.sql", "ALTER TABLE a ADD b int; CREATE TABLE c (d int);");
    assertThat(repository.found()).containsExactly("implicit-commit V1__a.sql:2");
    assertThat(repository.on(Database.POSTGRESQL).found()).isEmpty();
  }

  @Test
  void theSqlOfAnotherDatabaseIsNotLookedInto() {
    repository
        .on(Database.OTHER)
        .script("V1__a.sql", "DROP TABLE a\nGO\nCREATE DATABASE b\nGO\n")
        .script("V2__b.sql", "");
    assertThat(repository.found()).containsExactly("empty-script V2__b.sql");
  }

  @Test
  void aCommentAllowsARule() {
    repository.script(
        "V1__a.sql",
        """
        -- migrate-deploy:allow drop, truncate: the shop is closed
        DROP TABLE a;
        TRUNCATE b;
        DELETE FROM c;
        SELECT 'migrate-deploy:allow delete-without-where';
        """);
    assertThat(repository.found()).containsExactly("delete-without-where V1__a.sql:4");
  }

  @Test
  void aCommentAllowsWhatIsWrongWithTheScriptsPlaceToo() {
    repository
        .deployed("V2__b.sql")
        .script("V1__a.sql", "/* migrate-deploy:allow version-below-deployed - set */ SELECT 1;");
    assertThat(repository.found()).isEmpty();
  }

  @Test
  void theSettingsWeighARule() {
    repository
        .script("V1__a.sql", "DROP TABLE a; TRUNCATE b;")
        .settings(
            new FindingsSettings(
                Optional.empty(),
                Map.of(ScriptRule.DROP, Severity.ERROR, ScriptRule.TRUNCATE, Severity.OFF),
                Map.of(),
                Optional.empty()));
    assertThat(repository.findings())
        .singleElement()
        .matches(finding -> finding.rule().equals("drop") && finding.isError());
  }

  @Test
  void theLintersFindingsAreMergedAndMayBeAllowed() {
    repository
        .script("V1__a.sql", "SELECT 1; -- migrate-deploy:allow renaming-table")
        .script("V2__b.sql", "DROP TABLE a;");
    Linter linter =
        (scripts, database, settings) ->
            new Linter.Linting(
                scripts.stream()
                    .map(it -> new Finding("renaming-table", Severity.INFO, it.path(), 1, "m", "n"))
                    .toList(),
                Optional.of("it was slow"));
    assertThat(repository.findings(linter))
        .extracting(finding -> finding.rule() + " " + finding.place())
        .containsExactly("drop V2__b.sql:1", "renaming-table V2__b.sql:1");
    assertThat(repository.notes()).isEqualTo(List.of("it was slow"));
  }

  private static FindingsSettings quietAbout(ScriptRule rule) {
    return new FindingsSettings(
        Optional.of(Database.POSTGRESQL), Map.of(rule, Severity.OFF), Map.of(), Optional.empty());
  }
}
