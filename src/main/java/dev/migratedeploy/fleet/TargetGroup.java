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

  private int seenDone;
  private int seenFailed;

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

  /** So many of its databases seem to be done with, while its task runs. */
  void seen(int done, int failed) {
    if (done + failed <= size() && done + failed >= seenDone + seenFailed) {
      seenDone = done;
      seenFailed = failed;
    }
  }

  int seenDone() {
    return seenDone;
  }

  int seenFailed() {
    return seenFailed;
  }
}
