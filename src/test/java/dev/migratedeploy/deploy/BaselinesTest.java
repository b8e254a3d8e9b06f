package dev.migratedeploy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.changes.ComparisonBase;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BaselinesTest {
  private static final String SHA = "9be01d4c5a3f2b1e0d9c8b7a69584736251403f2";

  @Test
  void everyBaselineIsSaidInWords() {
    assertThat(
            Baselines.words(
                new ComparisonBase.LastDeployment(SHA, Instant.parse("2025-11-21T10:14:59Z"), 7)))
        .isEqualTo("9be01d4c, deployed on 21 Nov 10:14 UTC");
    assertThat(Baselines.words(new ComparisonBase.GivenCommit(SHA))).isEqualTo("9be01d4c");
    assertThat(Baselines.words(new ComparisonBase.LostCommit(SHA)))
        .isEqualTo("the last deployment, whose commit 9be01d4c is gone");
    assertThat(Baselines.words(new ComparisonBase.NoDeploymentYet()))
        .isEqualTo("the first deployment is still to come");
  }

  @Test
  void aShortNameStaysAsItIs() {
    assertThat(Baselines.shortSha("main")).isEqualTo("main");
  }
}
