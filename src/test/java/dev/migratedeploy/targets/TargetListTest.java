package dev.migratedeploy.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what the settings say of {@code targets} to the databases with their variables. */
class TargetListTest {
  private static final String TEMPLATE =
      """

      environment: {FLYWAY_URL: "jdbc:postgresql://${target.host}/${target.name}"}
      """;

  private final TargetsText project;

  TargetListTest(@TempDir Path directory) {
    this.project = new TargetsText(directory, Map.of("DB", "app", "PATH", "/usr/bin:/bin"));
  }

  @Test
  void aListInTheSettingsBecomesDatabasesWithVariablesInWaves() {
    Targets targets =
        project.resolve(
            """
            from:
              - {name: acme, host: db1, tier: canary}
              - {name: beta, host: db2, port: 5433}
            environment:
              FLYWAY_URL: "jdbc:postgresql://${target.host}:${target.port:-5432}/${DB}_${target.name}"
            per-task: 20
            parallel: 4
            at-most: {host: 2}
            waves:
              - {name: canary, match: {tier: canary}}
              - {name: rest, failures: 50%}
            """);
    assertThat(targets)
        .usingRecursiveComparison()
        .ignoringFields("list.inFiles") // ${DB} is of the job.
        .isEqualTo(
            new Targets(
                List.of(
                    new Wave(
                        "canary",
                        List.of(
                            new Target(
                                "acme",
                                Map.of("host", "db1", "tier", "canary"),
                                Map.of("FLYWAY_URL", "jdbc:postgresql://db1:5432/app_acme"))),
                        0),
                    new Wave(
                        "rest",
                        List.of(
                            new Target(
                                "beta",
                                Map.of("host", "db2", "port", "5433"),
                                Map.of("FLYWAY_URL", "jdbc:postgresql://db2:5433/app_beta"))),
                        0)),
                20,
                4,
                Map.of("host", 2),
                false));
  }

  @Test
  void withoutWavesThereIsOneAndNothingMayFail() {
    Targets targets = project.resolve("from: [{name: acme, host: db1}]" + TEMPLATE);
    assertThat(targets.waves())
        .extracting(Wave::name, Wave::failures)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("all", 0));
    assertThat(targets.perTask()).isEqualTo(1);
    assertThat(targets.parallel()).isEqualTo(10);
    assertThat(targets.atMost()).isEmpty();
  }

  @Test
  void anEnvironmentWithoutTargetsIsOneDatabase() {
    assertThat(
            project
                .with("other.yml", TargetsText.BEFORE.replace("    targets:\n", ""))
                .settings("from: [{name: acme, host: db1}]" + TEMPLATE)
                .targets())
        .isPresent();
  }

  @Test
  void whatAFieldHoldsIsNotLookedAtAgain() {
    Targets targets =
        project.resolve("from: [{name: acme, host: 'a$${DB}b$${target.name}'}]" + TEMPLATE);
    assertThat(targets.all().get(0).variables())
        .containsEntry("FLYWAY_URL", "jdbc:postgresql://a${DB}b${target.name}/acme");
  }

  @Test
  void aVariableOfTheJobCannotNameAField() {
    TargetsText evil = new TargetsText(project.directory(), Map.of("DB", "${target.name}"));
    Targets targets =
        evil.resolve(
            """
            from: [{name: acme}]
            environment: {FLYWAY_URL: "jdbc:x:${DB}/${target.name}"}
            """);
    assertThat(targets.all().get(0).variables())
        .containsEntry("FLYWAY_URL", "jdbc:x:${target.name}/acme");
  }

  /** Numbers, dates and truths stay as they are written: 007 is no 7, and no is no false. */
  @Test
  void scalarsAreTakenAsTheyAreWritten() {
    Targets targets =
        project.resolve(
            """
            from: [{name: 007, host: no, since: 2026-01-02, size: 1_000}]
            """
                + TEMPLATE.strip());
    assertThat(targets.all().get(0).name()).isEqualTo("007");
    assertThat(targets.all().get(0).fields())
        .containsEntry("host", "no")
        .containsEntry("since", "2026-01-02")
        .containsEntry("size", "1_000");
  }

  @Test
  void waveTakesValuesFromAListAndTheFirstThatMatchesCounts() {
    Targets targets =
        project.resolve(
            """
            from:
              - {name: a, host: h, tier: 1}
              - {name: b, host: h, tier: 2, region: eu}
              - {name: c, host: h, tier: 3, region: eu}
            environment: {FLYWAY_SCHEMAS: "${target.name}"}
            waves:
              - {name: early, match: {tier: [1, 2]}}
              - {name: eu, match: {region: eu}}
              - {name: us, match: {region: [us], tier: 3}}
            """);
    assertThat(targets.waves())
        .extracting(wave -> wave.targets().stream().map(Target::name).toList())
        .containsExactly(List.of("a", "b"), List.of("c"));
    assertThat(targets.list().notes())
        .containsExactly(
            "1 target of the wave eu is in early, which comes first",
            "no target is in the wave us");
  }

  @Test
  void theNameIsAFieldToo() {
    Targets targets =
        project.resolve(
            """
            from: [{name: a}, {name: b}]
            environment: {FLYWAY_SCHEMAS: "${target.name}"}
            waves: [{name: first, match: {name: b}}, {name: rest}]
            """);
    assertThat(targets.all()).extracting(Target::name).containsExactly("b", "a");
  }
}
