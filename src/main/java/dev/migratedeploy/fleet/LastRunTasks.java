package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.deploy.request.FlywayCommands;
import dev.migratedeploy.deploy.request.TaskTargets;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.targets.Wave;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tasks of an environment that belong to its last run: they have the same image and command as
 * the newest one. Of a database that several of them had, the newest one counts.
 */
final class LastRunTasks {
  private static final String NO_WAVE = "all";

  private final Targets known;
  private final boolean migrated;
  private final Map<String, Target> targets = new LinkedHashMap<>();
  private final Map<String, FoundTask> newest = new LinkedHashMap<>();
  private final Map<FoundTask, TargetGroup> groups = new LinkedHashMap<>();

  /**
   * Those of one run.
   *
   * @param known the environment's databases, as the settings have them now
   * @param first the newest task
   * @param all in any order
   */
  LastRunTasks(Targets known, FoundTask first, List<FoundTask> all) {
    this.known = known;
    this.migrated = FlywayCommands.mayMigrate(first.command());
    add(first);
    all.stream()
        .filter(task -> task.image().equals(first.image()))
        .filter(task -> task.command().equals(first.command()))
        .filter(task -> !task.task().arn().equals(first.task().arn()))
        .sorted((one, other) -> other.createdAt().compareTo(one.createdAt()))
        .forEach(this::add);
  }

  private void add(FoundTask task) {
    List<TaskTargets.Row> rows = TaskTargets.of(task).map(TaskTargets::rows).orElse(List.of());
    List<Target> its = rows.stream().map(this::target).toList();
    boolean asBefore =
        its.stream()
            .allMatch(it -> targets.getOrDefault(it.name(), it).variables().equals(it.variables()));
    if (its.isEmpty() || !asBefore || its.stream().noneMatch(this::isMeant)) {
      return;
    }
    for (Target target : its) {
      targets.putIfAbsent(target.name(), target);
      newest.putIfAbsent(target.name(), task);
    }
    groups.put(task, new TargetGroup(wave(its.get(0)), its));
  }

  /** Of all that are known, only those that were chosen. */
  private boolean isMeant(Target target) {
    return !known.partial() || known.all().stream().anyMatch(it -> it.name().equals(target.name()));
  }

  private Target target(TaskTargets.Row row) {
    Map<String, String> fields =
        known.all().stream()
            .filter(it -> it.name().equals(row.name()))
            .findFirst()
            .map(Target::fields)
            .orElse(Map.of());
    return new Target(row.name(), fields, row.variables());
  }

  private String wave(Target target) {
    return known.waves().stream()
        .filter(wave -> wave.targets().stream().anyMatch(it -> it.name().equals(target.name())))
        .findFirst()
        .map(Wave::name)
        .orElse(NO_WAVE);
  }

  /** What each task migrates, the newest first. */
  Map<FoundTask, TargetGroup> groups() {
    return groups;
  }

  /** Whether what a task did to a database is what is wanted of it. */
  boolean counts(String arn, Target target) {
    return isMeant(target)
        && Optional.ofNullable(newest.get(target.name()))
            .filter(task -> task.task().arn().equals(arn))
            .isPresent();
  }

  /** Whether all of them were created after that time, as far as ECS remembers. */
  boolean beganAfter(Instant time) {
    return groups.keySet().stream().allMatch(task -> task.createdAt().isAfter(time));
  }

  /**
   * The databases that no task of them had, although they are in the list. Only a deploy records
   * whether it was for all of them, and another command may have been for one of them.
   */
  List<Target> without() {
    return migrated
        ? known.all().stream().filter(it -> !targets.containsKey(it.name())).toList()
        : List.of();
  }

  /**
   * The databases of all of them.
   *
   * @param without others that are accounted for, too
   */
  Targets targets(List<Target> without) {
    Map<String, List<Target>> byWave = new LinkedHashMap<>();
    Stream.concat(
            groups.values().stream(),
            without.stream().map(it -> new TargetGroup(wave(it), List.of(it))))
        .forEach(
            group ->
                group
                    .targets()
                    .forEach(
                        target -> {
                          List<Target> its =
                              byWave.computeIfAbsent(group.wave(), name -> new ArrayList<>());
                          if (its.stream().noneMatch(it -> it.name().equals(target.name()))) {
                            its.add(target);
                          }
                        }));
    return new Targets(
        byWave.entrySet().stream()
            .map(wave -> new Wave(wave.getKey(), wave.getValue(), Integer.MAX_VALUE))
            .toList(),
        known.perTask(),
        known.parallel(),
        Map.of(),
        known.partial());
  }
}
