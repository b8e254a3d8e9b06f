package dev.migratedeploy.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the names and the deployed commit tell. */
class HistoryRulesTest {
  @TempDir Path folder = Path.of("");

  private ScannedRepository repository = new ScannedRepository(folder);

  @BeforeEach
  void create() {
    repository = new ScannedRepository(folder);
  }

  @Test
  void nothingIsFoundWhereNothingChanged() {
    repository.deployed("V1__a.sql", "R__b.sql", "afterMigrate.sql", "B1__a.sql", "U1__a.sql");
    assertThat(repository.found()).isEmpty();
  }

  @Test
  void wrongNamesAreFoundInTheWholeFolder() {
    repository.deployed("V1_a.sql", "V2__a.sql", "V2.0__b.sql");
    assertThat(repository.found())
        .containsExactly("ignored-name V1_a.sql", "duplicate-version V2__a.sql");
    assertThat(repository.findings()).allMatch(Finding::isError);
  }

  @Test
  void namesLikeCallbacksAndLongVersionsAreFine() {
    repository
        .deployed()
        .script("afterMigrate__grants.sql", "SELECT 1;")
        .script("V10_1.3.0__a.sql", "SELECT 1;");
    assertThat(repository.found()).isEmpty();
  }

  @Test
  void anEditedScriptThatWasRunIsAnError() {
    repository.deployed("V1__a.sql").script("V1__a.sql", "SELECT 2;");
    assertThat(repository.found()).containsExactly("edited-after-deploy V1__a.sql");
  }

  @Test
  void anEditOfTheLineEndsAloneIsFine() {
    repository.deployed("V1__a.sql").script("V1__a.sql", "SELECT 1;").sameLines("V1__a.sql");
    assertThat(repository.found()).isEmpty();
  }

  @Test
  void anEditedRepeatableOrCallbackIsHowItIsMeant() {
    repository
        .deployed("V1__a.sql", "R__b.sql", "afterMigrate.sql")
        .script("R__b.sql", "SELECT 2;")
        .script("afterMigrate.sql", "SELECT 2;");
    assertThat(repository.found()).isEmpty();
    assertThat(repository.removed("R__b.sql").removed("afterMigrate.sql").found()).isEmpty();
  }

  @Test
  void aRemovedScriptThatWasRunIsAnError() {
    repository.deployed("V1__a.sql", "V2__b.sql").removed("V1__a.sql");
    assertThat(repository.findings()).allMatch(Finding::isError);
    assertThat(repository.found()).containsExactly("removed-after-deploy V1__a.sql");
    assertThat(repository.options("-ignoreMigrationPatterns=*:missing").found()).isEmpty();
  }

  @Test
  void aRollbackIsAWarning() {
    repository.deployed("V1__a.sql", "V2__b.sql").removed("V2__b.sql");
    assertThat(repository.findings())
        .singleElement()
        .matches(finding -> finding.severity() == Severity.WARNING)
        .matches(finding -> finding.place().equals("V2__b.sql"));
    assertThat(repository.options("-ignoreMigrationPatterns=*:pending").findings())
        .allMatch(Finding::isError);
  }

  @Test
  void aScriptMayMoveToAnotherFolderButNotChangeItsDescription() {
    repository.deployed("V1__a.sql").renamed("V1__a.sql", "old/V1__a.sql");
    assertThat(repository.found()).isEmpty();
    repository.deployed("V2__b.sql").renamed("V2__b.sql", "V2__c.sql");
    assertThat(repository.found()).containsExactly("renamed-after-deploy V2__c.sql");
  }

  @Test
  void aScriptThatMovedWithOtherContentWasEdited() {
    repository.deployed("V1__a.sql").removed("V1__a.sql").script("old/V1__a.sql", "SELECT 2;");
    assertThat(repository.found()).containsExactly("edited-after-deploy old/V1__a.sql");
  }

  @Test
  void aScriptWithAnotherVersionIsOneThatIsGoneAndOneThatIsNew() {
    repository.deployed("V1__a.sql", "V3__b.sql").renamed("V1__a.sql", "V2__a.sql");
    assertThat(repository.found())
        .containsExactly("removed-after-deploy V1__a.sql", "version-below-deployed V2__a.sql");
  }

  @Test
  void whereFlywayDoesNotValidateAnEditIsFine() {
    repository.deployed("V1__a.sql").script("V1__a.sql", "SELECT 2;");
    assertThat(repository.options("-validateOnMigrate=false").found()).isEmpty();
  }

  @Test
  void aNewVersionBelowTheHighestDeployedIsAnError() {
    repository.deployed("V1__a.sql", "V3__c.sql").script("V2.9__b.sql", "SELECT 1;");
    assertThat(repository.found()).containsExactly("version-below-deployed V2.9__b.sql");
    assertThat(repository.options("-outOfOrder=true").found()).isEmpty();
  }

  @Test
  void aNewVersionAboveTheHighestDeployedIsFine() {
    repository.deployed("V1__a.sql", "V9__c.sql").script("V10__b.sql", "SELECT 1;");
    assertThat(repository.found()).isEmpty();
  }

  @Test
  void onAnEnvironmentThatHasRunNothingEveryOrderIsFine() {
    repository.script("V2__b.sql", "SELECT 1;").script("V1__a.sql", "SELECT 1;");
    assertThat(repository.found()).isEmpty();
  }

  @Test
  void aVersionThatTheTargetBranchHasMadeTooIsADuplicate() {
    repository
        .deployed("V1__a.sql")
        .script("V2__ours.sql", "SELECT 1;")
        .target(Set.of("V1__a.sql", "sub/V2.0__theirs.sql"), Set.of("V1__a.sql"));
    assertThat(repository.found()).containsExactly("duplicate-version V2__ours.sql");
    assertThat(repository.findings().get(0).message())
        .isEqualTo("its version 2 is that of sub/V2.0__theirs.sql on main too");
  }

  @Test
  void aScriptThatTheBranchRenamesIsNoDuplicateOfItself() {
    repository
        .script("V2__new_name.sql", "SELECT 1;")
        .target(Set.of("V2__old_name.sql"), Set.of("V2__old_name.sql"));
    assertThat(repository.found()).isEmpty();
  }

  @Test
  void aScriptThatTheTargetBranchHasMovedIsNoDuplicate() {
    repository.deployed("V2__a.sql").target(Set.of("sub/V2__a.sql"), Set.of("V2__a.sql"));
    assertThat(repository.found()).isEmpty();
  }

  @Test
  void theRulesOfFlywayAreNotThoseOfAnotherTool() {
    repository
        .deployed("1.sql")
        .script("1.sql", "CREATE INDEX CONCURRENTLY a ON b (c); DROP TABLE d;")
        .byAnotherTool();
    assertThat(repository.found()).containsExactly("drop 1.sql:1");
  }
}
