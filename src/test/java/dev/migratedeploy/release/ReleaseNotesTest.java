package dev.migratedeploy.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.release.ReleaseScripts.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code .ci/release/notes} takes out of the changelog. */
class ReleaseNotesTest {
  private static final String CHANGELOG =
      """
      # Changelog

      ## Unreleased

      - Not yet.

      ## 0.2.01

      - Another version that begins alike.

      ## 0.2.0 - 2026-11-27

      ### New

      - One.

      ```
      ## 0.1.0 in an example
      ```

      ## 0.1.0

      - Old.
      """;

  private final ReleaseScripts project;

  ReleaseNotesTest(@TempDir Path folder) {
    project = ReleaseScripts.in(folder).put("CHANGELOG.md", CHANGELOG);
  }

  /** PocketLLM#214, agent-top#31, barbacane#127: another section, the first, only the heading. */
  @Test
  void theSectionOfTheTagIsCutOutWholeAndNothingElse() {
    assertThat(notes("v0.2.0"))
        .isEqualTo(new Run(0, "### New\n\n- One.\n\n```\n## 0.1.0 in an example\n```\n", ""));
  }

  @Test
  void theLastSectionIsCutOutToo() {
    project.version("0.1.0");

    assertThat(notes("v0.1.0")).isEqualTo(new Run(0, "- Old.\n", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"## [0.2.0] - 2026-11-27", "## 0.2.0\r", "## 0.2.0 (2026-11-27)"})
  void headingsAsPeopleWriteThem(String heading) {
    project.put("CHANGELOG.md", "# Changelog\n\n" + heading + "\n- One.\n\n## 0.1.0\n- Old.\n");

    assertThat(notes("v0.2.0").output()).isEqualTo("- One.\n");
  }

  @Test
  void aTagOfAnotherVersionIsRefused() {
    Run run = notes("v0.3.0");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).isEmpty();
    assertThat(run.error())
        .isEqualTo(
            "error: the tag is 'v0.3.0', and pom.xml has the version 0.2.0: tag v0.2.0, or set the"
                + " version first\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"# Changelog\n\n## Unreleased\n\n- New.\n", "## 0.2.0\n\n\n## 0.1.0\n- Old.\n"})
  void aChangelogWithoutTheSectionOrWithNothingInItIsRefused(String changelog) {
    Run run = project.put("CHANGELOG.md", changelog).run(Map.of(), "notes", "v0.2.0");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.error()).contains("no section '## 0.2.0'", "rename '## Unreleased'");
  }

  /** bdinfo-rs#81: two sections of one version, and a release with empty notes. */
  @Test
  void twoSectionsOfOneVersionAreRefused() {
    Run run =
        project
            .put("CHANGELOG.md", "## 0.2.0\n- One.\n## 0.2.0\n- Two.\n")
            .run(Map.of(), "notes", "v0.2.0");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.error()).contains("more than one section '## 0.2.0'");
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    project.version("0.3.0");

    assertThat(notes("0.3.0").error().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("error: "));
  }

  @Test
  void theTagOfTheJobIsTaken() {
    assertThat(project.run(Map.of("CI_COMMIT_TAG", "v0.2.0"), "notes").exitCode()).isZero();
  }

  /** What is not released yet stands in the first section, under that name or the version's. */
  @Test
  void theChangelogIsAboutThePomsVersion() throws IOException {
    Matcher first =
        Pattern.compile("(?m)^## (\\S+)").matcher(Files.readString(Path.of("CHANGELOG.md")));
    assertThat(first.find()).isTrue();

    assertThat(first.group(1)).isIn("Unreleased", version());
  }

  @Test
  void theScriptsReadTheVersionThatMavenKnows() throws IOException {
    Run run = new ReleaseScripts(Path.of("").toAbsolutePath()).run(Map.of(), "version");

    assertThat(run.output().strip()).isEqualTo(version());
  }

  private static String version() throws IOException {
    try (InputStream in =
        ReleaseNotesTest.class.getResourceAsStream("/dev/migratedeploy/version.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private Run notes(String tag) {
    return project.run(Map.of(), "notes", tag);
  }
}
