package dev.migratedeploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptsChecked;
import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Findings in the job's output and in the report files. */
class FindingsReportTest {
  private static final Finding DROP = finding("drop", Severity.WARNING, 3, "it drops a");
  private static final Finding EDITED = finding("edited", Severity.ERROR, 0, "it was edited");
  private static final Finding REMARK = finding("prefer", Severity.INFO, 9, "a matter of taste");

  @TempDir Path folder = Path.of("");

  @Test
  void warningsAreShownWhereTheirScriptsAreNamed() {
    assertThat(printed(List.of(DROP, EDITED, REMARK)))
        .isEqualTo("                warning sub/V1__a.sql:3: it drops a (drop)\n");
  }

  @Test
  void findingsOfOneKindAreOneLineWithTheFirstPlaces() {
    List<Finding> many = new ArrayList<>();
    for (int line = 1; line <= 45; line++) {
      many.add(finding("drop", Severity.WARNING, line, "it drops table " + line));
    }
    many.add(2, finding("empty", Severity.WARNING, 0, "nothing in it"));
    assertThat(printed(many))
        .isEqualTo(
            """
                            warning 45 × drop: sub/V1__a.sql:1, sub/V1__a.sql:2, sub/V1__a.sql:3 and 42 more (all in codequality.json)
                            warning sub/V1__a.sql: nothing in it (empty)
            """);
  }

  @Test
  void whatAllOfOneKindSayIsSaidOnce() {
    assertThat(printed(List.of(DROP, DROP)))
        .isEqualTo(
            "                warning 2 × drop: sub/V1__a.sql:3, sub/V1__a.sql:3: it drops a\n");
  }

  @Test
  void fewThatSayDifferentThingsAreToldOneByOne() {
    Finding other = finding("drop", Severity.WARNING, 4, "it drops b");
    assertThat(printed(List.of(DROP, other)).lines()).hasSize(2);
  }

  @Test
  void manyKindsAreCounted() {
    List<Finding> kinds = new ArrayList<>();
    for (int kind = 0; kind < 25; kind++) {
      kinds.add(finding("rule-" + kind, Severity.WARNING, 1, "m"));
    }
    assertThat(printed(kinds).lines())
        .hasSize(21)
        .last()
        .isEqualTo("                and 5 more in codequality.json");
  }

  @Test
  void manyErrorsStandBeforeTheResultEachFileOnce() {
    List<Finding> errors = new ArrayList<>();
    for (int file = 1; file <= 12; file++) {
      for (int line = 1; line <= 3; line++) {
        errors.add(
            new Finding("not-utf8", Severity.ERROR, "V" + file + ".sql", line, "m", "save it"));
      }
    }
    assertThat(printed(errors).lines())
        .hasSize(12)
        .first()
        .isEqualTo(
            "                error   db/V1.sql:1 and 2 more in this file: m; save it (not-utf8)");
    assertThat(printed(errors.subList(0, 6))).isEmpty();
  }

  @Test
  void whatAScriptsNameHoldsCannotForgeALine() {
    Finding odd = new Finding("drop", Severity.WARNING, "V1__\n\u001b[2J.sql", 1, "m", "n");
    assertThat(printed(List.of(odd)).lines()).hasSize(1);
    assertThat(printed(List.of(odd))).doesNotContain("\u001b");
  }

  @Test
  void theCodeQualityReportIsAsGitLabReadsIt() throws IOException {
    JsonNode report = quality("db/scripts", List.of(DROP, EDITED, REMARK));
    assertThat(report).hasSize(3);
    assertThat(report.at("/0/description").asText()).isEqualTo("it drops a; fix it");
    assertThat(report.at("/0/check_name").asText()).isEqualTo("drop");
    assertThat(report.at("/0/location/path").asText()).isEqualTo("db/scripts/sub/V1__a.sql");
    assertThat(report.at("/0/location/lines/begin").asInt()).isEqualTo(3);
    assertThat(report.at("/1/location/lines/begin").asInt()).isEqualTo(1);
    assertThat(report.findValuesAsText("severity")).containsExactly("major", "critical", "info");
    assertThat(quality("", List.of(DROP)).at("/0/location/path").asText())
        .isEqualTo("sub/V1__a.sql");
  }

  @Test
  void aFindingIsTheSameOneOnAnotherLine() throws IOException {
    Finding lower = finding("drop", Severity.WARNING, 30, "it drops a");
    List<String> twice = quality("db", List.of(DROP, lower)).findValuesAsText("fingerprint");
    assertThat(twice).doesNotHaveDuplicates();
    assertThat(quality("db", List.of(lower)).findValuesAsText("fingerprint"))
        .containsExactly(twice.get(0));
  }

  @Test
  void anErrorFailsTheCaseOfItsScript() throws IOException {
    List<Finding> all = new ArrayList<>(List.of(DROP, EDITED));
    all.add(new Finding("removed", Severity.ERROR, "V0__gone.sql", 0, "it is gone", "put it back"));
    write("db", all);
    assertThat(Files.readString(folder.resolve("junit.xml")))
        .contains(
            "name=\"sub/V1__a.sql\"><failure type=\"edited\" message=\"sub/V1__a.sql: it was"
                + " edited\">fix it</failure></testcase>")
        .contains("name=\"V0__gone.sql\"><failure type=\"removed\"")
        .doesNotContain("drops");
  }

  @Test
  void theResultHoldsEveryFinding() throws IOException {
    write("db", List.of(DROP, EDITED));
    JsonNode findings =
        new ObjectMapper().readTree(folder.resolve("result.json").toFile()).path("findings");
    assertThat(findings.at("/0").toString())
        .isEqualTo(
            "{\"rule\":\"drop\",\"severity\":\"warning\",\"path\":\"sub/V1__a.sql\",\"line\":3,"
                + "\"message\":\"it drops a\",\"next\":\"fix it\"}");
    assertThat(findings.at("/1/line").isNull()).isTrue();
  }

  private static Finding finding(String rule, Severity severity, int line, String message) {
    return new Finding(rule, severity, "sub/V1__a.sql", line, message, "fix it");
  }

  private static String printed(List<Finding> findings) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new JobOutput(out, false, false, new VirtualTicker()).on(new ScriptsChecked("db", findings));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private JsonNode quality(String scripts, List<Finding> findings) throws IOException {
    write(scripts, findings);
    return new ObjectMapper().readTree(folder.resolve("codequality.json").toFile());
  }

  private void write(String scripts, List<Finding> findings) {
    ReportFiles files = new ReportFiles(folder, warning -> {}, new VirtualTicker());
    files.on(new ScriptsChecked(scripts, findings));
    files.on(new VerdictReached(new Verdict(Verdict.Kind.REFUSED, VerdictDetails.of("words"))));
  }
}
