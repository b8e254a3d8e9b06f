package dev.migratedeploy.targets;

import dev.migratedeploy.config.ConfigProblems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts databases into their waves: each into the first that takes it. */
final class WavePlan {
  private static final WaveSettings ALL = new WaveSettings(0, "all", Map.of(), FailureBudget.NONE);

  private WavePlan() {}

  static List<Wave> of(
      TargetsSettings settings, Map<TargetRow, Target> targets, ConfigProblems problems) {
    List<WaveSettings> asked = settings.waves().isEmpty() ? List.of(ALL) : settings.waves();
    Map<WaveSettings, List<Target>> waves = new LinkedHashMap<>();
    asked.forEach(wave -> waves.put(wave, new ArrayList<>()));
    targets.forEach(
        (row, target) ->
            asked.stream()
                .filter(wave -> wave.takes(row))
                .findFirst()
                .ifPresentOrElse(
                    wave -> waves.get(wave).add(target),
                    () -> problems.add(row.line(), row.name(), "no wave takes it")));
    List<Wave> planned = new ArrayList<>();
    waves.forEach(
        (wave, its) -> planned.add(new Wave(wave.name(), its, wave.failures().of(its.size()))));
    return planned;
  }
}
