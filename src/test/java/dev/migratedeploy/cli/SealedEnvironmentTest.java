package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.support.WaitableClock;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SealedEnvironmentTest {
  @Test
  void theHostsRightsAreSeenAndNothingThatAJobOrAUserSays() {
    Map<String, String> process =
        Map.of(
            "AWS_PROFILE", "migrations",
            "DOCKER_AUTH_CONFIG", "{}",
            "HTTPS_PROXY", "http://proxy:3128",
            "CUSTOM_ENV_AWS_PROFILE", "of-a-user",
            "CI_API_V4_URL", "https://elsewhere",
            "GITLAB_TOKEN", "of-the-host",
            "MIGRATE_DEPLOY_ROLE_ARN", "of-the-host",
            "PATH", "/usr/bin");
    WaitableClock ticker = WaitableClock.system();

    CliEnvironment sealed =
        SealedEnvironment.of(
            new CliEnvironment(process, Path.of(""), System.out, new Cancellation(ticker), ticker));

    assertThat(sealed.variables())
        .containsOnlyKeys("AWS_PROFILE", "DOCKER_AUTH_CONFIG", "HTTPS_PROXY", "GITLAB_CI");
    assertThat(sealed.gitLab()).isTrue();
  }
}
