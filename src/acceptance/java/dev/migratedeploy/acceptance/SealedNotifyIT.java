package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.acceptance.runner.StageOutcome;
import dev.migratedeploy.localcloud.gitlab.PickedJob;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom a sealed runner tells of a job: those of its policy, and nobody of the project's choice. */
class SealedNotifyIT extends SealedMode {
  private static final String POLICYS = "/policy/only-the-host-knows-this-path";
  private static final String PROJECTS = "/project/only-the-project-knows-this";

  private static final Map<String, String> WRONG =
      Map.of("V1__tea.sql", "CREATE TABLE tea (name no_such_type);");

  private final MessageReceiver receiver = new MessageReceiver();

  @AfterEach
  void close() {
    receiver.close();
  }

  @Override
  String settings() {
    return super.settings() + "notify: [{to: json, url: \"${HOOK}\"}]\n";
  }

  @Override
  String policy() {
    return super.policy() + "        notify: [{to: json, url: \"${HOOK}\"}]\n";
  }

  @Override
  Map<String, String> hostVariables() {
    Map<String, String> variables = super.hostVariables();
    variables.put("HOOK", receiver.address(POLICYS));
    return variables;
  }

  @Test
  void thePolicysReceiverIsToldAndTheProjectsIsNot() throws IOException {
    PickedJob job = pick(commit(WRONG)).variable("HOOK", receiver.address(PROJECTS));

    StageOutcome outcome = run(job);

    assertThat(outcome.exitCode()).as(outcome.log()).isEqualTo(1);
    assertThat(outcome.log())
        .contains("notify in db-migrations/migrate-deploy.yml is ignored: the runner's policy")
        .doesNotContain("only-the-host", "could not notify");
    assertThat(receiver.at(PROJECTS)).isEmpty();
    assertThat(receiver.at(POLICYS))
        .singleElement()
        .satisfies(
            message ->
                assertThat(message.body())
                    .contains("\"FAILED\"", "no_such_type", environment, "shop/orders"));
    assertThat(archive(job)).allSatisfy((name, text) -> assertSealed(text));
  }

  @Test
  void theJobsPageIsUploadedAndGitLabLinksIt() throws IOException {
    PickedJob job = pick(commit(WRONG));

    StageOutcome outcome = run(job);

    assertThat(outcome.exitCode()).as(outcome.log()).isEqualTo(1);
    assertThat(archive(job).get("migrate-deploy-report/report.html"))
        .contains("FAILED", "no_such_type");
    assertThat(cloud.gitlab().artifacts().text(job.id(), "annotations"))
        .contains("/-/jobs/" + job.id() + "/artifacts/file/migrate-deploy-report/report.html");
  }

  private static void assertSealed(String text) {
    assertThat(text).doesNotContain("only-the-host", "only-the-project");
  }

  private Map<String, String> archive(PickedJob job) throws IOException {
    Map<String, String> files = new TreeMap<>();
    byte[] archive = cloud.gitlab().artifacts().of(job.id()).getOrDefault("archive", new byte[0]);
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertThat(files).isNotEmpty();
    return files;
  }
}
