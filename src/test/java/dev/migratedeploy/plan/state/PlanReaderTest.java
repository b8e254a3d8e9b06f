package dev.migratedeploy.plan.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.flyway.InfoTable;
import dev.migratedeploy.flyway.InfoTableParser;
import dev.migratedeploy.flyway.Transcript;
import dev.migratedeploy.flyway.ValidateOutput;
import dev.migratedeploy.flyway.ValidateOutputParser;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "empty-database       | V1__tea.sql pending, sub/R__teas.sql pending",
        "up-to-date           | V1__tea.sql applied, V3__three.sql applied, sub/R__teas.sql applied",
        "pending              | V1__tea.sql applied, V3__three.sql applied, V4__four.sql pending,"
            + " sub/R__teas.sql pending",
        "edited               | V1__tea.sql edited, V3__three.sql applied, sub/R__teas.sql applied",
        "renamed              | V1__tea.sql applied, V3__three.sql edited, sub/R__teas.sql applied",
        "out-of-order         | V1__tea.sql applied, V2__two.sql out of order,"
            + " V3__three.sql applied, sub/R__teas.sql applied",
        "out-of-order-allowed | V1__tea.sql applied, V2__two.sql pending, V3__three.sql applied,"
            + " sub/R__teas.sql applied",
        "out-of-order-ignored | V1__tea.sql applied, V2__two.sql passed over,"
            + " V3__three.sql applied, sub/R__teas.sql applied",
        "newer-database       | V1__tea.sql applied, V3__three.sql newer than this commit,"
            + " sub/R__teas.sql applied",
        "failed-row           | V1__tea.sql applied, V3__three.sql applied, V4__four.sql failed,"
            + " sub/R__teas.sql applied",
        "removed              | V1__tea.sql missing, V3__three.sql applied, sub/R__teas.sql missing",
        "below-baseline       | V1__tea.sql passed over, V2__two.sql passed over,"
            + " V3__three.sql pending",
        "many-problems        | V1__tea.sql edited, V2__two.sql out of order, V3__three.sql applied,"
            + " V4__four.sql pending, sub/R__teas.sql pending",
      })
  void everyScriptHasItsStateInTheOrderInWhichFlywayAppliesThem(String transcript, String scripts) {
    assertThat(
            plan(transcript).scripts().stream()
                .map(script -> script.name() + " " + script.state().words()))
        .containsExactly(scripts.split(", "));
  }

  @Test
  void aRepeatableScriptThatIsPendingAgainSaysWhenItWasAppliedLast() {
    PlannedScript again = plan("pending").in(ScriptState.PENDING).get(1);
    assertThat(again.name()).isEqualTo("sub/R__teas.sql");
    assertThat(again.installedOn()).contains("2026-11-24 08:45:06");
    assertThat(again.day()).contains("2026-11-24");
  }

  @Test
  void aScriptThatThisCommitDoesNotHoldGoesByFlywaysName() {
    Plan plan = PlanReader.read("staging", table("removed"), validation("removed"), folder());
    assertThat(plan.in(ScriptState.MISSING).stream().map(PlannedScript::name))
        .containsExactly("V1 - tea", "teas");
    assertThat(plan.blocking()).hasSize(2);
  }

  @Test
  void theWorstComesFirstAmongWhatBlocks() {
    assertThat(plan("many-problems").blocking().stream().map(PlannedScript::name))
        .containsExactly("V1__tea.sql", "V2__two.sql");
  }

  @Test
  void aDatabaseWithoutHistoryIsNamed() {
    assertThat(plan("empty-database").neverRun()).isTrue();
    assertThat(plan("empty-database").version()).isEqualTo(Optional.empty());
    assertThat(plan("pending").version()).contains("3");
  }

  private static Plan plan(String transcript) {
    return PlanReader.read(
        "staging",
        table(transcript),
        validation(transcript),
        folder("V1__tea.sql", "V2__two.sql", "V3__three.sql", "V4__four.sql", "sub/R__teas.sql"));
  }

  private static InfoTable table(String transcript) {
    InfoTableParser table = new InfoTableParser();
    Transcript.lines("plan-" + transcript).forEach(table::line);
    return table.result();
  }

  private static ValidateOutput validation(String transcript) {
    ValidateOutputParser validation = new ValidateOutputParser();
    Transcript.lines("plan-" + transcript).forEach(validation::line);
    return validation.result();
  }

  private static ScriptFolder folder(String... paths) {
    return new ScriptFolder(
        "sql",
        Stream.of(paths).map(path -> MigrationScript.of(path, Path.of("sql", path))).toList());
  }
}
