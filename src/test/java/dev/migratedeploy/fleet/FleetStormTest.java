package dev.migratedeploy.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whole fleets through random storms. {@code -Dfleet.rounds=N} runs more of them, {@code
 * -Dfleet.seed=N} a single one.
 */
class FleetStormTest {
  private static final int ROUNDS = 80;

  @Test
  void noStormMakesAFleetLie() {
    long first = Long.getLong("fleet.seed", 0);
    long rounds = Long.getLong("fleet.seed") == null ? Long.getLong("fleet.rounds", ROUNDS) : 1;
    Map<String, Integer> verdicts = new TreeMap<>();
    Map<String, Integer> databases = new TreeMap<>();
    Map<String, Integer> troubles = new TreeMap<>();
    for (long seed = first; seed < first + rounds; seed++) {
      FleetStorm storm = new FleetStorm(seed);
      try {
        storm.run();
        new FleetRules(storm.cloud(), storm.jobs()).check();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
      for (FleetJob job : storm.jobs()) {
        job.verdict().ifPresent(verdict -> verdicts.merge(verdict.title(), 1, Integer::sum));
        job.ended().forEach(it -> databases.merge(title(it), 1, Integer::sum));
      }
      storm.dice().troubles().forEach((name, count) -> troubles.merge(name, count, Integer::sum));
    }
    System.out.printf(
        "%,d fleets from seed %d: %s%ntheir databases: %s%nthey had %s%n",
        rounds, first, verdicts, databases, troubles);
    if (rounds >= ROUNDS) {
      assertThat(verdicts.keySet()).contains("APPLIED", "FAILED", "NOT STARTED", "UNKNOWN");
      assertThat(databases.keySet()).contains("passed over", "APPLIED", "FAILED", "NOT STARTED");
    }
  }

  private static String title(FleetJob.Ended ended) {
    return ended.result().run().passedOver() ? "passed over" : ended.result().verdict().title();
  }
}
