package dev.migratedeploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.changes.ConfigurationChange;
import dev.migratedeploy.changes.ScriptChange;
import dev.migratedeploy.deploy.event.DeployEvent.PendingListed;
import dev.migratedeploy.deploy.event.DeployEvent.PlanComputed;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptsChecked;
import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.plan.pending.EnvironmentStatus;
import dev.migratedeploy.plan.pending.PendingScript;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same thing has the same shape in every JSON file, and what is not known is null. */
class JsonShapesTest {
  private static final Finding ABOUT_THE_SCRIPT =
      new Finding("edited", Severity.ERROR, "V1__a.sql", 0, "was edited", "undo the edit");

  private final Path folder;

  JsonShapesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void whatTheRunDidNotComeToIsNullAndThere() throws IOException {
    files().on(new VerdictReached(verdict(Verdict.Kind.REFUSED)));

    JsonNode result = read("result.json");
    assertThat(keys(result))
        .containsExactly(
            "schema",
            "verdict",
            "exitCode",
            "cause",
            "details",
            "state",
            "next",
            "unapplied",
            "version",
            "project",
            "environment",
            "ref",
            "commit",
            "job",
            "startedAt",
            "durationMs",
            "stations",
            "scripts",
            "configuration",
            "findings",
            "image",
            "task",
            "log",
            "database",
            "observed",
            "fleet");
    assertThat(result.get("task").isNull()).isTrue();
    assertThat(result.get("environment").isNull()).isTrue();
  }

  @Test
  void aRunThatSucceededHasTheSameKeysAsOneThatWasRefused() throws IOException {
    files().on(new VerdictReached(verdict(Verdict.Kind.REFUSED)));
    List<String> refused = keys(read("result.json"));

    VirtualTicker ticker = new VirtualTicker();
    new Run(new ReportFiles(folder, warning -> {}, ticker), ticker)
        .upToTheLog("one")
        .decided(Run.applied("1 script"));

    assertThat(keys(read("result.json"))).isEqualTo(refused);
  }

  @Test
  void aFindingIsTheSameInEveryFile() throws IOException {
    ReportFiles files = files();
    files.on(new ScriptsChecked("db", List.of(ABOUT_THE_SCRIPT)));
    files.on(new PlanComputed(new Plan("staging", Optional.of("3"), false, List.of())));
    files.on(new VerdictReached(verdict(Verdict.Kind.SAFE)));

    JsonNode finding = read("plan.json").at("/findings/0");
    assertThat(finding).isEqualTo(read("result.json").at("/findings/0"));
    assertThat(finding.get("line").isNull()).isTrue();
  }

  @Test
  void whatIsPendingIsAFileOfItsOwnInWhichEveryEnvironmentHasTheSameKeys() throws IOException {
    ReportFiles files = files();
    files.on(
        new PendingListed(
            List.of(
                new EnvironmentStatus.Known(
                    "staging",
                    Optional.of("migrate-deploy:staging"),
                    Run.SINCE,
                    List.of(
                        new PendingScript("V2__b.sql", ScriptChange.Kind.ADDED, Optional.empty())),
                    List.of(ConfigurationChange.of(ConfigurationChange.Aspect.FILES, "files"))),
                new EnvironmentStatus.NotKnown("production", "the commit is gone"))));
    files.on(new VerdictReached(verdict(Verdict.Kind.LISTED)));

    JsonNode environments = read("pending.json").path("environments");
    assertThat(keys(environments.get(0)))
        .isEqualTo(keys(environments.get(1)))
        .containsExactly(
            "environment", "problem", "job", "deployed", "deployedAt", "configuration", "scripts");
    assertThat(environments.at("/0/problem").isNull()).isTrue();
    assertThat(environments.at("/0/scripts/0/kind").asText()).isEqualTo("added");
    assertThat(environments.at("/0/configuration/0/before").isNull()).isTrue();
    assertThat(environments.at("/1/problem").asText()).isEqualTo("the commit is gone");
    assertThat(folder.resolve("plan.json")).doesNotExist();
  }

  private ReportFiles files() {
    return new ReportFiles(folder, warning -> {}, new VirtualTicker());
  }

  private JsonNode read(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(name).toFile());
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static Verdict verdict(Verdict.Kind kind) {
    return new Verdict(kind, VerdictDetails.of("words"));
  }
}
