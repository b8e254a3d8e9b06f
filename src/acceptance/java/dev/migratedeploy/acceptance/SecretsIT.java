package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.demo.ToolRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No secret of a run is in its log or in a report, whatever has printed it. */
class SecretsIT extends EndToEnd {
  SecretsIT() {
    super(ToolRun.processes());
  }

  @Test
  void whatAScriptPrintsOfThemIsCutOutOfTheLogAndEveryReport() {
    Project.Job job = job(Map.of("V1__a.sql", "SELECT 1;"));
    String token = String.valueOf(job.variables().get("GITLAB_TOKEN"));
    String jobToken = String.valueOf(job.variables().get("CI_JOB_TOKEN"));
    String header =
        Base64.getEncoder().encodeToString(("oauth2:" + token).getBytes(StandardCharsets.UTF_8));
    write(
        job,
        "V2__b.sql",
        "DO $$ BEGIN RAISE NOTICE 'token %s and %s'; END $$;%nINSERT INTO \"%s\" VALUES (1);"
            .formatted(jobToken, header, token));

    ToolProcess.Result result =
        tool.run(job.directory(), job.variables(), List.of("--env", environment, "-v"));

    assertExit(result, 1, "Result   FAILED", "[MASKED]");
    String core = header.substring(10, header.length() - 4);
    assertThat(result.output()).doesNotContain(token, jobToken, core);
    JobReports reports = JobReports.of(job);
    assertThat(reports.texts())
        .isNotEmpty()
        .allSatisfy((file, text) -> assertThat(text).doesNotContain(token, jobToken, core));
    assertThat(reports.result()).contains("[MASKED]");
  }

  @Test
  void aTokenWithALineBreakIsRefusedByItsNameBeforeAnythingIsSent() {
    Project.Job job = job(Map.of("V1__a.sql", "SELECT 1;"));
    job.variables().computeIfPresent("GITLAB_TOKEN", (name, token) -> token + "\n");
    int before = cloud.gitlab().requests().size();

    ToolProcess.Result result =
        tool.run(job.directory(), job.variables(), List.of("--env", environment));

    assertExit(result, 2, "REFUSED  could not use GITLAB_TOKEN: a line break");
    assertThat(cloud.gitlab().requests()).hasSize(before);
  }

  private Project.Job job(Map<String, String> scripts) {
    return project.prepare(commit(scripts), environment);
  }

  private static void write(Project.Job job, String name, String sql) {
    try {
      Files.writeString(job.directory().resolve("db-migrations/scripts").resolve(name), sql);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
