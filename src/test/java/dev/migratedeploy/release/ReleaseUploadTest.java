package dev.migratedeploy.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.release.ReleaseScripts.Run;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code .ci/release/upload} and {@code publish}, against a package registry on this machine. */
@EnabledIf(value = "hasCurl", disabledReason = "curl is not on the path")
class ReleaseUploadTest {
  private final ReleaseReceiver gitlab = new ReleaseReceiver();
  private final ReleaseScripts project;

  ReleaseUploadTest(@TempDir Path folder) {
    project =
        ReleaseScripts.in(folder)
            .put("target/migrate-deploy.jar", "jar")
            .put("target/migrate-deploy.cdx.json", "{}")
            .put("notes.md", "- One & \"two\" 100 % ü\n");
  }

  static boolean hasCurl() {
    return dev.migratedeploy.acceptance.OnPath.has("curl");
  }

  @AfterEach
  void stop() {
    gitlab.close();
  }

  @Test
  void theFilesAreInTheProjectsPackageOfThisVersion() {
    Run run = upload();

    assertThat(run.exitCode()).as(run.error()).isZero();
    assertThat(gitlab.packages())
        .containsOnly(
            Map.entry("migrate-deploy/0.2.0/migrate-deploy.jar", "jar"),
            Map.entry("migrate-deploy/0.2.0/migrate-deploy.cdx.json", "{}"));
  }

  /** A release that failed half way is finished by starting the job again (OpenAPPA#312). */
  @Test
  void aJobThatIsStartedAgainUploadsNothingTwice() {
    upload();
    Run again = upload();

    assertThat(again.exitCode()).as(again.error()).isZero();
    assertThat(again.output()).contains("is there:  migrate-deploy.jar");
    assertThat(gitlab.uploads()).isEqualTo(2);
  }

  @Test
  void whatIsPublishedIsNeverReplaced() {
    upload();
    Run run =
        project
            .put("target/migrate-deploy.jar", "other")
            .run(variables(), "upload", "target/migrate-deploy.jar");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .contains(
            "migrate-deploy.jar 0.2.0 is published with another content", "raise the version");
    assertThat(gitlab.packages()).containsEntry("migrate-deploy/0.2.0/migrate-deploy.jar", "jar");
  }

  /** GitLab redirects a download to its object storage, which must not see the token. */
  @Test
  void theTokenDoesNotFollowARedirect() {
    gitlab.redirects();
    upload();
    Run again = upload();

    assertThat(again.exitCode()).as(again.error()).isZero();
    assertThat(again.output()).contains("is there:  migrate-deploy.jar");
    assertThat(gitlab.tokensInStorage()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "403, at least a Developer",
    "401, start the pipeline again",
    "413, larger than the server",
    "500, see the answer"
  })
  void aRefusalSaysWhatToDo(int status, String said) {
    gitlab.refuses(status);
    Run run = upload();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .contains("status " + status, said, "because")
        .doesNotContain(ReleaseReceiver.TOKEN);
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    gitlab.close();

    assertThat(upload().error()).contains("status 000", "reached from this runner");
  }

  @Test
  void aFileThatWasNotBuiltIsNamedBeforeAnythingIsUploaded() {
    Run run = project.run(variables(), "upload", "target/migrate-deploy.jar", "target/none.json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error()).contains("no file target/none.json");
    assertThat(gitlab.packages()).isEmpty();
  }

  @Test
  void theReleaseHasTheNotesAndALinkForEachFile() {
    Run run = publish();

    assertThat(run.exitCode()).as(run.error()).isZero();
    assertThat(gitlab.release())
        .containsEntry("tag_name", "v0.2.0")
        .containsEntry("description", "- One & \"two\" 100 % ü\n");
    assertThat(gitlab.links())
        .containsExactly(
            "name=migrate-deploy.jar url="
                + gitlab.api()
                + "/projects/7/packages/generic/migrate-deploy/0.2.0/migrate-deploy.jar",
            "name=migrate-deploy.cdx.json url="
                + gitlab.api()
                + "/projects/7/packages/generic/migrate-deploy/0.2.0/migrate-deploy.cdx.json");
  }

  @Test
  void aReleaseThatIsThereIsLeft() {
    publish();

    assertThat(publish().output()).contains("is there:  the release v0.2.0");
  }

  private Run upload() {
    return project.run(
        variables(), "upload", "target/migrate-deploy.jar", "target/migrate-deploy.cdx.json");
  }

  private Run publish() {
    return project.run(
        variables(),
        "publish",
        "notes.md",
        "target/migrate-deploy.jar",
        "target/migrate-deploy.cdx.json");
  }

  private Map<String, String> variables() {
    return Map.of(
        "CI_API_V4_URL", gitlab.api(), "CI_PROJECT_ID", "7", "CI_JOB_TOKEN", ReleaseReceiver.TOKEN);
  }
}
