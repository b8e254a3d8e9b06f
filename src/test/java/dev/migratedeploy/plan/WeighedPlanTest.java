package dev.migratedeploy.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.logs.EndMarker;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.FindingsBySize;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.findings.SizeLimits;
import dev.migratedeploy.findings.SizeWeight;
import dev.migratedeploy.findings.sql.Dialect;
import dev.migratedeploy.flyway.Transcript;
import dev.migratedeploy.flyway.observer.ObserverLogParser;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlannedScript;
import dev.migratedeploy.plan.state.ScriptState;
import dev.migratedeploy.plan.state.TouchedTable;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan from the lines of its task's log. */
class WeighedPlanTest {
  private static final String KEY = "[migrate-deploy] observer key=0123456789abcdef";
  private static final String PREFIX = "[migrate-deploy:0123456789abcdef] ";
  private static final String SIZES =
      PREFIX
          + "{\"v\":1,\"run\":1,\"n\":1,\"t\":9,\"event\":\"sizes\",\"tables\":[{\"table\":\"orders\","
          + "\"bytes\":227633266688,\"rows\":1200000000,\"kind\":\"table\"}],\"unknown\":[],"
          + "\"oldest\":{\"pid\":4711,\"user\":\"report_user\",\"application\":\"nightly\","
          + "\"state\":\"active\",\"transactionMs\":720000}}";
  private static final String END =
      PREFIX + "{\"v\":1,\"run\":1,\"n\":2,\"t\":10,\"event\":\"end\",\"result\":\"none\"}";
  private static final Finding SCAN =
      new Finding(
          "setting-not-nullable-field",
          Severity.WARNING,
          "V4__four.sql",
          1,
          "it scans the table",
          "fix it",
          SizeWeight.of(SizeWeight.Effect.RAISED_OR_LOWERED));
  private static final Verdict SAFE =
      new Verdict(Verdict.Kind.SAFE, VerdictDetails.of("a deploy would apply 1 script"));

  @TempDir Path folder = Path.of("");

  @Test
  void theObserversSizesWeighTheFindingsAndDecideThePlanOfAProtectedEnvironment()
      throws IOException {
    WeighedPlan plan = plan(true, KEY, SIZES, END);
    assertThat(touched(plan))
        .extracting(TouchedTable::words)
        .containsExactly("orders 212 GB, about 1.2 billion rows");
    assertThat(plan.plan().orElseThrow().touched().inTheWay()).isPresent();
    assertThat(plan.findings().get(0).explained())
        .isEqualTo("it scans the table (orders has 212 GB)");
    Verdict verdict = plan.verdict(SAFE, "db", false);
    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.WOULD_FAIL);
    assertThat(verdict.explanation().details())
        .containsExactly(
            "db/V4__four.sql:1: it scans the table (orders has 212 GB); fix it"
                + " (setting-not-nullable-field)");
    assertThat(verdict.explanation().state().orElseThrow())
        .contains("a deploy does not know the sizes");
  }

  @Test
  void whereTheEnvironmentIsNotProtectedThePlanStaysSafe() throws IOException {
    WeighedPlan plan = plan(false, KEY, SIZES, END);
    assertThat(plan.findings().get(0).severity()).isEqualTo(Severity.WARNING);
    assertThat(plan.findings().get(0).explained()).contains("orders has 212 GB");
    assertThat(plan.verdict(SAFE, "db", false)).isEqualTo(SAFE);
  }

  @Test
  void whatIsNotTheObserversIsNotBelieved() throws IOException {
    String other = SIZES.replace("227633266688", "1");
    for (WeighedPlan plan :
        List.of(
            plan(true),
            plan(true, SIZES, END),
            plan(true, KEY),
            plan(true, KEY, SIZES.replace("0123456789abcdef", "0000000000000000")),
            plan(true, KEY, SIZES, other, END))) {
      assertThat(touched(plan)).containsExactly(TouchedTable.named("orders"));
      assertThat(plan.plan().orElseThrow().touched().inTheWay()).isEmpty();
      assertThat(plan.findings()).containsExactly(SCAN);
      assertThat(plan.verdict(SAFE, "db", false)).isEqualTo(SAFE);
    }
  }

  @Test
  void aTableWhoseSizeCouldNotBeReadIsNotCalledMissing() throws IOException {
    String unknown =
        PREFIX
            + "{\"v\":1,\"run\":1,\"n\":%d,\"t\":9,\"event\":\"sizes\",\"tables\":[],"
            + "\"unknown\":[\"orders\"],\"oldest\":null}";
    String lost =
        PREFIX
            + "{\"v\":1,\"run\":1,\"n\":1,\"t\":8,\"event\":\"lost\",\"what\":\"sizes\","
            + "\"why\":\"55P03 PSQLException\"}";
    assertThat(touched(plan(true, KEY, unknown.formatted(1))))
        .containsExactly(TouchedTable.missing("orders"));
    assertThat(touched(plan(true, KEY, lost, unknown.formatted(2))))
        .containsExactly(TouchedTable.named("orders"));
  }

  @Test
  void whereTheLogBreaksOffBehindTheSizesTheyCount() throws IOException {
    assertThat(touched(plan(true, KEY, SIZES)))
        .extracting(TouchedTable::bytes)
        .containsExactly(Optional.of(227633266688L));
  }

  @Test
  void whereTheHistoryCouldNotBeReadNothingIsWeighed() {
    PendingTables tables = new PendingTables(List.of(), List.of(), Dialect.EITHER);
    WeighedPlan plan =
        WeighedPlan.of(
            Optional.empty(),
            Optional.empty(),
            tables,
            new FindingsBySize(SizeLimits.USUAL, true),
            List.of(SCAN));
    assertThat(plan.findings()).containsExactly(SCAN);
  }

  private static List<TouchedTable> touched(WeighedPlan plan) {
    Plan read = plan.plan().orElseThrow();
    PlannedScript pending =
        read.in(ScriptState.PENDING).stream()
            .filter(script -> script.path().isPresent())
            .findFirst()
            .orElseThrow();
    return read.touched().of(pending);
  }

  private WeighedPlan plan(boolean protectedEnvironment, String... observed) throws IOException {
    MigrationScript script =
        MigrationScript.of(
            "V4__four.sql",
            Files.writeString(
                folder.resolve("V4__four.sql"),
                "ALTER TABLE orders ALTER COLUMN region SET NOT NULL;"));
    List<String> lines = new ArrayList<>(List.of(observed));
    lines.addAll(Transcript.lines("plan-pending"));
    ObserverLogParser parser = new ObserverLogParser();
    lines.forEach(parser::line);
    PlanReading reading =
        new PlanReading(
            new LogSummary(
                lines.size(), Optional.of(new EndMarker(1, lines.size())), Optional.empty()),
            Transcript.heard(lines),
            parser.result());
    return WeighedPlan.of(
        Optional.of(
            new Plan(
                "staging",
                Optional.of("3"),
                false,
                List.of(
                    new PlannedScript(
                        Optional.of(script.path()),
                        Optional.of("4"),
                        "four",
                        ScriptState.PENDING,
                        Optional.empty())))),
        reading.sizes(),
        new PendingTables(List.of(script), List.of(script), Dialect.EITHER),
        new FindingsBySize(SizeLimits.USUAL, protectedEnvironment),
        List.of(SCAN));
  }
}
