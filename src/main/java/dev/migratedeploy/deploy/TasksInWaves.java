package dev.migratedeploy.deploy;

import dev.migratedeploy.deploy.event.FleetOutline.WaveOutline;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.targets.Targets;
import java.util.List;
import java.util.stream.Collectors;

/** What a run over many databases would start, as a sentence of a dry run. */
final class TasksInWaves {
  private TasksInWaves() {}

  /**
   * The sentence.
   *
   * @param tasks how many there are in all
   */
  static String of(Targets targets, int tasks) {
    List<WaveOutline> waves =
        targets.waves().stream()
            .map(wave -> new WaveOutline(wave.name(), wave.targets().size()))
            .toList();
    int databases = waves.stream().mapToInt(WaveOutline::targets).sum();
    return "do that for "
        + HumanReadable.count(databases, "database")
        + (targets.partial() ? " that --target names" : "")
        + " in "
        + HumanReadable.count(tasks, "task")
        + ", "
        + targets.parallel()
        + " at once at most"
        + (waves.size() > 1 ? ", in waves: " + inOrder(waves) : "");
  }

  private static String inOrder(List<WaveOutline> waves) {
    return waves.stream()
        .map(wave -> wave.name() + " " + wave.targets())
        .collect(Collectors.joining(", then "));
  }
}
