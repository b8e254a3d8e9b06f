package dev.migratedeploy.fleet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The tasks that are followed now. */
final class FollowedTasks {
  private final List<FleetTask> tasks = new ArrayList<>();

  /** Every one that was ever followed, by its ARN. */
  private final Set<String> known = new HashSet<>();

  private final Set<String> own = new HashSet<>();

  /** Tasks that had ended before this run, by their ARNs. */
  private final Set<String> earlier = new HashSet<>();

  void add(FleetTask task) {
    tasks.add(task);
    known.add(task.task().arn());
    if (task.origin().own()) {
      own.add(task.task().arn());
    }
  }

  void remove(FleetTask task) {
    tasks.remove(task);
  }

  List<FleetTask> all() {
    return List.copyOf(tasks);
  }

  boolean isEmpty() {
    return tasks.isEmpty();
  }

  /** A task with this ARN had ended before this run. */
  void earlier(String arn) {
    earlier.add(arn);
  }

  /** Whether a task with this ARN was ever followed, or had ended before. */
  boolean knows(String arn) {
    return known.contains(arn) || earlier.contains(arn);
  }

  /** Whether this run has started a task with this ARN. */
  boolean isOwn(String arn) {
    return own.contains(arn);
  }

  /** Whether any was ever followed. */
  boolean hadAny() {
    return !known.isEmpty();
  }

  Stream<FleetTask> where(Predicate<FleetTask> condition) {
    return tasks.stream().filter(condition);
  }

  /** Those that this run has started and whose migration goes on, as far as is known. */
  Stream<FleetTask> own() {
    return where(task -> task.origin().own() && !task.isOver());
  }

  /** Those that another run has started and whose migration goes on. */
  Stream<FleetTask> others() {
    return where(task -> !task.origin().own() && !task.isOver());
  }
}
