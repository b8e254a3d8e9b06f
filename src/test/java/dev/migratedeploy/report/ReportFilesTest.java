package dev.migratedeploy.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.changes.ScriptChange;
import dev.migratedeploy.deploy.event.DeployEvent.LogLineRead;
import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.secrets.KnownSecrets;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ReportFilesTest {
  private static final String[] ALL = {
    "annotations.json",
    "codequality.json",
    "deploy.env",
    "junit.xml",
    "report.html",
    "result.json",
    "task.log"
  };
  private static final String[] FLYWAY = {
    "Current version of schema \"public\": 6",
    "Migrating schema \"public\" to version \"7 - orders by region\"",
    "Successfully applied 1 migration to schema \"public\", now at version v7"
  };

  @TempDir Path folder = Path.of("");

  private final VirtualTicker ticker = new VirtualTicker();
  private final List<String> warnings = new ArrayList<>();
  private Path reports = folder;

  @BeforeEach
  void makeNoFolder() {
    reports = folder.resolve("deep/report");
  }

  @ParameterizedTest
  @MethodSource
  void allAreWrittenWhateverTheResult(Verdict verdict) throws IOException {
    run().decided(verdict);
    try (Stream<Path> files = Files.list(reports)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(ALL);
    }
    assertThat(warnings).isEmpty();
    assertThat(json("result.json").path("verdict").textValue()).isEqualTo(verdict.title());
    assertThat(json("result.json").path("exitCode").intValue()).isEqualTo(verdict.exitCode());
    assertThat(json("annotations.json").path("migrate-deploy")).isEmpty();
    assertThat(json("codequality.json").isArray()).isTrue();
    assertThat(junit().getElementsByTagName("failure").getLength())
        .isEqualTo(verdict.exitCode() == 0 ? 0 : 1);
    assertThat(text("deploy.env"))
        .isEqualTo("MIGRATE_DEPLOY_VERDICT=" + verdict.title().replace(' ', '_') + "\n");
    assertThat(text("task.log")).isEmpty();
  }

  static Stream<Verdict> allAreWrittenWhateverTheResult() {
    VerdictDetails words = VerdictDetails.of("words");
    return Stream.of(Verdict.Kind.values()).map(kind -> new Verdict(kind, words));
  }

  @Test
  void theWholeRunIsInTheResult() throws IOException {
    run().upToTheLog(FLYWAY).decided(Run.applied("1 script"));
    JsonNode result = json("result.json");
    assertThat(result.at("/schema").intValue()).isEqualTo(1);
    assertThat(result.at("/environment").textValue()).isEqualTo("staging");
    assertThat(result.at("/startedAt").textValue()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(result.at("/durationMs").longValue()).isEqualTo(5000);
    assertThat(result.at("/scripts/total").intValue()).isEqualTo(31);
    assertThat(result.at("/scripts/since").textValue()).isEqualTo(Run.SHA);
    assertThat(result.at("/scripts/changes/1/path").textValue())
        .isEqualTo("V7__orders_by_region.sql");
    assertThat(result.at("/image/digest").textValue()).isEqualTo(Run.DIGEST);
    assertThat(result.at("/task/states/1/status").textValue()).isEqualTo("RUNNING");
    assertThat(result.at("/log/complete").booleanValue()).isTrue();
    assertThat(result.at("/database/versionBefore").textValue()).isEqualTo("6");
    assertThat(result.at("/database/versionAfter").textValue()).isEqualTo("7");
    assertThat(result.at("/database/applied/0").textValue()).isEqualTo("7 - orders by region");
  }

  @Test
  void laterJobsGetVariablesWithoutBlanks() throws IOException {
    run().upToTheLog(FLYWAY).decided(Run.applied("1 script"));
    assertThat(text("deploy.env").lines().filter(line -> !line.contains("_STAGING_")))
        .containsExactly(
            "MIGRATE_DEPLOY_VERDICT=APPLIED",
            "MIGRATE_DEPLOY_IMAGE=registry.example.com/shop/flyway@" + Run.DIGEST,
            "MIGRATE_DEPLOY_IMAGE_DIGEST=" + Run.DIGEST,
            "MIGRATE_DEPLOY_TASK_ARN=arn:aws:ecs:eu-west-1:123456789012:task/staging/85b626fffac4",
            "MIGRATE_DEPLOY_VERSION_BEFORE=6",
            "MIGRATE_DEPLOY_VERSION_AFTER=7");
  }

  /** A job after those of two environments gets the variables of both. */
  @Test
  void dotenvNamesTheEnvironmentToo() throws IOException {
    run().upToTheLog(FLYWAY).decided(Run.applied("1 script"));
    List<String> lines = text("deploy.env").lines().toList();

    assertThat(lines.subList(lines.size() / 2, lines.size()))
        .containsExactlyElementsOf(
            lines.subList(0, lines.size() / 2).stream()
                .map(line -> line.replaceFirst("MIGRATE_DEPLOY_", "MIGRATE_DEPLOY_STAGING_"))
                .toList());
  }

  @Test
  void aVersionThatIsForgedIsNotTakenForOne() throws IOException {
    run()
        .upToTheLog("Current version of schema \"public\": 6 \u001b[31m" + "x".repeat(6000))
        .decided(Run.applied("1 script"));
    assertThat(text("deploy.env").length()).isLessThan(5 * 1024);
    assertThat(text("deploy.env")).doesNotContain("\u001b").doesNotContain("VERSION_BEFORE");
  }

  @Test
  void theTasksPagesAreLinked() throws IOException {
    run().upToTheLog("one").decided(Run.applied("1 script"));
    JsonNode links = json("annotations.json").path("migrate-deploy");
    assertThat(links.at("/0/external_link/url").textValue())
        .isEqualTo(
            "https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/staging/tasks/85b626fffac4");
    assertThat(links.at("/1/external_link/url").textValue())
        .isEqualTo(
            "https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:"
                + "log-groups/log-group/$252Fecs$252Fflyway/log-events/"
                + "migrations$252Fflyway$252F85b626fffac4");
  }

  @Test
  void thePageIsLinkedFirstWhereGitLabShowsIt() throws IOException {
    ReportFiles files = new ReportFiles(reports, warning -> {}, ticker);
    files.shownAt("https://gitlab.example.com/shop/-/jobs/1/artifacts/file/out/report.html");
    new Run(files, ticker).upToTheLog("one").decided(Run.applied("1 script"));
    JsonNode link = json("annotations.json").at("/migrate-deploy/0/external_link");
    assertThat(link.path("label").textValue()).isEqualTo("Report");
    assertThat(link.path("url").textValue()).endsWith("/artifacts/file/out/report.html");
  }

  @Test
  void aLogElsewhereHasNoLink() throws IOException {
    run()
        .begun()
        .started(new LogDestination.Unsupported("the log driver splunk"))
        .decided(Run.applied("1 script"));
    assertThat(json("annotations.json").path("migrate-deploy")).hasSize(1);
  }

  @Test
  void everyScriptIsATestCaseAndTheFailedOneSaysWhy() throws IOException {
    run()
        .upToTheLog(
            "ERROR: Failed to execute script V7__orders_by_region.sql", "SQL State  : 42601")
        .decided(
            new Verdict(
                Verdict.Kind.FAILED,
                VerdictDetails.of("V7__orders_by_region.sql: \u001b[31mred <b> & ]]> \u0000 \ud83d")
                    .details(List.of("SELECT '\u0001'", "]]> 🚀"))));
    Element suite = junit();
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(3);
    // One failure for one cause: the deploy itself only points at it.
    assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(1);
    assertThat(suite.getElementsByTagName("skipped").getLength()).isEqualTo(2);
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(((Element) failure.getParentNode()).getAttribute("name"))
        .isEqualTo("V7__orders_by_region.sql");
    assertThat(failure.getAttribute("message"))
        .isEqualTo("V7__orders_by_region.sql: �[31mred <b> & ]]> � �");
    assertThat(failure.getTextContent()).isEqualTo("SELECT '�'\n]]> 🚀");
    assertThat(warnings).isEmpty();
  }

  @Test
  void whatIsInTheDatabasePassedAlthoughTheRunFailed() throws IOException {
    run()
        .begun()
        .detected(
            Run.SINCE,
            ScriptChange.added("V5__old.sql"),
            ScriptChange.added("V7__seven.sql"),
            ScriptChange.added("V8__eight.sql"),
            ScriptChange.added("V9__nine.sql"))
        .published()
        .started()
        .lines(
            "Current version of schema \"public\": 6",
            "Migrating schema \"public\" to version \"7 - seven\"",
            "Migrating schema \"public\" to version \"8 - eight\"",
            "ERROR: Migration of schema \"public\" to version \"8 - eight\" failed! Changes"
                + " successfully rolled back.",
            "ERROR: Failed to execute script V8__eight.sql")
        .logEnded(5)
        .decided(new Verdict(Verdict.Kind.FAILED, VerdictDetails.of("V8__eight.sql, line 1")));

    assertThat(cases("skipped")).containsExactly("V9__nine.sql", "deploy");
    assertThat(cases("failure")).containsExactly("V8__eight.sql");
    assertThat(
            junit().getElementsByTagName("testsuite").item(0).getAttributes().getNamedItem("time"))
        .isNotNull();
  }

  /** What was begun is not in the database yet: the task was killed, or still runs. */
  @Test
  void aScriptThatHasOnlyBegunHasNotPassed() throws IOException {
    run()
        .begun()
        .detected(
            Run.SINCE,
            ScriptChange.added("V7__seven.sql"),
            ScriptChange.added("V8__eight.sql"),
            ScriptChange.added("V9__nine.sql"))
        .published()
        .started()
        .lines(
            "Current version of schema \"public\": 6",
            "Migrating schema \"public\" to version \"7 - seven\"",
            "Migrating schema \"public\" to version \"8 - eight\"")
        .logEnded(3)
        .decided(new Verdict(Verdict.Kind.FAILED, VerdictDetails.of("it was killed (137)")));

    assertThat(cases("skipped")).containsExactly("V8__eight.sql", "V9__nine.sql");
    assertThat(cases("failure")).containsExactly("deploy");
  }

  /**
   * Flyway applies late scripts by their versions: what is above the failed one was not applied.
   */
  @Test
  void aLateScriptBehindTheOneThatFailedHasNotPassed() throws IOException {
    run()
        .begun()
        .detected(
            Run.SINCE,
            ScriptChange.added("V1__one.sql"),
            ScriptChange.added("V2__two.sql"),
            ScriptChange.added("V3__three.sql"))
        .published()
        .started()
        .lines(
            "Current version of schema \"public\": 6",
            "Migrating schema \"public\" to version \"2 - two\" [out of order]",
            "ERROR: Migration of schema \"public\" to version \"2 - two\" failed! Changes"
                + " successfully rolled back.",
            "ERROR: Failed to execute script V2__two.sql")
        .logEnded(4)
        .decided(new Verdict(Verdict.Kind.FAILED, VerdictDetails.of("V2__two.sql, line 1")));

    assertThat(cases("skipped")).containsExactly("V3__three.sql", "deploy");
    assertThat(cases("failure")).containsExactly("V2__two.sql");
  }

  /** The names of the test cases that hold such an element. */
  private List<String> cases(String element) throws IOException {
    NodeList found = junit().getElementsByTagName(element);
    return IntStream.range(0, found.getLength())
        .mapToObj(at -> ((Element) found.item(at).getParentNode()).getAttribute("name"))
        .toList();
  }

  @Test
  void aScriptsNameMayHoldAnything() throws IOException {
    run()
        .begun()
        .detected(Run.SINCE, ScriptChange.added("V1__\"<ä\u0002>.sql"))
        .decided(Run.applied("1 script"));
    assertThat(((Element) junit().getElementsByTagName("testcase").item(0)).getAttribute("name"))
        .isEqualTo("V1__\"<ä�>.sql");
    assertThat(json("result.json").at("/scripts/changes/0/path").textValue())
        .isEqualTo("V1__\"<ä\u0002>.sql");
  }

  @Test
  void theLogFileHoldsEachLineAsTheTaskWroteItAtOnce() throws IOException {
    Run run = run();
    run.lines("one", "", "\u001b[31mthree\r", "half a pair \ud83d", "ünïcödé 🚀");
    assertThat(text("task.log")).isEqualTo("one\n\n\u001b[31mthree\r\nhalf a pair ?\nünïcödé 🚀\n");
    run.decided(Run.applied("1 script"));
    assertThat(text("task.log").lines()).hasSize(5);
    assertThat(warnings).isEmpty();
  }

  /** The observer writes between the lines of others, and of its own thread. */
  @Test
  void aLineOfTheObserverBetweenTheHalvesOfASecretDoesNotShowIt() throws IOException {
    KnownSecrets secrets = new KnownSecrets();
    secrets.add("correct-horse-battery-staple-secret");
    ReportFiles files = new ReportFiles(reports, warnings::add, ticker, secrets);

    for (String line :
        List.of("correct-horse-bat", "[migrate-deploy:0] {}", "tery-staple-secret")) {
      files.on(
          new LogLineRead("arn", new LogLine(ticker.now(), line), !line.startsWith("[migrate")));
    }
    files.on(new VerdictReached(Run.applied("1 script")));

    assertThat(text("task.log")).contains("[migrate-deploy:0] {}").doesNotContain("staple-secret");
  }

  @Test
  void aFolderThatCannotBeWrittenIsOneLineAndChangesNothing() throws IOException {
    Files.writeString(folder.resolve("deep"), "a file");

    run().upToTheLog("one", "two").decided(Run.applied("1 script"));

    assertThat(warnings)
        .containsExactly(
            "could not write the report files task.log, result.json, junit.xml, deploy.env,"
                + " annotations.json, codequality.json, report.html to %s: Not a directory"
                    .formatted(reports));
  }

  /** Half a JSON file or half a dotenv would fail the upload of all of them. */
  @Test
  void onAFullDiskNoHalfFileIsLeft() throws IOException {
    Files.createDirectories(reports);
    Files.createSymbolicLink(reports.resolve("result.json"), Path.of("/dev/full"));
    Files.createSymbolicLink(reports.resolve("deploy.env"), Path.of("/dev/full"));

    run().upToTheLog("one").decided(Run.applied("1 script"));

    assertThat(warnings)
        .containsExactly(
            "could not write the report files result.json, deploy.env to %s: No space left on device"
                .formatted(reports));
    assertThat(reports.resolve("result.json")).doesNotExist();
    assertThat(text("junit.xml")).contains("testsuite");
  }

  @Test
  void aLogThatIsCutIsSaidOnceAndTheOtherFilesAreThere() throws IOException {
    Files.createDirectories(reports);
    Files.createSymbolicLink(reports.resolve("task.log"), Path.of("/dev/full"));

    run().upToTheLog("one", "two", "three").decided(Run.applied("1 script"));

    assertThat(warnings)
        .containsExactly(
            "could not write the report file task.log to %s: No space left on device"
                .formatted(reports));
    assertThat(json("result.json").path("verdict").textValue()).isEqualTo("APPLIED");
  }

  /** A green report of yesterday beside a red job of today would be believed. */
  @Test
  void aReportOfAnEarlierRunDoesNotStayWhenThisOnesCannotBeWritten() throws IOException {
    Files.createDirectories(reports.resolve("junit.xml/held"));

    run().decided(Run.applied("1 script"));

    assertThat(warnings)
        .containsExactly(
            "could not write the report file junit.xml (an earlier one is still there) to %s: Is a"
                    .formatted(reports)
                + " directory");
  }

  private Run run() {
    return new Run(new ReportFiles(reports, warnings::add, ticker), ticker);
  }

  private JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(text(name));
  }

  private Element junit() throws IOException {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(text("junit.xml"))))
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new AssertionError("junit.xml is not well-formed: " + text("junit.xml"), e);
    }
  }

  private String text(String name) throws IOException {
    return Files.readString(reports.resolve(name), UTF_8);
  }
}
