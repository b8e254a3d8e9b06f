package dev.migratedeploy.flyway;

import static dev.migratedeploy.flyway.observer.ObserverScript.failedRow;
import static dev.migratedeploy.flyway.observer.ObserverScript.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.migratedeploy.flyway.ScriptsInHistory.Standing;
import dev.migratedeploy.flyway.configuration.Sources;
import dev.migratedeploy.flyway.observer.ObserverScript;
import dev.migratedeploy.flyway.scripts.FlywayChecksum;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptsInHistoryTest {
  private static final String V2 = "V2__customers.sql";
  private static final String VIEW = "R__order_summary.sql";
  private static final String SELECT = "create or replace view s as select 1;\n";

  private final Path folder;

  ScriptsInHistoryTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void aVersionIs(String how, List<List<Object>> rows, Standing standing) {
    assertThat(of(V2, rows)).isEqualTo(standing);
  }

  static Stream<Arguments> aVersionIs() {
    return Stream.of(
        arguments("applied", List.of(row(1, "2", V2)), Standing.APPLIED),
        arguments("spelled otherwise", List.of(row(1, "2.0", "V2.0__c.sql")), Standing.APPLIED),
        arguments("in another folder", List.of(row(1, "2", "old/" + V2)), Standing.APPLIED),
        arguments("renamed since", List.of(row(1, "2", "V2__clients.sql")), Standing.APPLIED),
        arguments("not there", List.of(row(1, "1", "V1__orders.sql")), Standing.ABSENT),
        arguments("not there: no row at all", List.of(), Standing.ABSENT),
        arguments("failed", List.of(failedRow(1, "2", V2)), Standing.FAILED),
        arguments(
            "applied after others, out of order",
            List.of(row(1, "3", "V3__x.sql"), row(2, "2", V2)),
            Standing.APPLIED),
        arguments(
            "marked as deleted by repair",
            List.of(typed(1, V2, "SQL", "deleted"), typed(2, V2, "DELETE", "deleted")),
            Standing.ABSENT),
        arguments(
            "its own row turned into a mark", // flyway/flyway#3591, #3834
            List.of(typed(1, V2, "DELETE", "deleted")),
            Standing.ABSENT),
        arguments(
            "set to success by hand after a failure", // flyway/flyway#923
            List.of(row(1, "2", V2, "SQL", 99, true, "applied", false)),
            Standing.APPLIED),
        arguments(
            "deleted and applied again",
            List.of(
                typed(1, V2, "SQL", "deleted"),
                typed(2, V2, "DELETE", "deleted"),
                typed(3, V2, "SQL", "applied")),
            Standing.APPLIED),
        arguments(
            "undone",
            List.of(typed(1, V2, "SQL", "undone"), typed(2, V2, "UNDO_SQL", "undone")),
            Standing.ABSENT),
        arguments(
            "undone and applied again",
            List.of(
                typed(1, V2, "SQL", "undone"),
                typed(2, V2, "UNDO_SQL", "undone"),
                typed(3, V2, "SQL", "applied")),
            Standing.APPLIED),
        arguments(
            "an undo that failed takes nothing back",
            List.of(
                typed(1, V2, "SQL", "applied"),
                row(2, "2", "U2__c.sql", "UNDO_SQL", 1, false, "failed", false)),
            Standing.APPLIED),
        arguments(
            "below a baseline",
            List.of(
                row(1, "3", "<< Flyway Baseline >>", "BASELINE", null, true, "baseline", false)),
            Standing.BELOW_BASELINE),
        arguments(
            "at a baseline",
            List.of(
                row(1, "2", "<< Flyway Baseline >>", "BASELINE", null, true, "baseline", false)),
            Standing.BELOW_BASELINE),
        arguments(
            "above a baseline",
            List.of(
                row(1, "1", "<< Flyway Baseline >>", "BASELINE", null, true, "baseline", false)),
            Standing.ABSENT),
        arguments(
            "applied before there was a baseline",
            List.of(
                row(1, "2", V2),
                row(2, "9", "<< Flyway Baseline >>", "BASELINE", null, true, "baseline", false)),
            Standing.APPLIED),
        arguments(
            "below a baseline script of an earlier run",
            List.of(row(1, "7", "B7__state.sql", "SQL_BASELINE", 1, true, "applied", false)),
            Standing.BELOW_BASELINE),
        arguments(
            "the schema's own row is no script",
            List.of(row(0, "2", "\"public\"", "SCHEMA", null, true, "schema", false)),
            Standing.ABSENT),
        arguments(
            "a migration in Java with its version",
            List.of(typed(1, "V2__Customers", "JDBC", "applied")),
            Standing.UNDECIDED),
        arguments(
            "a version that Flyway could not have written",
            List.of(row(1, "two", V2), row(2, "9".repeat(60), "V9__x.sql")),
            Standing.ABSENT));
  }

  private static List<Object> typed(int rank, String script, String type, String state) {
    return row(rank, "2", script, type, 1, true, state, false);
  }

  @Test
  void aBaselineScriptOfThisRunHoldsWhatIsBelowIt() {
    ObserverScript said =
        new ObserverScript()
            .started()
            .begun("B7__state.sql")
            .applied("B7__state.sql")
            .history(row(1, "7", "B7__state.sql", "SQL_BASELINE", 1, true, "applied", true));

    assertThat(of(V2, said)).isEqualTo(Standing.APPLIED);
  }

  @Test
  void aRepeatableScriptIsAppliedWithItsChecksumOfToday() throws IOException {
    write(VIEW, SELECT);
    assertThat(of(VIEW, List.of(repeatable(1, checksum(SELECT))))).isEqualTo(Standing.APPLIED);
    assertThat(of(VIEW, List.of(repeatable(1, 17)))).isEqualTo(Standing.ABSENT);
    assertThat(of(VIEW, List.of())).isEqualTo(Standing.ABSENT);
  }

  /** Flyway itself once went by any row with that checksum (flyway/flyway#1405). */
  @Test
  void ofARepeatableScriptTheLatestRowCounts() throws IOException {
    write(VIEW, SELECT);
    assertThat(of(VIEW, List.of(repeatable(1, checksum(SELECT)), repeatable(2, 17))))
        .isEqualTo(Standing.ABSENT);
    assertThat(of(VIEW, List.of(repeatable(1, 17), repeatable(2, checksum(SELECT)))))
        .isEqualTo(Standing.APPLIED);
    assertThat(
            of(
                VIEW,
                List.of(
                    repeatable(1, checksum(SELECT)),
                    row(2, null, VIEW, "DELETE", 17, true, "deleted", false))))
        .isEqualTo(Standing.ABSENT);
  }

  /** repair writes a mark for each of its rows (flyway/flyway#2987). */
  @Test
  void aRepeatableScriptMayBeDeletedMoreThanOnce() throws IOException {
    write(VIEW, SELECT);
    List<List<Object>> rows =
        List.of(
            repeatable(1, 17),
            repeatable(2, checksum(SELECT)),
            row(3, null, VIEW, "DELETE", 17, true, "deleted", false),
            row(4, null, VIEW, "DELETE", checksum(SELECT), true, "deleted", false));
    assertThat(of(VIEW, rows)).isEqualTo(Standing.ABSENT);
    assertThat(
            of(
                VIEW,
                Stream.concat(rows.stream(), Stream.of(repeatable(5, checksum(SELECT)))).toList()))
        .isEqualTo(Standing.APPLIED);
  }

  /** A file that was empty when it was built into the image that ran it (flyway/flyway#3883). */
  @Test
  void aRepeatableScriptThatWasEmptyWhenItRanIsNotTheOneOfToday() throws IOException {
    write(VIEW, SELECT);
    assertThat(of(VIEW, List.of(repeatable(1, 0)))).isEqualTo(Standing.ABSENT);
  }

  /** Its row of this run may bear any checksum. */
  @Test
  void aRepeatableScriptWithPlaceholdersIsAppliedIfThisRunDidIt() throws IOException {
    String script = "create view s as select '${flyway:timestamp}';\n";
    write(VIEW, script);
    assertThat(of(VIEW, List.of(repeatable(1, 17)))).isEqualTo(Standing.UNDECIDED);
    assertThat(of(VIEW, List.of(repeatable(1, checksum(script))))).isEqualTo(Standing.APPLIED);
    assertThat(of(VIEW, thisRun(true))).isEqualTo(Standing.APPLIED);
  }

  /** The observer marks the latest row of each script that was begun. */
  @Test
  void aRepeatableScriptThatWasRolledBackIsNotOfThisRun() throws IOException {
    write(VIEW, SELECT);
    assertThat(of(VIEW, thisRun(false))).isEqualTo(Standing.ABSENT);
  }

  private static ObserverScript thisRun(boolean applied) {
    ObserverScript said = new ObserverScript().started().begun(VIEW);
    return (applied ? said.applied(VIEW) : said.failed(VIEW, true, false))
        .history(row(1, null, VIEW, "SQL", 17, true, "applied", true));
  }

  @Test
  void aChecksumThatIsNotKnownDecidesNothing() throws IOException {
    write(VIEW, SELECT);
    assertThat(of(VIEW, List.of(repeatable(1, null)))).isEqualTo(Standing.UNDECIDED);
    assertThat(of(VIEW, said(List.of(repeatable(1, 17))), "-encoding=ISO-8859-1"))
        .isEqualTo(Standing.UNDECIDED);
    assertThat(of(VIEW, said(List.of(repeatable(1, 17))), "-placeholderPrefix=sel"))
        .isEqualTo(Standing.UNDECIDED);
  }

  @Test
  void aRepeatableScriptIsKnownByItsDescription() throws IOException {
    write(VIEW, SELECT);
    assertThat(
            of(
                VIEW,
                List.of(
                    row(
                        1,
                        null,
                        "views/" + VIEW,
                        "SQL",
                        checksum(SELECT),
                        true,
                        "applied",
                        false))))
        .isEqualTo(Standing.APPLIED);
  }

  /** Such letters are not shown as they are. */
  @Test
  void aRepeatableScriptMayHaveAnyName() throws IOException {
    String name = "R__soft\u00adhyphen \ud83d\udc68\u200d\ud83d\udc69.sql";
    write(name, SELECT);
    assertThat(
            of(name, List.of(row(1, null, name, "SQL", checksum(SELECT), true, "applied", false))))
        .isEqualTo(Standing.APPLIED);
  }

  @Test
  void theVersionIsTheHighestThatStands() {
    ObserverScript said =
        new ObserverScript()
            .started()
            .history(
                row(1, "1", "V1__orders.sql"),
                row(2, "10", "V10__x.sql", "SQL", 1, true, "undone", false),
                row(3, "10", "U10__x.sql", "UNDO_SQL", 1, true, "undone", false),
                row(4, "9", "V9__y.sql"),
                failedRow(5, "11", "V11__z.sql"))
            .end("failed");

    assertThat(history(said).version().orElseThrow().text()).isEqualTo("9");
  }

  @Test
  void withoutEveryLineThereIsNone() {
    ObserverScript said = new ObserverScript().started().history(row(1, "2", V2));
    assertThat(ScriptsInHistory.of(said.read(), FlywayOptions.none())).isEmpty();
    assertThat(
            ScriptsInHistory.of(
                new ObserverScript().started().end("none").read(), FlywayOptions.none()))
        .isEmpty();
  }

  private static List<Object> repeatable(int rank, @Nullable Integer checksum) {
    return row(rank, null, VIEW, "SQL", checksum, true, "applied", false);
  }

  private static int checksum(String script) {
    return FlywayChecksum.of(script.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private Standing of(String script, List<List<Object>> rows) {
    return of(script, said(rows));
  }

  private static ObserverScript said(List<List<Object>> rows) {
    return new ObserverScript().started().history(rows.toArray());
  }

  private Standing of(String script, ObserverScript said, String... arguments) {
    return ScriptsInHistory.of(
            said.end("applied").read(),
            FlywayOptions.of(
                new Sources(List.of(arguments), Map.of(), Set.of(), List.of()), "/flyway/sql"))
        .orElseThrow()
        .of(MigrationScript.of(script, folder.resolve(script)));
  }

  private static ScriptsInHistory history(ObserverScript said) {
    return ScriptsInHistory.of(said.read(), FlywayOptions.none()).orElseThrow();
  }
}
