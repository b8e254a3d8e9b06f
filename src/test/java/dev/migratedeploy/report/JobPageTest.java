package dev.migratedeploy.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.deploy.event.DeployEvent.FlywayObserved;
import dev.migratedeploy.deploy.event.DeployEvent.TaskStateChanged;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.flyway.observer.ObserverEvent;
import dev.migratedeploy.secrets.KnownSecrets;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** {@code report.html} of a deploy and of the other jobs. */
class JobPageTest {
  private static final int SMALL = 300_000;

  private final Path folder;
  private final VirtualTicker ticker = new VirtualTicker();
  private final KnownSecrets secrets = new KnownSecrets();

  JobPageTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theVerdictComesFirstThenTheTimelineAndTheScripts() throws IOException {
    Element page = written(PageSamples::applied);
    assertThat(texts(page, "h1")).containsExactly("Deploy to staging");
    assertThat(texts(page, "strong")).containsExactly("APPLIED");
    assertThat(texts(page, "h2"))
        .containsExactly(
            "Timeline",
            "2 scripts",
            "1 wait for a lock",
            "1 finding",
            "Changes",
            "Log",
            "What ran");
  }

  @Test
  void theTimelineHasEachStationTheScriptsAndTheirWaits() throws IOException {
    Element page = written(PageSamples::applied);
    assertThat(timeline(page))
        .containsExactly(
            "Detect 400 ms",
            "Publish 600 ms",
            "Start task 1.0 s",
            "Provisioning 9.0 s",
            "Pending 14 s",
            "Running 24 s",
            "V7__orders_by_region.sql 2.4 s",
            "V8__region_not_null.sql 16 s, lock 5.0 s",
            "Finish 300 ms");
    assertThat(texts(page, "title"))
        .contains(
            "V8__region_not_null.sql: 16 s, lock 5.0 s, from 00:32",
            "pause before the next try, 10 s");
  }

  @Test
  void aScriptHasItsTimeStatementsRowsAndLocks() throws IOException {
    Element page = written(PageSamples::applied);
    assertThat(texts(page, "tr"))
        .contains(
            "V8__region_not_null.sqlResult applied, try 2Time 1.2 sWaited 5.0 sStatements 4"
                + "Rows 1,200,000Locks at its end orders ACCESS EXCLUSIVE, customers SHARE ROW"
                + " EXCLUSIVE");
  }

  @Test
  void aFailureSaysWhoHeldTheLockAndShowsTheLog() throws IOException {
    Element page = written(PageSamples::failedForALock);
    assertThat(texts(page, "strong")).containsExactly("FAILED");
    assertThat(texts(page, "dd")).contains("end the session 4711, then retry the job");
    assertThat(texts(page, "td"))
        .contains(
            "Held by pid 4711 (report_user, \"nightly report\", idle in transaction for 12 min)",
            "Result rolled back, try 3");
    assertThat(texts(page, "pre").get(texts(page, "pre").size() - 1))
        .contains("Message    : ERROR: canceling statement due to lock timeout");
  }

  @Test
  void whatIsNotInTheDatabaseIsListedWithItsReason() throws IOException {
    Element page = written(PageSamples::incomplete);
    assertThat(texts(page, "h2")).startsWith("2 scripts not in the database");
    assertThat(texts(page, "tr"))
        .contains("V1__customers.sqlReason below-baseline", "3 - itemsResult applied");
  }

  @Test
  void aFleetHasItsWavesAndATileForEachDatabase() throws IOException {
    Element page = written((listener, time) -> PageSamples.fleet(listener, time, 412));
    assertThat(texts(page, "h2"))
        .containsSubsequence("1 database to look at", "2 waves", "Timeline", "Each database");
    List<Element> tiles = tiles(page);
    assertThat(tiles).hasSize(412);
    assertThat(tiles.stream().filter(it -> it.getAttribute("class").equals("bad")))
        .singleElement()
        .satisfies(it -> assertThat(it.getTextContent()).isEqualTo("acme"));
    assertThat(tiles.stream().filter(it -> it.getAttribute("class").equals("plain"))).hasSize(3);
    assertThat(links(page)).contains("./targets/acme.log");
  }

  @Test
  void fiveThousandDatabasesAreASmallPage() throws IOException {
    Element page = written((listener, time) -> PageSamples.fleet(listener, time, 5_000));
    assertThat(tiles(page)).hasSize(5_000);
    assertThat(size()).isLessThan(2_000_000);
  }

  @Test
  void soAreFiveHundredScriptsWithWaitsAndFindings() throws IOException {
    Element page = written((listener, time) -> PageSamples.many(listener, time, 500));
    assertThat(size()).isLessThan(SMALL);
    assertThat(texts(page, "h2")).contains("500 scripts", "500 findings", "500 waits for locks");
    assertThat(timeline(page)).contains("and 460 shorter scripts 1 min 41 s").hasSizeLessThan(60);
  }

  @Test
  void noTextOfStrangersIsMarkup() throws IOException {
    Element page = written(PageSamples::hostile);
    assertThat(texts(page, "script")).isEmpty();
    assertThat(texts(page, "img")).isEmpty();
    assertThat(texts(page, "style")).hasSize(1);
    assertThat(text()).doesNotContain("\u202e", "\u001b", "\u0000");
  }

  /** On whatever origin it is opened: nothing is loaded, nothing is run, nothing is sent. */
  @Test
  void thePageAsksForNothing() throws IOException {
    Element page = written(PageSamples::applied);
    assertThat(text())
        .contains("default-src 'none'")
        .doesNotContain("url(", "@import", " src=", "<script", "<link", "<form");
    assertThat(links(page))
        .isNotEmpty()
        .allMatch(it -> it.startsWith("https://") || it.equals("./task.log"));
  }

  /** A text is shortened after its secrets are cut out: half of one must not stay. */
  @Test
  void noPartOfASecretIsOnThePage() throws IOException {
    secrets.add("correct-horse-battery");
    String late = "x".repeat(1_990) + "correct-horse-battery";
    written(
        (listener, time) ->
            new Run(listener, time)
                .upToTheLog("x".repeat(290) + "correct-horse-battery")
                .decided(new Verdict(Verdict.Kind.FAILED, VerdictDetails.of(late).next(late))));
    assertThat(text()).contains("[MASK").doesNotContain("correct");
  }

  @Test
  void aJobThatDidNothingHasAPageToo() throws IOException {
    Element page =
        written(
            (listener, time) ->
                new Run(listener, time)
                    .begun()
                    .detected(Run.SINCE)
                    .decided(
                        new Verdict(
                            Verdict.Kind.NOTHING_TO_DO, VerdictDetails.of("no script changed"))));
    assertThat(texts(page, "strong")).containsExactly("NOTHING TO DO");
    assertThat(texts(page, "h2")).containsExactly("Timeline", "Changes");
  }

  @Test
  void soHasOneWhoseSettingsCannotBeRead() throws IOException {
    Element page =
        written(
            (listener, time) ->
                new Run(listener, time)
                    .decided(
                        new Verdict(
                            Verdict.Kind.REFUSED, VerdictDetails.of("no key").next("add it"))));
    assertThat(texts(page, "h1")).containsExactly("migrate-deploy");
    assertThat(texts(page, "dd")).containsExactly("add it");
  }

  @Test
  void aCancelledJobShowsWhatRanUntilThen() throws IOException {
    Element page =
        written(
            (listener, time) ->
                new Run(listener, time)
                    .begun()
                    .detected()
                    .published()
                    .started()
                    .state("RUNNING", 0)
                    .seen(ObservedEvents.begun("V8__a.sql"))
                    .after(2_000)
                    .seen(ObservedEvents.running("V8__a.sql", 2_000))
                    .after(3_000)
                    .decided(
                        new Verdict(
                            Verdict.Kind.STILL_RUNNING, VerdictDetails.of("was cancelled"))));
    assertThat(timeline(page)).contains("Running 5.0 s", "V8__a.sql 2.0 s");
    assertThat(texts(page, "section").get(0)).startsWith("STILL RUNNING");
  }

  @Test
  void ofATaskThatRanBeforeTheJobCameOnlyTheTaskIsDrawn() throws IOException {
    Element page =
        written(
            (listener, time) ->
                new Run(listener, time)
                    .begun()
                    .started()
                    .stoppedAfterRunning(90)
                    .decided(Run.applied("1 script")));
    assertThat(timeline(page)).containsExactly("Running 1 min 30 s");
  }

  /** On a busy machine the answer of RunTask is read when the task runs already. */
  @Test
  void aTaskThatWasFasterThanItsAnswerIsStillTheJobsOwn() {
    Instant start = VirtualTicker.START;
    TaskRows task = new TaskRows(start);
    TaskState running =
        new TaskState(
            "RUNNING",
            Optional.empty(),
            Optional.empty(),
            Optional.of(start.plusSeconds(3)),
            Optional.empty(),
            List.of());
    task.add(new TaskStateChanged("task", running, Duration.ofMillis(10)), start.plusSeconds(4));
    assertThat(task.isAttached()).isFalse();
    assertThat(task.rows(start.plusSeconds(9)).get(0).length()).isEqualTo(Duration.ofMillis(5_010));
  }

  @Test
  void thePullOfTheImageIsPartOfItsState() {
    TaskRows task = new TaskRows(VirtualTicker.START);
    Instant start = VirtualTicker.START;
    task.add(state("PENDING", Optional.empty()), start.plusSeconds(10));
    task.add(
        state(
            "RUNNING",
            Optional.of(
                new TaskState.ImagePull(start.plusSeconds(4), Optional.of(start.plusSeconds(9))))),
        start.plusSeconds(10));
    List<TimeRow> rows = task.rows(start.plusSeconds(20));
    assertThat(rows).extracting(TimeRow::name).containsExactly("Pending", "Running");
    assertThat(rows.get(0).of(TimeSpan.Kind.PULL)).hasSeconds(5);
    assertThat(rows.get(1).length()).hasSeconds(10);
  }

  /** The clock of the log's times may be hours away from the job's. */
  @Test
  void scriptsStandWithinTheirTaskWhateverTheLogsClockSays() {
    ScriptRows scripts = new ScriptRows();
    Instant start = VirtualTicker.START;
    Instant wrong = start.plusSeconds(7_200);
    scripts.add(observed(wrong, ObservedEvents.begun("V1__a.sql")));
    scripts.add(observed(wrong.plusSeconds(3), ObservedEvents.applied("V1__a.sql", 3_000)));
    List<TimeRow> rows =
        scripts.rows(
            Optional.of(new TimeSpan(TimeSpan.Kind.FLYWAY, start, start.plusSeconds(5))),
            start.plusSeconds(5));
    assertThat(rows.get(0).to()).isEqualTo(start.plusSeconds(5));
    assertThat(rows.get(0).length()).hasSeconds(3);
  }

  @Test
  void aLongLogIsCutInItsMiddle() {
    LogExcerpt log = new LogExcerpt();
    for (int i = 1; i <= 1_000; i++) {
      log.line(VirtualTicker.START.plusSeconds(i), "line " + i);
    }
    assertThat(log.excerpt())
        .hasSize(121)
        .startsWith("00:00  line 1")
        .contains("       … 880 more lines in task.log …")
        .endsWith("16:39  line 1000");
  }

  private static FlywayObserved observed(Instant at, ObserverEvent event) {
    return new FlywayObserved("task", at, event);
  }

  private static TaskStateChanged state(String status, Optional<TaskState.ImagePull> pull) {
    return new TaskStateChanged(
        "task",
        new TaskState(
            status,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            pull),
        Duration.ofSeconds(10));
  }

  private Element written(BiConsumer<DeployListener, VirtualTicker> job) throws IOException {
    job.accept(PageSamples.files(folder, ticker, secrets), ticker);
    return parsed(text());
  }

  private String text() throws IOException {
    return Files.readString(folder.resolve("report.html"), UTF_8);
  }

  private long size() throws IOException {
    return Files.size(folder.resolve("report.html"));
  }

  private static List<String> timeline(Element page) {
    return elements(page, "li").stream()
        .filter(it -> ((Element) it.getParentNode()).getAttribute("class").equals("bars"))
        .filter(it -> !it.getAttribute("class").equals("scale"))
        .map(it -> it.getFirstChild().getTextContent() + " " + it.getLastChild().getTextContent())
        .toList();
  }

  private static List<Element> tiles(Element page) {
    return elements(page, "li").stream()
        .filter(it -> ((Element) it.getParentNode()).getAttribute("class").contains("tiles"))
        .toList();
  }

  private static List<String> links(Element page) {
    return elements(page, "a").stream().map(it -> it.getAttribute("href")).toList();
  }

  private static List<String> texts(Element page, String element) {
    return elements(page, element).stream().map(Element::getTextContent).toList();
  }

  private static List<Element> elements(Element page, String element) {
    List<Element> all = new ArrayList<>();
    NodeList found = page.getElementsByTagName(element);
    for (int i = 0; i < found.getLength(); i++) {
      all.add((Element) found.item(i));
    }
    return all;
  }

  /** The page is HTML that is well-formed XML too: every element is ended. */
  private static Element parsed(String text) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(text)))
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError("not well-formed: " + text, e);
    }
  }
}
