package dev.migratedeploy.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.changes.CommitPaths.Listing;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommitPathsTest {
  @Test
  void whatLiesBesideTheScriptsIsListedWithThem() {
    assertThat(
            CommitPaths.of(
                    Set.of("db-migrations/scripts"),
                    Set.of("db-migrations/migrate-deploy.yml", "db-migrations/flyway.toml"))
                .listings())
        .containsExactly(new Listing("db-migrations", true));
  }

  @Test
  void aFileElsewhereCostsOneListingOfItsFolderAlone() {
    assertThat(
            CommitPaths.of(
                    Set.of("db-migrations/scripts"),
                    Set.of("db-migrations/flyway.toml", "drivers/oracle/ojdbc.jar"))
                .listings())
        .containsExactly(new Listing("db-migrations", true), new Listing("drivers/oracle", false));
  }

  @Test
  void theRootIsNeverListedWithEverythingBelowItForAFilesSake() {
    assertThat(
            CommitPaths.of(Set.of("sql"), Set.of("migrate-deploy.yml", "sql/flyway.toml"))
                .listings())
        .containsExactly(new Listing("sql", true), new Listing("", false));
  }

  @Test
  void aFolderInsideOfAnotherIsListedWithIt() {
    assertThat(
            CommitPaths.of(Set.of("db", "db/sql", "db/sql/old"), Set.of("db/sql/x.conf"))
                .listings())
        .containsExactly(new Listing("db", true));
    assertThat(CommitPaths.of(Set.of(""), Set.of("x.yml", "a/b.yml")).listings())
        .containsExactly(new Listing("", true));
  }

  @Test
  void aFolderOfAnotherNameIsNotInside() {
    CommitPaths paths = CommitPaths.of(Set.of("db"), Set.of("dbx/a.conf"));

    assertThat(paths.include("db/V1.sql")).isTrue();
    assertThat(paths.include("dbx/a.conf")).isTrue();
    assertThat(paths.include("dbx/V1.sql")).isFalse();
    assertThat(paths.listings())
        .containsExactly(new Listing("db", true), new Listing("dbx", false));
  }
}
