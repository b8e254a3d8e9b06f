package dev.migratedeploy.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.flyway.rehearsal.RehearseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code rehearse:} of the whole file and of an environment. */
class RehearseSettingsTest {
  private final Path folder;
  private final SettingsText text;

  RehearseSettingsTest(@TempDir Path folder) {
    this.folder = folder;
    this.text = new SettingsText(folder);
  }

  @Test
  void withoutTheSectionNothingIsSaid() {
    assertThat(read("", "")).isEqualTo(RehearseSettings.NONE);
    assertThat(read("rehearse:", "rehearse: {}")).isEqualTo(RehearseSettings.NONE);
  }

  @Test
  void everyKeyIsRead() {
    assertThat(
            read(
                "",
                "rehearse: {before: db/before.sql, from: schema.sql, version: 17, required: true,"
                    + " environment: {FLYWAY_PLACEHOLDERS_REGION: eu}}"))
        .isEqualTo(
            new RehearseSettings(
                Optional.of("db/before.sql"),
                Optional.of("schema.sql"),
                Map.of("FLYWAY_PLACEHOLDERS_REGION", "eu"),
                Optional.of("17"),
                Optional.of(true)));
  }

  @Test
  void whatAnEnvironmentSaysCountsMore() {
    RehearseSettings read =
        read(
            "rehearse: {before: all.sql, required: true, environment: {A: all, B: all}}",
            "rehearse: {before: own.sql, required: false, environment: {B: own}}");

    assertThat(read.before()).contains("own.sql");
    assertThat(read.isRequired()).isFalse();
    assertThat(read.environment()).isEqualTo(Map.of("A", "all", "B", "own"));
  }

  @Test
  void allProblemsComeAtOnceWithTheirLines() {
    assertThat(
            text.problems(
                yaml(
                    """
                    rehearse:
                      befor: a.sql
                      from: ../schema.sql
                      version: newest
                      required: maybe
                      environment: {FLYWAY_URL: x, "1 b": y}
                    """,
                    "rehearse: [a]")))
        .containsExactly(
            "s.yml:2: rehearse.befor: unknown key; did you mean before?",
            "s.yml:3: rehearse.from: expected a path relative to the project, without .., found"
                + " \"../schema.sql\"",
            "s.yml:4: rehearse.version: expected a version of the database, such as 17 or 10.11,"
                + " found \"newest\"",
            "s.yml:5: rehearse.required: expected true or false, found \"maybe\"",
            "s.yml:6: rehearse.environment.FLYWAY_URL: expected a variable of the task definition"
                + " such as FLYWAY_PLACEHOLDERS_REGION; the rehearsal's own database is that of"
                + " --database, found \"FLYWAY_URL\"",
            "s.yml:6: rehearse.environment.1 b: expected a variable of the task definition such as"
                + " FLYWAY_PLACEHOLDERS_REGION; the rehearsal's own database is that of --database,"
                + " found \"1 b\"",
            "s.yml:14: environments.staging.rehearse: expected a section with keys, found a list");
  }

  /** Protected variables are not there in a merge request, and a deploy has none of its own. */
  @Test
  void eachJobNeedsTheVariablesOfItsOwnPartOnly() {
    String yaml =
        yaml("rehearse: {environment: {FLYWAY_PLACEHOLDERS_A: \"${ONLY_HERE}\"}}", "")
            .replace("cluster: main", "cluster: ${CLUSTER}")
            .replace("team/flyway", "${ACCOUNT}/flyway");

    Settings rehearsed = forRehearsal(yaml, Map.of("ONLY_HERE", "eu"));
    assertThat(rehearsed.rehearse().environment()).isEqualTo(Map.of("FLYWAY_PLACEHOLDERS_A", "eu"));
    assertThat(text.read(yaml, Map.of("CLUSTER", "main", "ACCOUNT", "1")).environment().cluster())
        .isEqualTo("main");
    assertThat(text.problems(yaml, Map.of("ONLY_HERE", "eu"))).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"17", "17.6", "10.11", "8.0.36"})
  void aVersionMayHaveSeveralParts(String version) {
    assertThat(read("rehearse: {version: " + version + "}", "").version()).contains(version);
  }

  @Test
  void aVariableThatIsMissingIsAProblemOfARehearsal() {
    String yaml = yaml("", "rehearse: {before: \"${WHERE}/a.sql\"}");

    assertThat(
            org.assertj.core.api.Assertions.catchThrowableOfType(
                    dev.migratedeploy.verdict.RefusedException.class,
                    () -> forRehearsal(yaml, Map.of()))
                .problem()
                .details())
        .isEqualTo(
            List.of(
                folder
                    + "/s.yml:8: environments.staging.rehearse.before: the variable WHERE is not"
                    + " set"));
  }

  private RehearseSettings read(String top, String environment) {
    return forRehearsal(yaml(top, environment), Map.of()).rehearse();
  }

  private Settings forRehearsal(String yaml, Map<String, String> variables) {
    try {
      return SettingsFile.forRehearsal(
          Files.writeString(folder.resolve("s.yml"), yaml), "staging", variables);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String yaml(String top, String environment) {
    return (top.isEmpty() ? "" : top.stripTrailing() + "\n")
        + SettingsText.SMALLEST
        + (environment.isEmpty() ? "" : "    " + environment + "\n");
  }
}
