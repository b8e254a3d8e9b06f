package dev.migratedeploy.flyway.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.verdict.RefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          V1_add.sql               | V1__add.sql
          V1.2_add_index.sql       | V1.2__add_index.sql
          V1-2__add.sql            | V1.2__add.sql
          V1add.sql                | V1__add.sql
          V1a__b.sql               | V1__a_b.sql
          v1__add.sql              | V1__add.sql
          V2__x.txt                | V2__x.sql
          V2__x.slq                | V2__x.sql
          V1.1__x                  | V1.1__x.sql
          V1_add.sh                | V1__add.sh
          V__add.sql               | V<version>__add.sql
          Vlatest__add.sql         | V<version>__add.sql
          add.sql                  | V<version>__add.sql
          r__view.sql              | R__view.sql
          R_view.sql               | R__view.sql
          R1__view.sql             | R__view.sql
          R.sql                    | R__<description>.sql
          u3__back.sql             | U3__back.sql
          beforemigrate.sql        | beforeMigrate.sql
          afterMigrateGrants.sql   | afterMigrate__Grants.sql
          afterMigrate_grants.sql  | afterMigrate__grants.sql
          """)
  void aNameThatFlywayWouldIgnoreIsAFindingWithTheNameItShouldHave(String name, String instead) {
    assertThat(messages(name))
        .singleElement()
        .asString()
        .startsWith("Flyway would ignore it: ")
        .endsWith("; call it " + instead);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "V1__add.sql",
        "V1.sql",
        "V2__x.SQL",
        "10/V10_1.3.0__deep.sql",
        "R__view.sql",
        "B7__state.sql",
        "U1__add.sql",
        "beforeMigrate.sql",
        "afterMigrate__grants.sql",
        "V3__load.py",
        "V1__x.sql.conf",
        "V2__load.csv",
        "V2__x.sql.bak",
        "V1.2-notes.pdf",
        "data.csv",
        "run.sh",
        "README"
      })
  void aScriptOrAFileThatIsNoneIsNoFinding(String name) {
    assertThat(messages(name)).isEmpty();
  }

  @Test
  void twoScriptsMayNotHaveOneVersionHoweverItIsWritten() {
    assertThat(ScriptNames.findings(scripts("a/V1__a.sql", "b/V1.0__b.sql", "V10__c.sql")))
        .containsExactly(
            new ScriptFinding(
                ScriptFinding.Kind.DUPLICATE,
                "b/V1.0__b.sql",
                "its version 1.0 is that of a/V1__a.sql too",
                "rename one of them"));
  }

  @Test
  void aNameIsNotAdvisedWhoseVersionIsTaken() {
    assertThat(messages("V1__a.sql", "v1_wrong.sql", "v2_b.sql"))
        .containsExactly(
            "Flyway would ignore it: the prefix V is a capital letter; call it V1__wrong.sql, with"
                + " another version: V1__a.sql has version 1",
            "Flyway would ignore it: the prefix V is a capital letter; call it V2__b.sql");
  }

  @Test
  void twoRepeatablesMayNotHaveOneDescription() {
    assertThat(ScriptNames.findings(scripts("a/R__order_view.sql", "b/R__order view.sql")))
        .containsExactly(
            new ScriptFinding(
                ScriptFinding.Kind.DUPLICATE,
                "b/R__order view.sql",
                "its description \"order view\" is that of a/R__order_view.sql too",
                "rename one of them"));
  }

  @Test
  void twoCallbacksMayNotHaveOneName() {
    assertThat(
            messages("a/afterMigrate__grants.sql", "afterMigrate.sql", "afterMigrate__grants.sql"))
        .containsExactly(
            "its callback afterMigrate \"grants\" is that of a/afterMigrate__grants.sql too;"
                + " rename one of them");
  }

  @Test
  void aBaselineAnUndoAndAVersionedScriptMayShareAVersion() {
    assertThat(messages("B1__state.sql", "V1__a.sql", "U1__a.sql")).isEmpty();
    assertThat(messages("B1__state.sql", "B1.0__other.sql")).hasSize(1);
    assertThat(messages("U1__state.sql", "U1.0__other.sql")).hasSize(1);
  }

  @Test
  void everyFindingIsToldAtOnce() {
    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class,
            () ->
                ScriptNames.check(
                    "db/scripts",
                    scripts("V1_add.sql", "V2__a.sql", "V2__b.sql", "V3__c.sql"),
                    ScriptNaming.USUAL));
    assertThat(refused.problem().cause())
        .isEqualTo("2 scripts in db/scripts have names that Flyway would not run");
    assertThat(refused.problem().details())
        .containsExactly(
            "db/scripts/V1_add.sql: Flyway would ignore it: two underscores go between version"
                + " and description; call it V1__add.sql",
            "db/scripts/V2__b.sql: its version 2 is that of V2__a.sql too; rename one of them");
    assertThat(refused.problem().next()).startsWith("rename them");
  }

  @Test
  void goodNamesPass() {
    assertThatCode(() -> ScriptNames.check("db", scripts("V1__a.sql"), ScriptNaming.USUAL))
        .doesNotThrowAnyException();
  }

  private static List<String> messages(String... paths) {
    return ScriptNames.findings(scripts(paths)).stream().map(ScriptFinding::sentence).toList();
  }

  static List<MigrationScript> scripts(String... paths) {
    return Stream.of(paths).map(path -> MigrationScript.of(path, Path.of(path))).toList();
  }
}
