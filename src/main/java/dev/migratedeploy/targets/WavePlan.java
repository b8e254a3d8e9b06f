package dev.migratedeploy.targets;

import dev.migratedeploy.support.HumanReadable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The databases in their waves: each in the first that takes it.
 *
 * @param notes what is probably not meant, but can be done
 */
record WavePlan(List<Wave> waves, List<String> notes) {
  private static final WaveSettings ALL = new WaveSettings(0, "all", Map.of(), FailureBudget.NONE);

  static WavePlan of(
      TargetsSettings settings, Map<TargetRow, Target> targets, TargetProblems problems) {
    checkOrder(settings.waves(), problems);
    List<WaveSettings> asked = settings.waves().isEmpty() ? List.of(ALL) : settings.waves();
    Map<WaveSettings, List<Target>> waves = new LinkedHashMap<>();
    asked.forEach(wave -> waves.put(wave, new ArrayList<>()));
    Map<List<String>, Integer> overlaps = new LinkedHashMap<>();
    targets.forEach(
        (row, target) -> {
          List<WaveSettings> taking = asked.stream().filter(wave -> wave.takes(row)).toList();
          if (taking.isEmpty()) {
            problems.of(row, "no wave takes it; a last wave without match takes the rest");
            return;
          }
          waves.computeIfAbsent(taking.get(0), unused -> new ArrayList<>()).add(target);
          taking.stream()
              .skip(1)
              .filter(wave -> !wave.takesTheRest())
              .forEach(
                  wave ->
                      overlaps.merge(List.of(wave.name(), taking.get(0).name()), 1, Integer::sum));
        });
    List<String> notes = new ArrayList<>();
    overlaps.forEach(
        (two, count) ->
            notes.add(
                "%s of the wave %s %s in %s, which comes first"
                    .formatted(
                        HumanReadable.count(count, "target"),
                        two.get(0),
                        count == 1 ? "is" : "are",
                        two.get(1))));
    List<Wave> planned = new ArrayList<>();
    waves.forEach(
        (wave, its) -> {
          planned.add(new Wave(wave.name(), its, wave.failures().of(its.size())));
          if (its.isEmpty() && !targets.isEmpty() && isKnown(wave, problems)) {
            notes.add("no target is in the wave " + wave.name());
          }
        });
    return new WavePlan(planned, notes);
  }

  private static boolean isKnown(WaveSettings wave, TargetProblems problems) {
    return wave.match().keySet().stream()
        .allMatch(field -> problems.isKnown(field, wave.line(), "waves.match"));
  }

  private static void checkOrder(List<WaveSettings> waves, TargetProblems problems) {
    Set<String> names = new HashSet<>();
    Optional<WaveSettings> rest = Optional.empty();
    for (WaveSettings wave : waves) {
      if (!wave.name().isEmpty() && !names.add(wave.name())) {
        problems.ofSettings(wave.line(), "waves", "two waves have the name " + wave.name());
      }
      if (rest.isPresent()) {
        problems.ofSettings(
            wave.line(),
            "waves",
            "%s comes after %s, which has no match and takes the rest; move it before"
                .formatted(wave.name(), rest.get().name()));
      } else if (wave.takesTheRest()) {
        rest = Optional.of(wave);
      }
    }
  }
}
