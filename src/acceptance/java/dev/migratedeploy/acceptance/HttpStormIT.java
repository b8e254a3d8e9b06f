package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.Stage;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.LocalCloud;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whole deploys of real scripts into a real database while AWS fails at random, over HTTP. {@code
 * -Dstorm.http.rounds=N} runs more of them, {@code -Dstorm.http.seed=N} a single one.
 */
class HttpStormIT {
  private static final long SEED = Long.getLong("storm.http.seed", 0);
  private static final long ROUNDS =
      Long.getLong("storm.http.seed") == null ? Long.getLong("storm.http.rounds", 10) : 1;

  private final LocalCloud cloud = SharedCloud.get();

  @AfterEach
  void clear() {
    Weather.clear(cloud.aws());
  }

  @Test
  void noStormOverHttpMakesADeployLie() {
    Map<Integer, Integer> exitCodes = new TreeMap<>();
    for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
      exitCodes.merge(storm(seed), 1, Integer::sum);
      Weather.clear(cloud.aws());
    }
    System.out.printf("%d storms over HTTP from seed %d: exit codes %s%n", ROUNDS, SEED, exitCodes);
  }

  private int storm(long seed) {
    Random random = new Random(seed);
    boolean fails = random.nextInt(3) == 0;
    Stage stage =
        new Stage(cloud, "storm" + seed)
            .script("V2__milk.sql", "CREATE TABLE milk (id int);")
            .script("V3__cups.sql", fails ? "CREATE TABEL cups (id int);" : "SELECT 1;");
    new Weather(random).over(cloud.aws());

    ToolProcess.Result result = stage.run();

    String what = "seed " + seed + ":\n" + result.output();
    Weather.clear(cloud.aws());
    List<String> tasks = stage.tasks();
    assertThat(tasks).as(what).hasSizeLessThanOrEqualTo(1);
    List<String> log = tasks.isEmpty() ? List.of() : stage.logOf(tasks.get(0));
    List<String> applied = cloud.database().appliedScripts(stage.environment());
    switch (result.exitCode()) {
      case 0 -> assertThat(applied).as(what).hasSize(3);
      case 1 -> assertThat(fails).as(what).isTrue();
      case 3 -> assertThat(tasks).as(what).isEmpty();
      default -> assertThat(result.exitCode()).as(what).isEqualTo(4);
    }
    if (result.exitCode() < 2) {
      assertThat(stage.reported("task.log")).as(what).isEqualTo(String.join("\n", log) + "\n");
    }
    return result.exitCode();
  }
}
