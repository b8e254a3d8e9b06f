package dev.migratedeploy.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ComparisonBaseMessagesTest {
  private static final String SHA = "9be01d4c5a3f2b1e0d9c8b7a69584736251403f2";

  @Test
  void everyBaselineIsSaidInWords() {
    assertThat(
            ComparisonBaseMessages.words(
                new ComparisonBase.LastDeployment(SHA, Instant.parse("2025-11-21T10:14:59Z"), 7)))
        .isEqualTo("9be01d4c, deployed on 21 Nov 10:14 UTC");
    assertThat(ComparisonBaseMessages.words(new ComparisonBase.GivenCommit(SHA)))
        .isEqualTo("9be01d4c");
    assertThat(ComparisonBaseMessages.words(new ComparisonBase.LostCommit(SHA)))
        .isEqualTo("the last deployment, whose commit 9be01d4c is gone");
    assertThat(ComparisonBaseMessages.words(new ComparisonBase.NoDeploymentYet()))
        .isEqualTo("the first deployment is still to come");
  }

  @Test
  void aShortNameStaysAsItIs() {
    assertThat(ComparisonBaseMessages.shortSha("main")).isEqualTo("main");
  }
}
