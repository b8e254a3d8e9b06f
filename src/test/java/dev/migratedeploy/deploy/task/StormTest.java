package dev.migratedeploy.deploy.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole deploys through random storms. {@code -Dstorm.rounds=N} runs more of them, {@code
 * -Dstorm.seed=N} a single one.
 */
class StormTest {
  private static final String FIRST_JOB = "8841";

  @Test
  void noStormMakesADeployLie(@TempDir Path project) throws IOException {
    ScriptFolder scripts = scripts(project);
    long first = Long.getLong("storm.seed", 0);
    long rounds = Long.getLong("storm.seed") == null ? Long.getLong("storm.rounds", 2_000) : 1;
    Map<String, Integer> verdicts = new TreeMap<>();
    Map<String, Integer> troubles = new TreeMap<>();
    for (long seed = first; seed < first + rounds; seed++) {
      Storm storm = new Storm(seed, scripts);
      verdicts.merge(verdict(seed, storm), 1, Integer::sum);
      storm.dice().troubles().forEach((name, count) -> troubles.merge(name, count, Integer::sum));
    }
    System.out.printf(
        "%,d storms from seed %d: %s%nthey had %s%n", rounds, first, verdicts, troubles);
    if (rounds >= 2_000) {
      assertThat(verdicts.keySet())
          .contains("APPLIED", "FAILED", "NOT STARTED", "REFUSED", "STILL RUNNING", "UNKNOWN");
      assertThat(verdicts.get("APPLIED")).isGreaterThan(300);
      for (Observed.Trust trust : Observed.Trust.values()) {
        assertThat(troubles.get("observer heard " + trust)).as("%s", trust).isGreaterThan(5);
      }
    }
  }

  static ScriptFolder scripts(Path project) throws IOException {
    Path folder = Files.createDirectories(project.resolve("scripts"));
    for (int script = 1; script <= StormTask.SCRIPTS; script++) {
      Files.writeString(folder.resolve("V" + script + "__a.sql"), "select " + script + ";\n");
    }
    return ScriptFolder.read(project, "scripts");
  }

  private static String verdict(long seed, Storm storm) {
    try {
      return weather(storm);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
    }
  }

  private static String weather(Storm storm) {
    Storm.Run run = storm.run(FIRST_JOB);
    new StormRules(storm.ecs(), run, 1).check();
    storm.dice().count("observer heard " + run.journal().observed().trust());
    if (storm.dice().percent(20)) {
      again(storm);
    }
    return run.verdict().title();
  }

  /** The same job again, or another one: no two tasks run at once, and no job starts two. */
  private static void again(Storm storm) {
    storm.clock().pass(storm.dice().between(3_000, storm.dice().percent(50) ? 5_000 : 60_000));
    String job = storm.dice().percent(50) ? "8842" : FIRST_JOB;
    Storm.Run run = storm.run(job);
    new StormRules(storm.ecs(), run, job.equals(FIRST_JOB) ? 1 : 2).check();
  }
}
