package dev.migratedeploy.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.deploy.event.DeployEvent.RehearsalEnded;
import dev.migratedeploy.deploy.event.DeployEvent.RehearsalStarted;
import dev.migratedeploy.deploy.event.DeployEvent.RunStarted;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptRehearsed;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptsChecked;
import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.deploy.event.RunInfo;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.result.RehearsalSamples;
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

/** A rehearsal in the report files. */
class RehearsalReportsTest {
  private static final Finding REWRITE =
      new Finding(
          "table-rewritten",
          Severity.WARNING,
          "V29__amount_bigint.sql",
          3,
          "it rewrites orders",
          "add a new column");

  private final Path folder;
  private final KnownSecrets secrets = new KnownSecrets();

  RehearsalReportsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theWholeRehearsalIsInItsFile() throws IOException {
    write(RehearsalSamples.review(), failed());
    JsonNode json = json("rehearsal.json");
    assertThat(json.at("/schema").intValue()).isEqualTo(1);
    assertThat(json.at("/environment").textValue()).isEqualTo("staging");
    assertThat(json.at("/verdict").textValue()).isEqualTo("WOULD FAIL");
    assertThat(json.at("/exitCode").intValue()).isEqualTo(1);
    assertThat(json.at("/database/version").textValue()).isEqualTo("17.6");
    assertThat(json.at("/base/scripts").intValue()).isEqualTo(28);
    assertThat(json.at("/base/passedOver/0/failure/line").intValue()).isEqualTo(1);
    assertThat(json.at("/refusal").isNull()).isTrue();
    JsonNode rewrites = json.at("/scripts/1");
    assertThat(rewrites.at("/version").textValue()).isEqualTo("29");
    assertThat(rewrites.at("/outcome").textValue()).isEqualTo("applied");
    assertThat(rewrites.at("/durationMs").longValue()).isEqualTo(140);
    assertThat(rewrites.at("/measured").booleanValue()).isTrue();
    assertThat(rewrites.at("/effects/locks/0/mode").textValue()).isEqualTo("ACCESS EXCLUSIVE");
    assertThat(rewrites.at("/effects/locks/0/by/line").intValue()).isEqualTo(3);
    assertThat(rewrites.at("/effects/tables/1/effect").textValue())
        .isEqualTo("scanned_for_a_check");
    assertThat(rewrites.at("/effects/changes/0/after").textValue()).isEqualTo("bigint");
    assertThat(json.at("/scripts/3/failure/sqlState").textValue()).isEqualTo("42703");
    assertThat(json.at("/scripts/4/outcome").textValue()).isEqualTo("not_tried");
    assertThat(json.at("/scripts/4/durationMs").isNull()).isTrue();
    assertThat(json.at("/findings/0/rule").textValue()).isEqualTo("table-rewritten");
    assertThat(json("result.json").at("/verdict").textValue()).isEqualTo("WOULD FAIL");
    assertThat(json("result.json").at("/findings/0/rule").textValue()).isEqualTo("table-rewritten");
  }

  @Test
  void eachScriptIsATestCaseAndTheFailureHasItsStatement() throws IOException {
    write(RehearsalSamples.review(), failed());
    Element suite = junit();
    assertThat(names(suite, "testcase"))
        .containsExactly(
            "V28__customer_email.sql",
            "V29__amount_bigint.sql",
            "V30__shops_on_a_map.sql",
            "V31__orders_by_region.sql",
            "R__order_totals.sql",
            "rehearse");
    assertThat(parents(suite, "failure")).containsExactly("V31__orders_by_region.sql");
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message"))
        .isEqualTo(
            "V31__orders_by_region.sql:2: fails on PostgreSQL 17.6: column \"regio\" does not"
                + " exist");
    assertThat(failure.getTextContent())
        .isEqualTo(
            """
            line 2: column "regio" does not exist
            CREATE INDEX orders_by_region ON orders (regio, placed_at)
            fix the script and push\
            """);
    assertThat(parents(suite, "skipped"))
        .containsExactly("V30__shops_on_a_map.sql", "R__order_totals.sql", "rehearse");
    assertThat(((Element) suite.getElementsByTagName("testcase").item(1)).getAttribute("time"))
        .isEqualTo("0.140");
    assertThat(suite.getElementsByTagName("system-out").item(1).getTextContent())
        .contains("rewrites  orders (line 3)", "schema    changed column orders.amount");
  }

  @Test
  void codeQualityHasTheFailureAtItsLineAndWhatWasMeasured() throws IOException {
    write(RehearsalSamples.review(), failed());
    JsonNode all = json("codequality.json");
    assertThat(all).hasSize(2);
    assertThat(all.at("/0/check_name").textValue()).isEqualTo("table-rewritten");
    assertThat(all.at("/1/check_name").textValue()).isEqualTo("rehearsal-failed");
    assertThat(all.at("/1/location/path").textValue()).isEqualTo("db/V31__orders_by_region.sql");
    assertThat(all.at("/1/location/lines/begin").intValue()).isEqualTo(2);
    assertThat(all.at("/1/severity").textValue()).isEqualTo("critical");
  }

  /** GitLab does not link a page that is not there, and fails to upload a report that is not. */
  @Test
  void allFilesAreThereAlsoIfTheSettingsCannotBeRead() throws IOException {
    ReportFiles files = files();
    files.ofRehearsal();
    files.on(
        new VerdictReached(
            new Verdict(
                Verdict.Kind.REFUSED,
                VerdictDetails.of("migrate-deploy.yml, line 3").next("fix it"))));

    JsonNode json = json("rehearsal.json");
    assertThat(json.at("/verdict").textValue()).isEqualTo("REFUSED");
    assertThat(json.at("/database").isNull()).isTrue();
    assertThat(json.at("/environment").isNull()).isTrue();
    assertThat(json.at("/scripts")).isEmpty();
    assertThat(text("report.html")).contains("<strong>REFUSED</strong>", "<dd>fix it</dd>");
  }

  @Test
  void aDeployHasNoneAndAPageOfItsOwn() {
    VirtualTicker ticker = new VirtualTicker();
    new Run(new ReportFiles(folder, warning -> {}, ticker), ticker)
        .upToTheLog("one")
        .decided(Run.applied("1 script"));
    assertThat(folder.resolve("rehearsal.json")).doesNotExist();
    assertThat(folder.resolve("report.html")).content().contains("<h1>Deploy to staging</h1>");
  }

  /** A job that is cancelled half-way tells what it has seen. */
  @Test
  void whatWasSeenBeforeTheEndIsInTheFile() throws IOException {
    ReportFiles files = files();
    begin(files, "rehearse");
    files.on(new RehearsalStarted(RehearsalSamples.POSTGRESQL, RehearsalSamples.BASE));
    files.on(new ScriptRehearsed(RehearsalSamples.FINE));
    files.on(new VerdictReached(failed()));
    assertThat(json("rehearsal.json").at("/scripts/0/path").textValue())
        .isEqualTo("V28__customer_email.sql");
  }

  @Test
  void thePageSaysTheVerdictFirstAndOpensWhatFailed() throws IOException {
    write(RehearsalSamples.review(), failed());
    String page = text("report.html");
    assertThat(page)
        .contains(
            "<h1>Rehearsal for staging</h1>",
            "<strong>WOULD FAIL</strong>",
            "<dt>Next</dt><dd>fix the script and push</dd>",
            "rewrites orders",
            "orders ACCESS EXCLUSIVE for 12 ms: blocks reads and writes (line 3)",
            "<dd class=\"bad\">dropped view order_totals</dd>",
            "V12__postgis.sql, line 1: extension &quot;postgis&quot; is not available",
            "column &quot;regio&quot; does not exist (SQLSTATE 42703)");
    assertThat(page.indexOf("WOULD FAIL")).isLessThan(page.indexOf("V28__customer_email.sql"));
  }

  /** A page is opened from a job's artifacts, on any origin: it must not run or load a thing. */
  @Test
  void thePageStandsForItself() throws IOException {
    write(RehearsalSamples.review(), failed());
    assertThat(text("report.html"))
        .contains("default-src 'none'", "prefers-color-scheme: dark", "width=device-width")
        .doesNotContain("<script", "http://", "https://", "url(", "@import", " src=", " href=");
  }

  @Test
  void textOfStrangersIsNoMarkupAndIsSeen() throws IOException {
    ReportFiles files = files();
    begin(files, "rehearse");
    Finding hostile =
        new Finding(
            "drop",
            Severity.ERROR,
            RehearsalSamples.HOSTILE,
            1,
            RehearsalSamples.HOSTILE,
            RehearsalSamples.HOSTILE);
    files.on(
        new RehearsalEnded(
            RehearsalSamples.of(RehearsalSamples.hostile()), "db", List.of(hostile)));
    files.on(
        new VerdictReached(
            new Verdict(
                Verdict.Kind.WOULD_FAIL,
                VerdictDetails.of(RehearsalSamples.HOSTILE)
                    .details(List.of(RehearsalSamples.HOSTILE))
                    .next(RehearsalSamples.HOSTILE))));
    String page = text("report.html");
    assertThat(page)
        .doesNotContain("<img", "<script", "\u202e", "\u001b", "\u0000", "\ufffe")
        .contains("\\u202e", "&lt;img src=x", "&lt;/style&gt;");
    assertThat(page.split("</style>", -1)).hasSize(2);
    parsed(page);
    junit();
    assertThat(json("rehearsal.json").at("/scripts/0/path").textValue()).contains("\u202e");
  }

  @Test
  void noSecretIsOnThePage() throws IOException {
    secrets.add("p&ss<w>\"rd-of-nobody");
    write(
        RehearsalSamples.review(),
        new Verdict(
            Verdict.Kind.WOULD_FAIL, VerdictDetails.of("with p&ss<w>\"rd-of-nobody in it")));
    assertThat(text("report.html")).contains("with [MASKED] in it").doesNotContain("-of-nobody");
  }

  @Test
  void fiveHundredScriptsAreASmallPage() throws IOException {
    write(RehearsalSamples.many(500, 20), failed());
    String page = text("report.html");
    parsed(page);
    assertThat(page.getBytes(UTF_8)).hasSizeLessThan(300_000);
    assertThat(page).contains("V499__add_columns", "more in rehearsal.json");
    assertThat(json("rehearsal.json").at("/scripts")).hasSize(500);
  }

  @Test
  void soIsOneOfHugeTexts() throws IOException {
    String huge = "<>&\"".repeat(1_000);
    List<Finding> findings =
        IntStream.range(0, 150)
            .mapToObj(i -> new Finding("drop", Severity.WARNING, "V1__a.sql", i, huge, huge))
            .toList();
    ReportFiles files = files();
    begin(files, "rehearse");
    files.on(new RehearsalEnded(RehearsalSamples.many(500, 20), "db", findings));
    files.on(
        new VerdictReached(
            new Verdict(
                Verdict.Kind.WOULD_FAIL,
                VerdictDetails.of(huge)
                    .details(IntStream.range(0, 90).mapToObj(i -> huge).toList()))));
    assertThat(Files.size(folder.resolve("report.html"))).isLessThan(900_000);
  }

  private void write(Rehearsal rehearsal, Verdict verdict) {
    ReportFiles files = files();
    begin(files, "rehearse");
    files.on(new ScriptsChecked("db", List.of()));
    files.on(new RehearsalStarted(rehearsal.database(), rehearsal.base()));
    rehearsal.scripts().forEach(script -> files.on(new ScriptRehearsed(script)));
    files.on(new RehearsalEnded(rehearsal, "db", List.of(REWRITE)));
    files.on(new VerdictReached(verdict));
  }

  private static void begin(ReportFiles files, String command) {
    files.on(
        new RunStarted(
            new RunInfo(
                "1.0.0",
                "shop/orders",
                "staging",
                Optional.of("feature/region"),
                "3f2a91c0".repeat(5),
                Optional.of("8841"),
                command)));
  }

  private ReportFiles files() {
    return new ReportFiles(folder, warning -> {}, new VirtualTicker(), secrets);
  }

  static Verdict failed() {
    return new Verdict(
        Verdict.Kind.WOULD_FAIL,
        VerdictDetails.of("V31__orders_by_region.sql, line 2: column \"regio\" does not exist")
            .details(List.of("CREATE INDEX orders_by_region ON orders (regio, placed_at)"))
            .state("nothing was changed outside of the rehearsal's database")
            .next("fix the script and push"));
  }

  private JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(text(name));
  }

  private String text(String name) throws IOException {
    return Files.readString(folder.resolve(name), UTF_8);
  }

  private Element junit() throws IOException {
    return parsed(text("junit.xml"));
  }

  /** The page is HTML that is well-formed XML too: every element is ended. */
  private static Element parsed(String text) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(text)))
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new AssertionError("not well-formed: " + text, e);
    }
  }

  private static List<String> names(Element suite, String element) {
    NodeList found = suite.getElementsByTagName(element);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      names.add(((Element) found.item(i)).getAttribute("name"));
    }
    return names;
  }

  private static List<String> parents(Element suite, String element) {
    NodeList found = suite.getElementsByTagName(element);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      names.add(((Element) found.item(i).getParentNode()).getAttribute("name"));
    }
    return names;
  }
}
