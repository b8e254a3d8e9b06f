package dev.migratedeploy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.targets.Wave;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a dry run says of many databases. */
class TasksInWavesTest {
  @Test
  void theWavesAreToldInTheirOrder() {
    assertThat(TasksInWaves.of(new Targets(waves(), 20, 10, Map.of(), false), 4))
        .isEqualTo(
            "do that for 43 databases in 4 tasks, 10 at once at most, in waves: canary 2, then"
                + " rest 41");
  }

  @Test
  void oneWaveIsNotNamedAndTheOptionIs() {
    assertThat(TasksInWaves.of(new Targets(waves().subList(0, 1), 1, 3, Map.of(), true), 2))
        .isEqualTo("do that for 2 databases that --target names in 2 tasks, 3 at once at most");
  }

  private static List<Wave> waves() {
    return List.of(wave("canary", 2), wave("rest", 41));
  }

  private static Wave wave(String name, int databases) {
    return new Wave(
        name,
        IntStream.range(0, databases)
            .mapToObj(number -> new Target(name + number, Map.of(), Map.of()))
            .toList(),
        0);
  }
}
