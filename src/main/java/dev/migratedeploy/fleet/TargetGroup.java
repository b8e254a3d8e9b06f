package dev.migratedeploy.fleet;

import dev.migratedeploy.targets.Target;
import java.util.List;
import java.util.Set;

/** The databases that one task migrates, one after another. No two groups are the same one. */
final class TargetGroup {
  private final String wave;
  private final List<Target> targets;

  /** How many of its tasks have let another job's go first. */
  private int yielded;

  TargetGroup(String wave, List<Target> targets) {
    this.wave = wave;
    this.targets = List.copyOf(targets);
  }

  String wave() {
    return wave;
  }

  List<Target> targets() {
    return targets;
  }

  int size() {
    return targets.size();
  }

  /** The same group unless it has some of them. */
  TargetGroup without(Set<Target> others) {
    List<Target> left = targets.stream().filter(target -> !others.contains(target)).toList();
    return left.size() == targets.size() ? this : new TargetGroup(wave, left);
  }

  /** Tells apart the tasks that are started for it one after another; the first one is 0. */
  int start() {
    return yielded;
  }

  /** Its task was stopped before it ran: the next one is another one. */
  void yielded() {
    yielded++;
  }
}
