package dev.migratedeploy.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.changes.ConfigurationChange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecidingSettingsTest {
  private static final String SETTINGS =
      """
      image:
        base: flyway/flyway:12
        repository: registry.example.com/flyway
      environments:
        staging: {cluster: staging, task-definition: flyway}
        production: {cluster: production, task-definition: flyway, command: [migrate]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "base: flyway/flyway:12 | base: flyway/flyway:13 | base flyway/flyway:12 → flyway/flyway:13",
        "base: flyway/flyway:12 | base: ${BASE} | base flyway/flyway:12 → ${BASE}",
        "base: f | entrypoint: [/flyway/flyway]~  base: f | entrypoint",
        "base: f | scripts-path: /sql~  base: f | scripts-path /flyway/sql → /sql",
        "base: f | files: {drivers: /flyway/drivers}~  base: f | image.files",
        "cluster: staging | command: [migrate, -group=true], cluster: staging | command",
      })
  void eachValueThatDecidesIsToldByItsName(String before, String now, String words) {
    assertThat(since(SETTINGS, SETTINGS.replace(before, now.replace("~", "\n"))))
        .contains(List.of(words));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cluster: staging | cluster: other",
        "repository: registry | repository: other.registry",
        "base: f | # Why this one.~  base: f",
        "base: f | entrypoint: flyway~  scripts-path: /flyway/sql~  base: f",
        "cluster: staging | command: migrate, cluster: staging",
        "command: [migrate] | command: [migrate, -group=true]",
        "environments: | scripts: ${FOLDER:-db-migrations/scripts}~environments:",
      })
  void nothingElseCounts(String before, String now) {
    assertThat(since(SETTINGS, SETTINGS.replace(before, now.replace("~", "\n"))))
        .contains(List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x: 1 | x: 1 | none",
        "{name: b} | {name: c} | targets: 1 new (c), 1 removed (b)",
        "{name: b} | {name: b, host: h} | targets: 1 with other fields (b)",
        "'{name: a}, {name: b}' | '{name: b}, {name: a}' | targets: environment",
        "target.name | target.host:-x | targets: environment",
        "per-task: 2 | per-task: 3 | none",
        "from: | waves: [{name: all}], from: | none",
        "'from: [{name: a}, {name: b}]' | from: tenants.yml | targets: from or environment",
      })
  void targetsAreToldByTheirNames(String before, String now, String words) {
    String targets =
        ", targets: {per-task: 2, environment: {FLYWAY_SCHEMAS: \"${target.name}\"},"
            + " from: [{name: a}, {name: b}]}}";
    String settings =
        SETTINGS.replace(
            "staging, task-definition: flyway}", "staging, task-definition: flyway" + targets);
    assertThat(since(settings, settings.replace(before, now)))
        .contains(words.equals("none") ? List.of() : List.of(words));
    assertThat(since(SETTINGS, settings)).contains(List.of("targets, which it had none of"));
    assertThat(since(settings, SETTINGS))
        .contains(List.of("targets, which it has none of any more"));
  }

  @Test
  void aPlaceholderIsEqualToItself() {
    String before = SETTINGS.replace("flyway/flyway:12", "${BASE:-flyway/flyway:12}");

    assertThat(since(before, before + "# A remark.\n")).contains(List.of());
    assertThat(since(before, before.replace(":12", ":13")))
        .contains(List.of("base ${BASE:-flyway/flyway:12} → ${BASE:-flyway/flyway:13}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "just a text",
        "image: {base: flyway/flyway:12}\n",
        "databases: {staging: {url: x}}\n",
        """
        image:
          base: flyway/flyway:12
          repository: a/b
          dockerfile: Dockerfile
        environments:
          staging: {cluster: a, task-definition: b}
        """,
        """
        image:
          base: [flyway]
          repository: a/b
        environments:
          staging: {cluster: a, task-definition: b}
        """,
        """
        image:
          base: flyway/flyway:12
          repository: a/b
        environments:
          staging: {cluster: a, task-definition: b, command: &a [*a]}
        """,
      })
  void whatCannotBeReadAnyMoreIsNotCompared(String earlier) {
    assertThat(since(earlier, SETTINGS)).isEmpty();
  }

  private static Optional<List<String>> since(String before, String now) {
    return DecidingSettings.changes(before, now, "staging")
        .map(changes -> changes.stream().map(ConfigurationChange::words).toList());
  }
}
