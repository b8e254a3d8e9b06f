package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.cli.Prompt.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a job looks that comes as far as its heading: the scripts it should deploy are missing. */
class PageTest {
  private static final String ESCAPE = "\u001b[";

  private final Prompt prompt;

  PageTest(@TempDir Path directory) {
    prompt = new Prompt(directory);
  }

  @BeforeEach
  void prepare() {
    prompt
        .write(Prompt.CONFIG, Prompt.SETTINGS)
        .with("CI_API_V4_URL", "http://127.0.0.1:1/api/v4")
        .with("CI_PROJECT_ID", "42")
        .with("CI_PROJECT_PATH", "shop/orders")
        .with("CI_COMMIT_SHA", "a".repeat(40))
        .with("CI_JOB_TOKEN", "token")
        .with("MIGRATE_DEPLOY_ENV", "staging");
  }

  @Test
  void theHeadingStandsFirstAndTheVerdictLast() {
    Run run = prompt.run("--color=never").exits(2);

    assertThat(run.lines().get(0)).startsWith("migrate-deploy").contains("shop/orders");
    assertThat(run.output()).contains("db-migrations/scripts");
    assertThat(run.lines().get(run.lines().size() - 1)).startsWith("Next");
  }

  @Test
  void quietPrintsTheResultAlone() {
    Run run = prompt.run("-q", "--color=never").exits(2);

    assertThat(run.lines().get(0)).startsWith("Result").contains("REFUSED");
    assertThat(run.output()).contains("Next").doesNotContain("shop/orders");
  }

  @Test
  void colourIsThereAlwaysOrNever() {
    assertThat(prompt.run("--color=always").exits(2).output()).contains(ESCAPE);
    assertThat(prompt.run("--color", "never").exits(2).output()).doesNotContain(ESCAPE);
  }

  @Test
  void gitLabShowsColoursUnlessSomeoneWantsNone() {
    prompt.with("GITLAB_CI", "true");
    assertThat(prompt.run().exits(2).output()).contains(ESCAPE + "1m");

    prompt.with("NO_COLOR", "1");
    assertThat(prompt.run().exits(2).output()).doesNotContain(ESCAPE + "1m");
    assertThat(prompt.run("--color=always").exits(2).output()).contains(ESCAPE + "1m");
  }

  @Test
  void anEmptyNoColorWantsColours() {
    prompt.with("GITLAB_CI", "true").with("NO_COLOR", "");

    assertThat(prompt.run().exits(2).output()).contains(ESCAPE + "1m");
  }
}
