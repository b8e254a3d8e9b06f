package dev.migratedeploy.report;

import static dev.migratedeploy.report.FleetEvents.outline;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.deploy.event.FleetOutline.WaveOutline;
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
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class FleetReportsTest {
  private final Path reports;
  private final List<String> warnings = new ArrayList<>();
  private final VirtualTicker ticker = new VirtualTicker();

  FleetReportsTest(@TempDir Path folder) {
    this.reports = folder.resolve("reports");
  }

  @Test
  void theLogOfEachDatabaseIsAFileAndTheTasksLogSaysSo() throws IOException {
    FleetSamples.oneFailure(fleet());

    assertThat(text("targets/acme.log")).isEqualTo("ERROR: " + FleetEvents.NULL_VALUES + "\n");
    assertThat(text("task.log"))
        .isEqualTo("Each database has a log of its own: targets/NAME.log\n");
    assertThat(warnings).isEmpty();
  }

  @Test
  void noSecretIsInTheLogOfADatabaseAlsoAcrossALineOfTheObserver() throws IOException {
    KnownSecrets secrets = KnownSecrets.of(Map.of("DB_PASSWORD", "correct-horse\nbattery-staple"));
    secrets.add("correct-horse-battery-staple");
    new FleetEvents(new ReportFiles(reports, warnings::add, ticker, secrets), ticker)
        .begun(FleetSamples.FLEET)
        .log("acme", "it is correct-horse-", "[migrate-deploy:0] {}", "battery-staple.")
        .decided(Verdict.Kind.APPLIED, VerdictDetails.of("1 database"));

    assertThat(text("targets/acme.log"))
        .contains("[migrate-deploy:0] {}")
        .doesNotContain("correct-horse")
        .doesNotContain("battery-staple");
  }

  @Test
  void halfALetterAndANameThatIsAPathHarmNothing() throws IOException {
    fleet()
        .begun(FleetSamples.FLEET)
        .log("acme", "half \ud83d a letter")
        .log("../../escaped", "no")
        .decided(Verdict.Kind.APPLIED, VerdictDetails.of("1 database"));

    assertThat(text("targets/acme.log")).isEqualTo("half ? a letter\n");
    try (var files = Files.walk(reports.getParent())) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.contains("escaped"));
    }
  }

  /** A red log of yesterday beside a database that is passed over today would be believed. */
  @Test
  void aLogOfAnEarlierRunDoesNotStay() throws IOException {
    FleetSamples.oneFailure(fleet());
    FleetSamples.secondRun(fleet());

    assertThat(reports.resolve("targets/acme.log")).doesNotExist();
  }

  @Test
  void onAFullDiskOneWarningNamesOneLogAndCountsTheOthers() throws IOException {
    Files.createDirectories(reports.resolve("targets"));
    FleetEvents fleet = fleet().begun(FleetSamples.FLEET);
    for (String name : List.of("acme", "beta", "gamma")) {
      Files.createSymbolicLink(reports.resolve("targets/" + name + ".log"), Path.of("/dev/full"));
      fleet.log(name, "line");
    }
    fleet.decided(Verdict.Kind.APPLIED, VerdictDetails.of("3 databases"));

    assertThat(warnings)
        .containsExactly(
            "could not write the report file targets/acme.log and 2 more of them to %s: No space"
                    .formatted(reports)
                + " left on device");
    assertThat(json("result.json").path("verdict").textValue()).isEqualTo("APPLIED");
  }

  @Test
  void everyDatabaseIsInResultJson() throws IOException {
    FleetSamples.oneFailure(fleet());

    JsonNode fleet = json("result.json").path("fleet");
    assertThat(fleet.path("partial").booleanValue()).isFalse();
    assertThat(fleet.path("perTask").intValue()).isEqualTo(20);
    assertThat(fleet.path("waves").get(1).toString())
        .isEqualTo(
            "{\"name\":\"tier-2\",\"databases\":120,\"done\":117,\"failed\":1,\"notTried\":2,"
                + "\"open\":0,\"passedOver\":0,\"durationMs\":43000}");
    JsonNode acme = target(fleet, "acme");
    assertThat(acme.path("verdict").textValue()).isEqualTo("FAILED");
    assertThat(acme.path("cause").textValue()).isEqualTo(FleetEvents.NULL_VALUES);
    assertThat(acme.path("versionBefore").textValue()).isEqualTo("7");
    assertThat(acme.path("log").path("complete").booleanValue()).isTrue();
    assertThat(acme.path("task").textValue()).startsWith("arn:aws:ecs:");
    JsonNode left = target(fleet, "r0001");
    assertThat(left.path("verdict").textValue()).isEqualTo("NOT STARTED");
    assertThat(left.path("task").isNull()).isTrue();
    assertThat(left.path("log").isNull()).isTrue();
    assertThat(fleet.path("targets")).hasSize(412);
    assertThat(fleet.path("versions").get(1).path("count").intValue()).isEqualTo(119);
    assertThat(fleet.path("versions").get(1).path("version").textValue()).isEqualTo("8");
  }

  /** Many tasks ran; none is the run's. */
  @Test
  void theKeysOfOneTaskAreNull() throws IOException {
    ReportFiles files = new ReportFiles(reports, warnings::add, ticker);
    new FleetEvents(files, ticker).begun(FleetSamples.FLEET);
    new Run(files, ticker)
        .started(new LogDestination.Unsupported("splunk"))
        .state("RUNNING", 1)
        .lines("of some task")
        .logEnded(1)
        .decided(Run.applied("412 databases"));

    JsonNode result = json("result.json");
    assertThat(result.path("task").isNull()).isTrue();
    assertThat(result.path("log").isNull()).isTrue();
    assertThat(result.path("database").isNull()).isTrue();
    assertThat(text("task.log")).doesNotContain("of some task");
    assertThat(text("deploy.env")).doesNotContain("TASK_ARN");
  }

  @Test
  void theReportOfAJobThatIsKilledSaysHowManyHadNoResult() throws IOException {
    fleet()
        .begun(FleetSamples.FLEET)
        .running("canary", 2)
        .applied("canary", "c", 1)
        .decided(Verdict.Kind.UNKNOWN, VerdictDetails.of("the job was killed"));

    assertThat(json("result.json").at("/fleet/waves/0/open").intValue()).isEqualTo(1);
    assertThat(json("result.json").at("/fleet/waves/2/open").intValue()).isEqualTo(290);
  }

  @Test
  void junitHasASuiteForEachWaveAndACaseForEachDatabase() throws IOException {
    fleet()
        .begun(outline(1, 1, 1, new WaveOutline("canary", 2), new WaveOutline("rest", 4)))
        .passedOver("canary", "old", 1)
        .applied("canary", "new", 1)
        .failed("rest", "acme", FleetEvents.NULL_VALUES)
        .ended("rest", "beta", Verdict.Kind.UNKNOWN, "no exit code")
        .ended("rest", "gamma", Verdict.Kind.STILL_RUNNING, "goes on")
        .notTried("rest", "left", 1)
        .decided(Verdict.Kind.UNKNOWN, VerdictDetails.of("2 of 6 databases"));

    NodeList suites = junit().getElementsByTagName("testsuite");
    assertThat(suites.getLength()).isEqualTo(3);
    assertThat(((Element) suites.item(1)).getAttribute("name")).isEqualTo("wave canary");
    assertThat(outcomes((Element) suites.item(0)))
        .endsWith("deploy skipped UNKNOWN: see the databases");
    assertThat(outcomes((Element) suites.item(1))).containsExactly("old0001", "new0001");
    assertThat(outcomes((Element) suites.item(2)))
        .containsExactly(
            "acme failure " + FleetEvents.NULL_VALUES,
            "beta error no exit code",
            "gamma error goes on",
            "left0001 skipped not tried: 1 database of the wave canary failed");
    assertThat(junit().getElementsByTagName("failure").item(0).getTextContent())
        .isEqualTo(
            FleetEvents.NULL_VALUES
                + "\nALTER TABLE orders\n  ALTER COLUMN region SET NOT NULL;\nState: version 7. V8"
                + " was rolled back\nNext: make the cause go away in that database, and run the job"
                + " again\nLog: targets/acme.log");
  }

  /** GitLab takes 20 variables of a job and 5 KiB. */
  @Test
  void deployEnvCountsAndStaysSmall() throws IOException {
    FleetEvents fleet = fleet().begun(FleetSamples.FLEET);
    fleet.applied("canary", "canary", 2).failed("tier-2", "acme", "cause");
    for (int i = 0; i < 100; i++) {
      fleet.atVersion("rest", "db" + i, "2026.11.26.13.%02d.with.a.long.tail".formatted(i));
    }
    fleet.decided(Verdict.Kind.FAILED, VerdictDetails.of("1 of 412 databases"));

    String variables = text("deploy.env");
    assertThat(variables)
        .contains("MIGRATE_DEPLOY_VERDICT=FAILED\n")
        .contains("MIGRATE_DEPLOY_DATABASES=412\n")
        .contains("MIGRATE_DEPLOY_DATABASES_DONE=102\n")
        .contains("MIGRATE_DEPLOY_DATABASES_FAILED=1\n")
        .contains("MIGRATE_DEPLOY_DATABASES_NOT_TRIED=309\n")
        .contains("MIGRATE_DEPLOY_VERSIONS=8:2,")
        .contains(",others:82\n")
        .contains("MIGRATE_DEPLOY_STAGING_VERSIONS=");
    assertThat(variables.length()).isLessThan(5 * 1024);
    assertThat(variables.lines()).hasSizeLessThanOrEqualTo(20);
  }

  @Test
  void aLinkLeadsToTheTaskOfEachOfTwentyThatFailed() throws IOException {
    FleetSamples.fortyFailures(fleet());

    JsonNode links = json("annotations.json").path("migrate-deploy");
    assertThat(links).hasSize(20);
    assertThat(links.get(0).at("/external_link/label").textValue())
        .startsWith("tenant-01 FAILED: task ");
  }

  /** A parser once ran out of memory on millions of failures with a long text each. */
  @Test
  void fiveThousandDatabasesThatAllFailAreNoProblem() throws IOException {
    FleetEvents fleet = fleet().begun(outline(1, 40, 0, new WaveOutline("all", 5000)));
    String cause = "a long cause ".repeat(150);
    for (int i = 0; i < 5000; i++) {
      fleet.failed("all", "tenant-" + i, cause + i);
    }
    fleet.over("all").decided(Verdict.Kind.FAILED, VerdictDetails.of("5000 of 5000 databases"));

    assertThat(json("result.json").at("/fleet/targets")).hasSize(5000);
    assertThat(junit().getElementsByTagName("testcase").getLength()).isGreaterThan(5000);
    assertThat(Files.size(reports.resolve("junit.xml"))).isLessThan(5_000_000);
    try (var logs = Files.list(reports.resolve("targets"))) {
      assertThat(logs).hasSize(5000);
    }
  }

  private static JsonNode target(JsonNode fleet, String name) {
    for (JsonNode target : fleet.path("targets")) {
      if (target.path("name").textValue().equals(name)) {
        return target;
      }
    }
    throw new AssertionError("no target " + name);
  }

  private static List<String> outcomes(Element suite) {
    List<String> outcomes = new ArrayList<>();
    NodeList cases = suite.getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      Element test = (Element) cases.item(i);
      Node outcome = test.getFirstChild();
      outcomes.add(
          outcome instanceof Element element
              ? test.getAttribute("name")
                  + " "
                  + element.getTagName()
                  + " "
                  + element.getAttribute("message")
              : test.getAttribute("name"));
    }
    return outcomes;
  }

  private FleetEvents fleet() {
    return new FleetEvents(new ReportFiles(reports, warnings::add, ticker), ticker);
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
      throw new AssertionError("junit.xml is not well-formed", e);
    }
  }

  private String text(String name) throws IOException {
    return Files.readString(reports.resolve(name), UTF_8);
  }
}
