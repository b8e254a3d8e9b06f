package dev.migratedeploy.observer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.flyway.FlywayOptions;
import dev.migratedeploy.flyway.ScriptsInHistory;
import dev.migratedeploy.flyway.ScriptsInHistory.Standing;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.flyway.observer.ObserverLogParser;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the observer writes on a real database, read as the tool reads it. */
class ObservedHistoryIT extends OnPostgreSql {
  ObservedHistoryIT(@TempDir Path scripts) {
    super(scripts);
  }

  @Test
  void theHistoryTellsWhichScriptsAreInTheDatabase() throws Exception {
    ObservedDatabase database = new ObservedDatabase(server, scripts);
    database
        .script("V1__tea.sql", "CREATE TABLE tea (name text);\n")
        .script("R__teas.sql", "CREATE OR REPLACE VIEW teas AS SELECT * FROM tea;\n")
        .script(
            "R__stamped.sql",
            "CREATE OR REPLACE VIEW stamped AS SELECT '${flyway:timestamp}' AS at;\n");

    Observed first = read(database.setup("target/flyway").run("migrate").exited(0));
    assertThat(standings(first, "V1__tea.sql", "R__teas.sql", "R__stamped.sql", "V2__x.sql"))
        .containsExactly(Standing.APPLIED, Standing.APPLIED, Standing.APPLIED, Standing.ABSENT);

    // Another time of day, for certain: both runs may be over within one second.
    Observed second =
        read(
            database
                .setup("target/flyway")
                .environment("TZ", "Asia/Tokyo")
                .run("migrate")
                .exited(0));
    assertThat(standings(second, "V1__tea.sql", "R__teas.sql", "R__stamped.sql"))
        .containsExactly(Standing.APPLIED, Standing.APPLIED, Standing.APPLIED);

    Files.writeString(scripts.resolve("R__teas.sql"), "CREATE OR REPLACE VIEW teas AS SELECT 1;\n");
    assertThat(standings(second, "R__teas.sql")).containsExactly(Standing.ABSENT);
  }

  @Test
  void aScriptThatFailedIsNotInTheDatabaseAndProvedToBeTakenBack() throws Exception {
    ObservedDatabase database = new ObservedDatabase(server, scripts);
    database
        .script("V1__tea.sql", "CREATE TABLE tea (name text);\n")
        .script("V2__fails.sql", "CREATE TABLE cup (id int);\nSELECT 1 / 0;\n");

    Observed failed = read(database.setup("target/flyway").run("migrate").exited(1));

    assertThat(standings(failed, "V1__tea.sql", "V2__fails.sql"))
        .containsExactly(Standing.APPLIED, Standing.ABSENT);
    assertThat(failed.script("V2__fails.sql").orElseThrow().failed().orElseThrow().at().line())
        .contains(2);
  }

  private List<Standing> standings(Observed observed, String... names) {
    ScriptsInHistory history = ScriptsInHistory.of(observed, FlywayOptions.none()).orElseThrow();
    return List.of(names).stream()
        .map(name -> history.of(MigrationScript.of(name, scripts.resolve(name))))
        .toList();
  }

  private static Observed read(ObserverRun.Ended run) {
    ObserverLogParser parser = new ObserverLogParser();
    parser.line("[migrate-deploy] observer key=" + ObserverRun.KEY);
    run.log().forEach(parser::line);
    Observed observed = parser.result();
    assertThat(observed.trust())
        .as("%s", String.join("\n", run.log()))
        .isEqualTo(Observed.Trust.WHOLE);
    return observed;
  }
}
