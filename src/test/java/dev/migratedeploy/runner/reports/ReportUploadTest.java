package dev.migratedeploy.runner.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.localcloud.gitlab.LocalGitLab;
import dev.migratedeploy.localcloud.http.LocalServer;
import dev.migratedeploy.localcloud.http.Response;
import dev.migratedeploy.support.Secret;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportUploadTest {
  private static final Verdict VERDICT =
      new Verdict(Verdict.Kind.APPLIED, VerdictDetails.of("1 script applied"));
  private static final long JOB = 8_801;

  private final LocalGitLab gitLab = LocalGitLab.start();
  private final List<String> notes = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private Path reports = Path.of("");

  @BeforeEach
  void files(@TempDir Path job) throws IOException {
    reports = Files.createDirectory(job.resolve("reports"));
    Files.writeString(reports.resolve("junit.xml"), "<testsuites/>");
    Files.writeString(reports.resolve("deploy.env"), "MIGRATE_DEPLOY_VERDICT=APPLIED\n");
    Files.writeString(reports.resolve("annotations.json"), "{}");
    Files.writeString(reports.resolve("codequality.json"), "[]");
    Files.writeString(reports.resolve("task.log"), "Schema ümläut\n");
    Files.writeString(reports.resolve("result.json"), "{\"schema\":1}");
  }

  @AfterEach
  void close() {
    gitLab.close();
  }

  @Test
  void eachReportGoesUpInTheFormThatGitLabWantsOfItsKind() throws IOException {
    upload(gitLab.uri(), gitLab.jobToken(JOB));

    assertThat(gitLab.artifacts().text(JOB, "junit")).isEqualTo("<testsuites/>");
    assertThat(gitLab.artifacts().text(JOB, "dotenv"))
        .isEqualTo("MIGRATE_DEPLOY_VERDICT=APPLIED\n");
    assertThat(gitLab.artifacts().text(JOB, "annotations")).isEqualTo("{}");
    assertThat(gitLab.artifacts().text(JOB, "codequality")).isEqualTo("[]");
    assertThat(archive())
        .contains("migrate-deploy-report/task.log Schema ümläut\n")
        .contains("migrate-deploy-report/result.json {\"schema\":1}")
        .hasSize(6);
    assertThat(notes)
        .containsExactly(
            "report files are uploaded to the job: junit, dotenv, annotations, codequality,"
                + " archive");
    assertThat(warnings).isEmpty();
  }

  @Test
  void theLogsOfManyDatabasesAreInTheArchiveToo() throws IOException {
    Files.createDirectory(reports.resolve("targets"));
    Files.writeString(reports.resolve("targets/acme.log"), "of acme\n");

    upload(gitLab.uri(), gitLab.jobToken(JOB));

    assertThat(archive()).contains("migrate-deploy-report/targets/acme.log of acme\n").hasSize(7);
  }

  @Test
  void oneThatIsMissingTakesNoOtherAlong() throws IOException {
    Files.delete(reports.resolve("deploy.env"));

    upload(gitLab.uri(), gitLab.jobToken(JOB));

    assertThat(gitLab.artifacts().of(JOB)).containsKeys("junit", "codequality", "archive");
    assertThat(warnings).singleElement().asString().contains("dotenv", "are lost");
  }

  @Test
  void aTokenThatGitLabDoesNotTakeIsSaidOnceAndNotShown() {
    upload(gitLab.uri(), gitLab.jobToken(JOB + 1));

    assertThat(gitLab.artifacts().of(JOB)).isEmpty();
    assertThat(notes).isEmpty();
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("junit, dotenv, annotations, codequality, archive", "are lost", "403")
        .doesNotContain("glcbt");
  }

  @Test
  void aGitLabThatIsNotThereChangesNothingElse() {
    upload(URI.create("http://127.0.0.1:1"), "glcbt-1");

    assertThat(warnings).singleElement().asString().contains("are lost").doesNotContain("glcbt");
  }

  @Test
  void aRedirectDoesNotTakeTheTokenAlong() {
    List<String> stolen = new ArrayList<>();
    try (LocalServer thief =
            LocalServer.start(
                "thief",
                request -> {
                  stolen.add(request.header("JOB-TOKEN").orElse("none"));
                  return Response.empty(201);
                });
        LocalServer redirecting =
            LocalServer.start(
                "redirecting",
                request -> {
                  request.body().readAllBytes();
                  return Response.empty(307).with("Location", thief.uri() + request.path());
                })) {
      upload(redirecting.uri(), "glcbt-1");
    }

    assertThat(stolen).isEmpty();
    assertThat(warnings).singleElement().asString().contains("307");
  }

  private void upload(URI server, String token) {
    new ReportUpload(reports, server, JOB, Secret.of(token), notes::add, warnings::add)
        .on(new VerdictReached(VERDICT));
  }

  private List<String> archive() throws IOException {
    List<String> entries = new ArrayList<>();
    byte[] zip = gitLab.artifacts().of(JOB).getOrDefault("archive", new byte[0]);
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.add(entry.getName() + " " + new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }
}
