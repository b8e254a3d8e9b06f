package dev.migratedeploy.acceptance.runner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GitLabRunnerVersionTest {
  @Test
  void aRunnerOfTheTestedVersionNeedsNoWord() {
    assertThat(GitLabRunner.difference("Version:      18.1.3\nGit revision: HEAD\n")).isEmpty();
  }

  @Test
  void aRunnerOfAnotherVersionIsSaid() {
    assertThat(GitLabRunner.difference("Version:      18.10.0\n"))
        .hasValueSatisfying(words -> assertThat(words).contains("18.10.0", "made with 18.1,"));
  }

  @Test
  void aRunnerThatDoesNotTellItsVersionIsSaid() {
    assertThat(GitLabRunner.difference("development version\n"))
        .hasValueSatisfying(words -> assertThat(words).contains("unknown version"));
  }
}
