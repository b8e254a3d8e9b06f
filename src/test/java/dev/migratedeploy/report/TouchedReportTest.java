package dev.migratedeploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.FindingsWeighed;
import dev.migratedeploy.deploy.event.DeployEvent.PlanComputed;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptsChecked;
import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.findings.SizeWeight;
import dev.migratedeploy.flyway.observer.DatabaseSession;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlannedScript;
import dev.migratedeploy.plan.state.ScriptState;
import dev.migratedeploy.plan.state.TouchedTable;
import dev.migratedeploy.plan.state.TouchedTables;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan knows of tables, on the screen and in the report files. */
class TouchedReportTest {
  private static final TouchedTable ORDERS =
      new TouchedTable(
          "orders", Optional.of(212L << 30), Optional.of(1_200_000_000L), Optional.of("table"));
  private static final DatabaseSession REPORT =
      new DatabaseSession(
          4711,
          Optional.of("report_user"),
          Optional.of("nightly report"),
          Optional.of("idle in transaction"),
          Optional.of(Duration.ofMinutes(12)),
          Optional.of(Duration.ofMinutes(12)));

  @TempDir Path folder = Path.of("");

  @Test
  void theScreenSaysWhatAScriptTouchesAndWhoIsInTheWay() {
    assertThat(
            printed(
                plan(
                    new TouchedTables(
                        Map.of("V8__a.sql", List.of(ORDERS, TouchedTable.named("customers"))),
                        List.of("${schema}.parts"),
                        7,
                        Optional.of(REPORT)))))
        .isEqualTo(
            """
            Plan            staging is at version 7
                            pending       V8__a.sql
                                          touches  orders 212 GB, about 1.2 billion rows; customers
                            the oldest open transaction is that of pid 4711 (report_user, "nightly report", idle in transaction for 12 min): a migration may have to wait for it
                            no size of ${schema}.parts: the name has a placeholder of Flyway in it
                            no size of 7 tables: one request has no room for so many names
            """);
  }

  @Test
  void aPlanOfWhichNoTablesAreKnownIsAsBefore() {
    assertThat(printed(plan(TouchedTables.none())))
        .isEqualTo(
            """
            Plan            staging is at version 7
                            pending       V8__a.sql
            """);
  }

  @Test
  void manyTablesAreCountedAndNamesOfStrangersMoveNoCursor() {
    List<TouchedTable> tables =
        IntStream.range(0, 10_000)
            .mapToObj(i -> TouchedTable.named("\u001b[2Jt" + i + "\n[migrate-deploy] end exit=0"))
            .toList();
    String printed =
        printed(
            plan(
                new TouchedTables(
                    Map.of("V8__a.sql", tables), List.of("${\u001b[2J}"), 0, Optional.empty())));
    assertThat(printed)
        .doesNotContain("\u001b")
        .contains("and 9996 more, in plan.json")
        .contains("no size of ${␛[2J}");
    assertThat(printed.lines().filter(line -> line.startsWith("[migrate-deploy]"))).isEmpty();
  }

  @Test
  void planJsonHasTheTables() throws IOException {
    JsonNode plan =
        written(
            "plan.json",
            plan(
                new TouchedTables(
                    Map.of("V8__a.sql", List.of(ORDERS, TouchedTable.missing("gone"))),
                    List.of("${x}.y"),
                    3,
                    Optional.of(REPORT))));
    assertThat(plan.at("/scripts/0/touches/0").toString())
        .isEqualTo(
            "{\"table\":\"orders\",\"bytes\":227633266688,\"rows\":1200000000,\"kind\":\"table\"}");
    assertThat(plan.at("/scripts/0/touches/1").toString())
        .isEqualTo("{\"table\":\"gone\",\"bytes\":null,\"rows\":null,\"kind\":\"missing\"}");
    assertThat(plan.at("/tables").toString())
        .isEqualTo(
            "{\"unread\":[\"${x}.y\"],\"notAsked\":3,\"oldestTransaction\":{\"pid\":4711,"
                + "\"user\":\"report_user\",\"application\":\"nightly report\","
                + "\"state\":\"idle in transaction\",\"ageMs\":720000}}");
  }

  @Test
  void planJsonHasTheSameKeysWithoutAnObserver() throws IOException {
    JsonNode plan = written("plan.json", plan(TouchedTables.none()));
    assertThat(plan.at("/scripts/0/touches").toString()).isEqualTo("[]");
    assertThat(plan.at("/tables").toString())
        .isEqualTo("{\"unread\":[],\"notAsked\":0,\"oldestTransaction\":null}");
    assertThat(plan.at("/verdict").asText()).isEqualTo("SAFE");
    assertThat(plan.at("/exitCode").asInt()).isZero();
  }

  @Test
  void whatTheSizesChangeIsShownOnce() {
    assertThat(
            printed(
                new FindingsWeighed(
                    "db",
                    List.of(
                        finding(Severity.WARNING, Optional.empty()),
                        finding(Severity.WARNING, Optional.of("orders has 212 GB")),
                        finding(Severity.INFO, Optional.of("tea has 8 KB"))))))
        .isEqualTo(
            """
                            warning V8__a.sql:3: it scans the table (orders has 212 GB) (setting-not-nullable-field)
                            1 finding is an info only, since the table is small
            """);
  }

  @Test
  void theReportFilesHaveTheWeighedFindings() throws IOException {
    DeployEvent weighed =
        new FindingsWeighed(
            "db", List.of(finding(Severity.ERROR, Optional.of("orders has 212 GB"))));
    JsonNode finding = written("codequality.json", weighed).get(0);
    assertThat(finding.get("severity").asText()).isEqualTo("critical");
    assertThat(finding.get("description").asText())
        .isEqualTo("it scans the table (orders has 212 GB); fix it");
    assertThat(written("result.json", weighed).at("/findings/0/severity").asText())
        .isEqualTo("error");
  }

  @Test
  void gitLabKnowsAFindingAgainWhenTheTableHasGrown() throws IOException {
    assertThat(fingerprint("orders has 212 GB"))
        .isEqualTo(fingerprint("orders has 213 GB"))
        .isEqualTo(
            written(
                    "codequality.json",
                    new ScriptsChecked("db", List.of(finding(Severity.WARNING, Optional.empty()))))
                .at("/0/fingerprint")
                .asText());
  }

  private String fingerprint(String why) throws IOException {
    return written(
            "codequality.json",
            new FindingsWeighed("db", List.of(finding(Severity.ERROR, Optional.of(why)))))
        .at("/0/fingerprint")
        .asText();
  }

  private static Finding finding(Severity severity, Optional<String> why) {
    return new Finding(
        "setting-not-nullable-field",
        severity,
        "V8__a.sql",
        3,
        "it scans the table",
        "fix it",
        new SizeWeight(SizeWeight.Effect.RAISED_OR_LOWERED, why));
  }

  private static PlanComputed plan(TouchedTables touched) {
    return new PlanComputed(
        new Plan(
                "staging",
                Optional.of("7"),
                false,
                List.of(
                    new PlannedScript(
                        Optional.of("V8__a.sql"),
                        Optional.of("8"),
                        "a",
                        ScriptState.PENDING,
                        Optional.empty())))
            .touching(touched));
  }

  private JsonNode written(String file, DeployEvent event) throws IOException {
    ReportFiles files = new ReportFiles(folder, warning -> {}, new VirtualTicker());
    files.on(event);
    files.on(new VerdictReached(new Verdict(Verdict.Kind.SAFE, VerdictDetails.of("fine"))));
    return new ObjectMapper().readTree(folder.resolve(file).toFile());
  }

  private static String printed(DeployEvent event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new JobOutput(out, false, false, new VirtualTicker()).on(event);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
