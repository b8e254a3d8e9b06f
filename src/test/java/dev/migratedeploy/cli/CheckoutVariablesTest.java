package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.deploy.request.TaskKeys;
import dev.migratedeploy.verdict.RefusedException;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.StoredConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands for GitLab's variables outside of a job. */
class CheckoutVariablesTest {
  @TempDir Path directory = Path.of("");

  @Test
  void aLaptopFindsTheTasksOfTheJob() throws Exception {
    origin("git@gitlab.example.com:shop/orders.git");
    CiContext job =
        CiContext.of(
            Map.of(
                "CI_API_V4_URL", "https://gitlab.example.com/api/v4",
                "CI_PROJECT_ID", "42",
                "CI_PROJECT_PATH", "shop/orders",
                "CI_COMMIT_SHA", "a".repeat(40),
                "CI_JOB_TOKEN", "token"));
    CiContext laptop = CiContext.perhapsWithoutToken(of(Map.of()));

    for (String environment : new String[] {"staging", "review/my branch", "eu west"}) {
      assertThat(TaskKeys.startedBy(laptop, environment))
          .isEqualTo(TaskKeys.startedBy(job, environment));
    }
    assertThat(laptop.hasToken()).isFalse();
    assertThat(laptop.apiUrl()).hasToString("https://gitlab.example.com/api/v4");
  }

  @Test
  void aVariableBeatsTheCheckout() throws Exception {
    origin("git@gitlab.example.com:me/fork.git");
    assertThat(of(Map.of("CI_PROJECT_PATH", "shop/orders")))
        .containsEntry("CI_PROJECT_PATH", "shop/orders")
        .containsEntry("CI_PROJECT_ID", "shop/orders");
    assertThat(of(Map.of("CI_PROJECT_PATH", " "))).containsEntry("CI_PROJECT_PATH", "me/fork");
  }

  @Test
  void aGitLabBelowARelativeUrlIsNotPartOfThePath() throws Exception {
    origin("https://example.com/gitlab/shop/orders.git");
    assertThat(of(Map.of("CI_API_V4_URL", "https://example.com/gitlab/api/v4")))
        .containsEntry("CI_PROJECT_PATH", "shop/orders");
  }

  @Test
  void withoutARemoteTheVariableIsNamed() throws Exception {
    assertThatThrownBy(() -> of(Map.of()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("CI_PROJECT_PATH is not set")
        .hasMessageContaining("not a git checkout");
    origin("/srv/git/orders.git");
    assertThatThrownBy(() -> of(Map.of())).hasMessageContaining("remote origin names no project");
  }

  private Map<String, String> of(Map<String, String> variables) {
    return CheckoutVariables.of(variables, directory);
  }

  private void origin(String url) throws Exception {
    try (Git git = Git.init().setDirectory(directory.toFile()).call()) {
      StoredConfig config = git.getRepository().getConfig();
      config.setString("remote", "origin", "url", url);
      config.save();
    }
  }
}
