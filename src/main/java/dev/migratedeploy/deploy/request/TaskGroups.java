package dev.migratedeploy.deploy.request;

import dev.migratedeploy.aws.ecs.OverridesLength;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.targets.Wave;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which databases go into one task: as many as {@code per-task} says, those with the same values of
 * the fields of {@code at-most} together as far as that makes no further task, and no more than
 * RunTask takes.
 *
 * @param groups what each task migrates, in the order of the waves
 * @param note what to tell where {@code per-task} could not be kept
 */
public record TaskGroups(List<List<Target>> groups, Optional<String> note) {
  private static final int MOST_NAMES = 20;
  private static final String MOST = "8,192 characters of overrides";

  public TaskGroups {
    groups = groups.stream().map(List::copyOf).toList();
  }

  /**
   * Packs the databases of a request; no task has databases of two waves.
   *
   * @throws RefusedException if a database does not fit into a task of its own
   */
  public static TaskGroups of(DeployRequest request, TaskTemplate template) {
    Packing packing = new Packing(request, template);
    packing.checkEach();
    List<List<Target>> groups = new ArrayList<>();
    request.targets().waves().forEach(wave -> groups.addAll(packing.of(wave)));
    return new TaskGroups(groups, packing.note(groups));
  }

  private static final class Packing {
    private final DeployRequest request;
    private final Targets targets;
    private final TaskTemplate template;
    private boolean lowered;

    Packing(DeployRequest request, TaskTemplate template) {
      this.request = request;
      this.targets = request.targets();
      this.template = template;
    }

    /** Every database that does not fit, at once. */
    void checkEach() {
      List<String> problems = new ArrayList<>();
      for (Wave wave : targets.waves()) {
        for (Target target : wave.targets()) {
          int length = length(wave, List.of(target));
          if (length > OverridesLength.MOST) {
            problems.add(target.name() + ": " + length + " characters");
          }
        }
      }
      if (!problems.isEmpty()) {
        int more = problems.size() - MOST_NAMES;
        throw new RefusedException(
            new Problem(
                "the variables of %s are longer than the %s that RunTask takes"
                    .formatted(HumanReadable.count(problems.size(), "database"), MOST),
                Stream.concat(
                        problems.stream().limit(MOST_NAMES),
                        Stream.of("and %d more".formatted(more)).filter(it -> more > 0))
                    .toList(),
                "shorten what targets.environment gives them, or put it into the task definition"));
      }
    }

    List<List<Target>> of(Wave wave) {
      Map<List<String>, List<Target>> alike = new LinkedHashMap<>();
      for (Target target : wave.targets()) {
        alike.computeIfAbsent(limited(target), key -> new ArrayList<>()).add(target);
      }
      List<List<Target>> groups = new ArrayList<>();
      List<Target> rest = new ArrayList<>();
      for (List<Target> some : alike.values()) {
        List<List<Target>> full = split(wave, some);
        if (full.get(full.size() - 1).size() < targets.perTask()) {
          rest.addAll(full.remove(full.size() - 1));
        }
        groups.addAll(full);
      }
      groups.addAll(split(wave, rest));
      return groups;
    }

    private List<String> limited(Target target) {
      return targets.atMost().keySet().stream()
          .sorted()
          .map(field -> target.fields().getOrDefault(field, ""))
          .toList();
    }

    private List<List<Target>> split(Wave wave, List<Target> some) {
      List<List<Target>> groups = new ArrayList<>();
      List<Target> group = new ArrayList<>();
      for (Target target : some) {
        group.add(target);
        boolean tooLong =
            group.size() > 1
                && group.size() <= targets.perTask()
                && length(wave, group) > OverridesLength.MOST;
        lowered |= tooLong;
        if (tooLong || group.size() > targets.perTask()) {
          groups.add(new ArrayList<>(group.subList(0, group.size() - 1)));
          group = new ArrayList<>(List.of(target));
        }
      }
      if (!group.isEmpty()) {
        groups.add(group);
      }
      return groups;
    }

    private int length(Wave wave, List<Target> group) {
      return OverridesLength.of(
          template.container(),
          request.command(),
          request.with(targets.of(wave, group)).variables(template).environment());
    }

    Optional<String> note(List<List<Target>> groups) {
      return lowered
          ? Optional.of(
              "at most %s a task, not %d as per-task says: RunTask takes no more than %s"
                  .formatted(
                      HumanReadable.count(
                          groups.stream().mapToInt(List::size).max().orElse(1), "database"),
                      targets.perTask(),
                      MOST))
          : Optional.empty();
    }
  }
}
