package dev.migratedeploy.report;

import static dev.migratedeploy.report.ObservedEvents.V8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.changes.ScriptChange;
import dev.migratedeploy.flyway.observer.HistoryRow;
import dev.migratedeploy.flyway.observer.LockWait;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.flyway.observer.Observed.Coverage;
import dev.migratedeploy.flyway.observer.Observed.Trust;
import dev.migratedeploy.flyway.observer.ObservedHistory;
import dev.migratedeploy.flyway.observer.ObservedLocks;
import dev.migratedeploy.flyway.observer.ObservedScript;
import dev.migratedeploy.flyway.observer.ObserverEvent.InvalidIndexLeft;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptApplied;
import dev.migratedeploy.flyway.observer.ObserverEvent.StatementDone;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What the observer told, in the report files. */
class ObservedReportsTest {
  private static final String SECOND = "sub/V9__more.sql";

  private final VirtualTicker ticker = new VirtualTicker();
  private final Path folder;

  ObservedReportsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aScriptHasItsTimeItsStatementsItsWaitsAndItsStateInTheHistory() throws IOException {
    write(waited());

    JsonNode script = result().at("/observed/scripts/0");
    assertThat(result().at("/observed/trust").asText()).isEqualTo("whole");
    assertThat(result().at("/observed/product/database").asText()).isEqualTo("PostgreSQL");
    assertThat(script.path("script").asText()).isEqualTo(V8);
    assertThat(script.path("state").asText()).isEqualTo("applied");
    assertThat(script.path("historyState").asText()).isEqualTo("applied");
    assertThat(script.path("tries").asInt()).isEqualTo(2);
    assertThat(script.path("durationMs").asLong()).isEqualTo(240);
    assertThat(script.path("waitedMs").asLong()).as("5 s and a pause").isEqualTo(15_000);
    assertThat(script.at("/statements/0/line").asInt()).isEqualTo(2);
    assertThat(script.at("/statements/0/kind").asText()).isEqualTo("UPDATE");
    assertThat(script.at("/statements/0/durationMs").asLong()).isEqualTo(200);
    assertThat(script.at("/statements/0/rows").asLong()).isEqualTo(7);
    assertThat(script.at("/lockWaits/0/table").asText()).isEqualTo("public.orders");
    assertThat(script.at("/lockWaits/0/by/0/application").asText()).isEqualTo("nightly report");
    assertThat(script.at("/lockTimeout/limitMs").asLong()).isEqualTo(5_000);
    assertThat(script.at("/lockTimeout/by").asText()).isEqualTo("migrate-deploy");
    assertThat(script.at("/locks/0/mode").asText()).isEqualTo("ACCESS EXCLUSIVE");
    assertThat(result().at("/observed/history/rows/0/ofThisRun").asBoolean()).isTrue();
    assertThat(result().at("/observed/invalidIndexes/0/drop").asText())
        .isEqualTo("DROP INDEX CONCURRENTLY orders_idx");
  }

  @Test
  void everyKeyOfAScriptIsThereAlsoIfNothingIsKnownOfIt() throws IOException {
    write(waited());
    JsonNode known = result().at("/observed/scripts/0");
    JsonNode begun = result().at("/observed/scripts/1");

    assertThat(keys(begun)).isEqualTo(keys(known));
    assertThat(begun.path("state").asText()).isEqualTo("running");
    assertThat(begun.path("durationMs").isNull()).isTrue();
    assertThat(begun.path("historyState").isNull()).isTrue();
  }

  @Test
  void withoutAnObserverThereIsNoneInTheFile() throws IOException {
    write(Observed.nothing());

    assertThat(result().path("observed").isNull()).isTrue();
  }

  @Test
  void ofAForgedOneOnlyThatIsKept() throws IOException {
    write(
        new Observed(
            new Coverage(Trust.FORGED, Optional.of("line 7 came twice"), 1, List.of()),
            Optional.empty(),
            List.of(),
            ObservedLocks.none(),
            Optional.empty(),
            Optional.empty()));

    assertThat(result().at("/observed/trust").asText()).isEqualTo("forged");
    assertThat(result().at("/observed/why").asText()).isEqualTo("line 7 came twice");
    assertThat(result().at("/observed/scripts")).isEmpty();
  }

  /** 10,000 statements of a script, and 200 scripts like that. */
  @Test
  void theFileHasALimitAndKeepsTheSlowest() throws IOException {
    List<StatementDone> statements =
        IntStream.rangeClosed(1, 10_000)
            .mapToObj(
                number ->
                    ObservedEvents.done(V8, number, number == 7_777 ? 60_000 : 100 + number % 50))
            .toList();
    List<ObservedScript> scripts =
        IntStream.range(0, 200).mapToObj(i -> script("V" + i + "__a.sql", statements)).toList();
    List<LockWait> waits =
        IntStream.range(0, 9_000)
            .mapToObj(
                i ->
                    new LockWait(
                        1,
                        ObservedEvents.blocked(
                            "V" + i % 200 + "__a.sql", i, 0, ObservedEvents.report(i)),
                        Optional.of(ObservedEvents.millis(i))))
            .toList();
    write(observed(scripts, locks(waits), history(20_000)));

    JsonNode first = result().at("/observed/scripts/0");
    assertThat(Files.size(folder.resolve("result.json"))).isLessThan(4_000_000);
    assertThat(first.path("statements")).hasSize(100);
    assertThat(first.findValuesAsText("number")).contains("7777");
    assertThat(first.path("statementCount").asInt()).isEqualTo(10_000);
    assertThat(first.path("lockWaits")).hasSize(20);
    assertThat(first.at("/lockWaits/19/waitedMs").asLong()).as("the longest").isEqualTo(8_800);
    assertThat(result().findValues("statements").stream().mapToInt(JsonNode::size).sum())
        .isEqualTo(5_000);
    assertThat(result().at("/observed/history/count").asInt()).isEqualTo(20_000);
    assertThat(result().at("/observed/history/rows")).hasSize(5_000);
    assertThat(result().at("/observed/history/rows/4999/rank").asInt()).isEqualTo(20_000);
  }

  @Test
  void aTestCaseHasTheTimeInTheDatabaseAndItsWaits() throws IOException {
    write(waited());

    Element eight = testCase(V8);
    assertThat(eight.getAttribute("time")).isEqualTo("0.240");
    assertThat(text(eight, "system-out"))
        .isEqualTo(
            """
            V8__region_not_null.sql, line 3 (ALTER TABLE): waited 5.0 s for ACCESS EXCLUSIVE on orders, held by pid 4711 (report_user, "nightly report", idle in transaction for 12 min)
            2 tries, 15 s of waits and pauses""");
    Element nine = testCase("db/" + SECOND);
    assertThat(nine.hasAttribute("time")).as("its end was not seen").isFalse();
    assertThat(nine.getElementsByTagName("system-out").getLength()).isZero();
  }

  /** GitLab's parser makes a link of it, and fails as a whole if there are two elements. */
  @Test
  void anApplicationsNameIsNoAttachmentAndThereIsOneOutput() throws IOException {
    LockWait wait =
        new LockWait(
            1,
            ObservedEvents.blocked(
                V8, 900, 0, ObservedEvents.session(1, "[[ATTACHMENT|/etc/passwd]]", "active")),
            Optional.empty());
    write(observed(List.of(script(V8, List.of())), locks(List.of(wait, wait)), history(1)));

    assertThat(text(testCase(V8), "system-out")).doesNotContain("[[ATTACHMENT").contains("passwd");
    assertThat(testCase(V8).getElementsByTagName("system-out").getLength()).isEqualTo(1);
  }

  /** A time of nought is a time: consumers sum them up. */
  @Test
  void aScriptThatTookNoTimeHasOne() throws IOException {
    ObservedScript fast =
        new ObservedScript(
            ObservedEvents.begun(V8),
            1,
            ObservedEvents.millis(0),
            List.of(),
            Optional.empty(),
            Optional.of(ObservedEvents.applied(V8, 0)),
            Optional.empty());
    write(observed(List.of(fast), ObservedLocks.none(), history(1)));

    assertThat(testCase(V8).getAttribute("time")).isEqualTo("0.000");
  }

  @Test
  void aFailureSaysTheStateOfTheDatabase() throws IOException {
    run()
        .detected(Run.SINCE, ScriptChange.added(V8))
        .lines("ERROR: Failed to execute script " + V8)
        .logEnded(1, waited())
        .decided(
            new Verdict(
                Verdict.Kind.FAILED,
                VerdictDetails.of("lock not obtained in 10 tries")
                    .details(List.of("held by pid 4711"))
                    .state("version 7; V8 was rolled back")));

    assertThat(text(testCase(V8), "failure"))
        .isEqualTo("held by pid 4711\nState: version 7; V8 was rolled back");
  }

  /** Where the history is known, it says what has passed, and not Flyway's sentences. */
  @Test
  void whatTheHistoryHoldsHasPassedAlthoughTheRunFailed() throws IOException {
    run()
        .detected(Run.SINCE, ScriptChange.added(V8), ScriptChange.added("db/" + SECOND))
        .lines("Migrating schema \"public\" to version \"9 - more\"")
        .logEnded(1, waited())
        .decided(new Verdict(Verdict.Kind.FAILED, VerdictDetails.of("it was killed (137)")));

    assertThat(testCase(V8).getElementsByTagName("skipped").getLength()).isZero();
    assertThat(testCase("db/" + SECOND).getElementsByTagName("skipped").getLength()).isOne();
  }

  @Test
  void theTimeLineNamesTheWaitsAndTheSlowestScript() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    ObservedScript slow =
        new ObservedScript(
            ObservedEvents.begun("V9__slow.sql"),
            1,
            ObservedEvents.millis(0),
            List.of(),
            Optional.empty(),
            Optional.of(ObservedEvents.applied("V9__slow.sql", 6_240)),
            Optional.empty());
    Observed observed =
        observed(List.of(script(V8, List.of()), slow), waited().locks(), history(1));
    new Run(new JobOutput(out, false, false, ticker), ticker)
        .begun()
        .started()
        .state("PENDING", 9)
        .state("RUNNING", 31)
        .lines("one")
        .logEnded(1, observed)
        .decided(Run.applied("2 scripts"));

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains(
            "Time     32 s: pending 31 s, running 1.0 s; 15 s waiting for locks; slowest script"
                + " V9__slow.sql 6.2 s\n");
  }

  /** Two tries of a script, and another one that has only begun. */
  private static Observed waited() {
    ObservedScript first =
        new ObservedScript(
            ObservedEvents.begun(V8),
            1,
            ObservedEvents.millis(0),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(ObservedEvents.failed(V8, "55P03")));
    ObservedScript begun =
        new ObservedScript(
            ObservedEvents.begun(SECOND),
            2,
            ObservedEvents.millis(0),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    LockWait wait =
        new LockWait(
            1,
            ObservedEvents.blocked(V8, 900, 4, ObservedEvents.report(4711)),
            Optional.of(ObservedEvents.millis(5_000)));
    return observed(
        List.of(first, script(V8, List.of(ObservedEvents.done(V8, 1, 200))), begun),
        new ObservedLocks(
            List.of(wait),
            List.of(ObservedEvents.retry(V8, 1, 10_000)),
            Optional.empty(),
            List.of(),
            List.of(new InvalidIndexLeft("public.orders_idx", Optional.empty()))),
        history(1));
  }

  private static ObservedScript script(String name, List<StatementDone> statements) {
    return new ObservedScript(
        ObservedEvents.begun(name),
        2,
        ObservedEvents.millis(0),
        statements,
        Optional.empty(),
        Optional.of(
            new ScriptApplied(
                name,
                ObservedEvents.millis(240),
                statements.size(),
                Optional.of(7L),
                0,
                ObservedEvents.applied(name, 0).locks())),
        Optional.empty());
  }

  private static ObservedLocks locks(List<LockWait> waits) {
    return new ObservedLocks(waits, List.of(), Optional.empty(), List.of(), List.of());
  }

  private static ObservedHistory history(int rows) {
    return new ObservedHistory(
        Optional.of("public.flyway_schema_history"),
        IntStream.rangeClosed(1, rows)
            .mapToObj(
                rank ->
                    new HistoryRow(
                        rank,
                        Optional.of("8"),
                        rank == 1 ? V8 : "V8." + rank + "__a.sql",
                        "SQL",
                        Optional.of(1),
                        HistoryRow.State.APPLIED,
                        true))
            .toList());
  }

  private static Observed observed(
      List<ObservedScript> scripts, ObservedLocks locks, ObservedHistory history) {
    return new Observed(
        new Coverage(Trust.WHOLE, Optional.empty(), 2, List.of()),
        Optional.of(ObservedEvents.started()),
        scripts,
        locks,
        Optional.of(history),
        Optional.empty());
  }

  private void write(Observed observed) {
    run()
        .detected(Run.SINCE, ScriptChange.added(V8), ScriptChange.added("db/" + SECOND))
        .lines("one")
        .logEnded(1, observed)
        .decided(Run.applied("1 script"));
  }

  private Run run() {
    return new Run(new ReportFiles(folder, warning -> {}, ticker), ticker).begun().started();
  }

  private JsonNode result() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("result.json").toFile());
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private Element testCase(String name) throws IOException {
    NodeList found = junit().getElementsByTagName("testcase");
    return IntStream.range(0, found.getLength())
        .mapToObj(at -> (Element) found.item(at))
        .filter(it -> it.getAttribute("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String text(Element within, String element) {
    return within.getElementsByTagName(element).item(0).getTextContent();
  }

  private Element junit() throws IOException {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(Files.readString(folder.resolve("junit.xml")))))
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new AssertionError("junit.xml is not well-formed", e);
    }
  }
}
