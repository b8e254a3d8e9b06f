package dev.migratedeploy.fleet;

import dev.migratedeploy.deploy.event.WaveProgress;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.Wave;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The groups of one wave: those that wait, those that run, and what came of the others. */
final class WaveSchedule {
  private final Wave wave;
  private final List<TargetGroup> waiting;
  private final Set<TargetGroup> running = new LinkedHashSet<>();
  private int left;
  private int inTasks;
  private int done;
  private int failed;
  private Optional<Instant> began = Optional.empty();
  private Optional<Instant> ended = Optional.empty();

  /**
   * A wave that has not begun.
   *
   * @param groups without the databases that are passed over
   * @param passedOver how many these are
   */
  WaveSchedule(Wave wave, List<TargetGroup> groups, int passedOver) {
    this.wave = wave;
    this.waiting = new ArrayList<>(groups);
    this.left = groups.stream().mapToInt(TargetGroup::size).sum();
    this.done = passedOver;
  }

  String name() {
    return wave.name();
  }

  int budget() {
    return wave.failures();
  }

  int failures() {
    return failed;
  }

  /** The first group that waits and may be started. */
  Optional<TargetGroup> first(Predicate<TargetGroup> allowed) {
    return waiting.stream().filter(allowed).findFirst();
  }

  List<TargetGroup> waiting() {
    return List.copyOf(waiting);
  }

  /** Whether nothing of it waits or runs. */
  boolean isOver() {
    return waiting.isEmpty() && running.isEmpty();
  }

  /** How many groups were started and are not judged yet. */
  int running() {
    return running.size();
  }

  void start(TargetGroup group, Instant now) {
    left -= waiting.remove(group) ? group.size() : 0;
    running.add(group);
    inTasks += group.size();
    began = began.or(() -> Optional.of(now));
  }

  /** It was not started after all: it is the next one. */
  void returned(TargetGroup group) {
    running.remove(group);
    inTasks -= group.size();
    waiting.add(0, group);
    left += group.size();
  }

  void end(TargetGroup group, int failures, Instant now) {
    running.remove(group);
    inTasks -= group.size();
    failed += failures;
    done += group.size() - failures;
    ended = isOver() ? Optional.of(now) : Optional.empty();
  }

  /** Whether all databases of it wait, in whatever group. */
  boolean isWaiting(TargetGroup group) {
    return waiting.stream()
        .flatMap(it -> it.targets().stream())
        .collect(Collectors.toSet())
        .containsAll(group.targets());
  }

  /** Its databases are those of another group now. */
  void withdraw(TargetGroup group) {
    Set<Target> gone = Set.copyOf(group.targets());
    waiting.replaceAll(it -> it.without(gone));
    waiting.removeIf(it -> it.size() == 0);
    left -= gone.size();
  }

  /**
   * How far it is.
   *
   * @param stopped whether nothing new is started any more
   */
  WaveProgress progress(Instant now, boolean stopped) {
    int seenDone = running.stream().mapToInt(TargetGroup::seenDone).sum();
    int seenFailed = running.stream().mapToInt(TargetGroup::seenFailed).sum();
    int runningNow = inTasks - seenDone - seenFailed;
    boolean over = running.isEmpty() && (waiting.isEmpty() || stopped);
    return new WaveProgress(
        wave.name(),
        new WaveProgress.Counts(
            done + seenDone,
            failed + seenFailed,
            runningNow,
            stopped ? 0 : left,
            stopped ? left : 0),
        began.map(at -> Duration.between(at, ended.orElse(now))).orElse(Duration.ZERO),
        over);
  }
}
