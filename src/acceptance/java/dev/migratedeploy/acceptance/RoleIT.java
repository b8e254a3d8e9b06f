package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.Project;
import dev.migratedeploy.localcloud.aws.Call;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job that has no AWS key, but GitLab's ID token. */
class RoleIT extends EndToEnd {
  private static final String ID_TOKEN = "eyJ.made-by.gitlab";

  private final Project.Job job =
      project.prepare(
          commit(
              settings() + "    role-arn: arn:aws:iam::123456789012:role/migrate\n",
              Map.of("V1__tea.sql", "SELECT pg_sleep(2);")),
          environment);

  @BeforeEach
  void haveNoKey() {
    job.variables().keySet().removeIf(name -> name.matches("AWS_(ACCESS|SECRET).*"));
    job.variables().put("MIGRATE_DEPLOY_ID_TOKEN", ID_TOKEN);
  }

  @AfterEach
  void mend() {
    cloud.aws().sts().sessionsLast(Duration.ofHours(1));
  }

  @Test
  void noKeyIsNeededAnywhere() {
    int before = cloud.aws().calls().all().size();

    assertExit(project.run(job, environment, "deploy"), 0, "APPLIED");

    assertThat(cloud.aws().calls().all().stream().skip(before))
        .filteredOn(call -> call.operation().matches("RunTask|DescribeTasks|GetLogEvents"))
        .extracting(Call::accessKeyId)
        .isNotEmpty()
        .allMatch(key -> key.startsWith("ASIA"));
  }

  @Test
  void aRoleThatEndsInTheMiddleIsTakenOnAgain() {
    cloud.aws().sts().sessionsLast(Duration.ofSeconds(30));

    assertExit(project.run(job, environment, "deploy"), 0, "APPLIED");
  }
}
