package dev.migratedeploy.deploy.planned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.deploy.request.PlannedContents;
import dev.migratedeploy.flyway.observer.HistoryMark;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plan.json that a deploy is held to. */
class PlanFileTest {
  private static final String DIGEST = "sha256:" + "8".repeat(64);
  private static final HistoryMark HISTORY =
      new HistoryMark(3, 3, "0123456789abcdef".repeat(2), Optional.of("3"));
  private static final PlannedDeploy PLAN = plan(Optional.of(HISTORY));

  private final Path folder;

  PlanFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aPlanIsReadAsItWasWritten() throws IOException {
    assertThat(read(json(PLAN))).isEqualTo(PLAN);
  }

  @ParameterizedTest
  @CsvSource({
    "'', is no plan.json",
    "'{', is no JSON",
    "'[]', is no plan.json of migrate-deploy",
    "'{\"scripts\": []}', is no plan.json of migrate-deploy",
    "'{\"environment\": \"staging\"}', is no plan.json of migrate-deploy",
    "'{\"schema\": 2, \"environment\": \"staging\", \"verdict\": \"SAFE\", \"scripts\": []}', 'has the format 2, and this migrate-deploy knows 1 only'",
    "'{\"environment\": \"production\", \"scripts\": []}', 'is a plan of environment production, not of staging'",
    "'{\"environment\": \"staging\", \"verdict\": \"UNKNOWN\", \"scripts\": []}', is a plan that ended with UNKNOWN",
    "'{\"environment\": \"staging\", \"verdict\": \"SAFE\", \"scripts\": [], \"versions\": []}', is a plan of many databases",
    "'{\"environment\": \"staging\", \"verdict\": \"SAFE\", \"scripts\": []}', an older migrate-deploy wrote it",
  })
  void whatIsNoPlanOfTheEnvironmentIsRefused(String text, String said) throws IOException {
    assertThat(refusal(text).cause())
        .startsWith("could not deploy as planned: reports/plan.json ")
        .contains(said);
  }

  @Test
  void aFileThatIsNotThereIsRefusedWithWhereItComesFrom() {
    Problem problem = refusal(folder.resolve("no.json"));

    assertThat(problem.cause()).endsWith("reports/plan.json does not exist");
    assertThat(problem.next())
        .contains("migrate-deploy plan --env staging", "artifacts of the plan job");
    assertThat(refusal(folder).cause()).endsWith("is a folder");
  }

  @ParameterizedTest
  @CsvSource({
    "V4__b.sql, V4__c.sql",
    "'\"state\": \"pending\"', '\"state\": \"applied\"'",
    "8888, 9999",
    "'\"rank\": 3', '\"rank\": 4'",
    "aaaa, bbbb",
    "migrations-0a, migrations-0b",
  })
  void whatWasChangedAfterwardsIsRefused(String text, String other) throws IOException {
    String whole = json(PLAN);

    assertThat(whole).contains(text);
    assertThat(refusal(whole.replace(text, other)).cause())
        .endsWith("was changed after the plan was made");
  }

  @Test
  void withoutTheDatabasesHistoryNothingCanBeCompared() throws IOException {
    assertThat(refusal(json(plan(Optional.empty()))).cause())
        .contains("does not say what was in the database");
  }

  private static PlannedDeploy plan(Optional<HistoryMark> history) {
    return new PlannedDeploy(
        "staging",
        "SAFE",
        new PlannedDeploy.Image("migrations-0a", DIGEST),
        new PlannedContents(
            new TreeMap<>(Map.of("V4__b.sql", "aaaa")), new TreeMap<>(Map.of("image.base", "cc"))),
        List.of("V4__b.sql"),
        history);
  }

  private static String json(PlannedDeploy plan) {
    String history =
        plan.history()
            .map(
                mark ->
                    "{\"rank\": %d, \"rows\": %d, \"digest\": \"%s\", \"version\": \"3\"}"
                        .formatted(mark.rank(), mark.rows(), mark.digest()))
            .orElse("null");
    return """
        {"schema": 1, "environment": "staging", "version": "3", "verdict": "SAFE", "exitCode": 0,
         "scripts": [{"path": "V1__a.sql", "state": "applied"},
                     {"path": "V4__b.sql", "state": "pending"}],
         "versions": null,
         "planned": {"image": "%s", "tag": "migrations-0a", "files": {"V4__b.sql": "aaaa"},
                     "settings": {"image.base": "cc"}, "history": %s, "seal": "%s"}}
        """
        .formatted(plan.image().digest(), history, plan.seal());
  }

  private PlannedDeploy read(String text) throws IOException {
    return file(write(text)).read();
  }

  private Problem refusal(String text) throws IOException {
    return refusal(write(text));
  }

  private static Problem refusal(Path path) {
    return catchThrowableOfType(RefusedException.class, () -> file(path).read()).problem();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("plan.json"), text);
  }

  private static PlanFile file(Path path) {
    return new PlanFile(path, "reports/plan.json", "staging");
  }
}
