package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.deploy.request.FlywayCommands;
import dev.migratedeploy.deploy.request.TaskTargets;
import dev.migratedeploy.targets.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which tasks that ECS still knows may prove that a database is done: of those that had it the
 * newest one, if it did this very work. After any other one the database may be another.
 */
final class EarlierRuns {
  /**
   * A task that may.
   *
   * @param counts the names of the databases that no later task had
   */
  record Earlier(FoundTask task, TargetGroup group, Set<String> counts) {
    Earlier {
      counts = Set.copyOf(counts);
    }

    boolean counts(Target target) {
      return counts.contains(target.name());
    }
  }

  private final SameWork same;
  private final Set<String> decided = new HashSet<>();
  private final List<Earlier> found = new ArrayList<>();

  private EarlierRuns(SameWork same) {
    this.same = same;
  }

  /** Those among all tasks of the environment. */
  static List<Earlier> among(List<FoundTask> all, SameWork same) {
    EarlierRuns runs = new EarlierRuns(same);
    for (FoundTask task : newestFirst(all)) {
      if (changedSomething(task) && !runs.take(task)) {
        break;
      }
    }
    return runs.found;
  }

  private static List<FoundTask> newestFirst(List<FoundTask> all) {
    return all.stream()
        .sorted(
            Comparator.comparing(FoundTask::createdAt)
                .thenComparing(task -> task.task().arn())
                .reversed())
        .toList();
  }

  /** One that never ran did nothing, and neither did one that only looked. */
  private static boolean changedSomething(FoundTask task) {
    return !FlywayCommands.onlyLook(task.command())
        && !(task.state().stopped() && !task.mayHaveRun());
  }

  /** Returns whether older tasks may count, too. */
  private boolean take(FoundTask task) {
    Optional<TaskTargets> rows = TaskTargets.of(task).filter(targets -> !targets.none());
    if (rows.isEmpty()) {
      return false; // whose database it had is not known
    }
    Set<String> first = new HashSet<>(rows.get().names());
    first.removeAll(decided);
    decided.addAll(first);
    if (task.over() && !first.isEmpty() && mayHaveSucceeded(task, rows.get())) {
      same.group(task).ifPresent(group -> found.add(new Earlier(task, group, first)));
    }
    return true;
  }

  /** Of several databases some may be done although others are not. */
  private static boolean mayHaveSucceeded(FoundTask task, TaskTargets rows) {
    Optional<Integer> code = task.state().exitCode(task.task().container());
    return code.isPresent() && (code.get() == 0 || rows.names().size() > 1);
  }
}
