package dev.migratedeploy.fleet;

import dev.migratedeploy.deploy.event.WaveProgress;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.targets.Wave;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whose turn it is: one wave after another, so many tasks at once, so many for each value of a
 * field, and nothing new after too many failures. It asks nobody and waits for nothing.
 */
final class FleetSchedule {
  private final List<WaveSchedule> waves;
  private final int parallel;
  private final AtMost atMost;
  private final ParallelLimit limit;

  /** Those whose task runs, or is being started. */
  private final Set<TargetGroup> running = new HashSet<>();

  private Optional<String> stopped = Optional.empty();

  private FleetSchedule(Targets targets, List<WaveSchedule> waves) {
    this.waves = List.copyOf(waves);
    this.parallel = targets.parallel();
    this.atMost = new AtMost(targets.atMost());
    this.limit = new ParallelLimit(targets.parallel());
  }

  /** Of a fleet that is not known yet. */
  static FleetSchedule nothing() {
    return new FleetSchedule(Targets.NONE, List.of());
  }

  /**
   * Of a fleet's databases.
   *
   * @param groups what each task is to migrate, without those that are passed over
   * @param done the names of the databases that are passed over
   */
  static FleetSchedule of(Targets targets, List<List<Target>> groups, Set<String> done) {
    return new FleetSchedule(
        targets, targets.waves().stream().map(wave -> wave(wave, groups, done)).toList());
  }

  private static WaveSchedule wave(Wave wave, List<List<Target>> groups, Set<String> done) {
    Set<Target> its = new HashSet<>(wave.targets());
    return new WaveSchedule(
        wave,
        groups.stream()
            .filter(group -> its.contains(group.get(0)))
            .map(group -> new TargetGroup(wave.name(), group))
            .toList(),
        (int) wave.targets().stream().filter(it -> done.contains(it.name())).count());
  }

  /** The group that may be started now. */
  Optional<TargetGroup> next(Instant now) {
    return stopped.isEmpty() && limit.allows(running.size(), now)
        ? waves.stream()
            .filter(wave -> !wave.isOver())
            .findFirst()
            .flatMap(wave -> wave.first(atMost::allows))
        : Optional.empty();
  }

  /** A task is being started for it, or was found at it. */
  void start(TargetGroup group, Instant now) {
    running.add(group);
    atMost.add(group);
    wave(group).start(group, now);
  }

  /** Its task was started in fact. */
  void started() {
    limit.started();
  }

  /** No task was started for it, or it has let another one go first. */
  void returned(TargetGroup group) {
    leave(group);
    wave(group).returned(group);
  }

  /** There was no room for its task. */
  void noRoom(TargetGroup group, Instant now) {
    returned(group);
    limit.noRoom(running.size(), now);
  }

  /**
   * Nothing of it runs any more.
   *
   * @param failures how many of its databases did not end with success, whatever the verdict
   */
  void end(TargetGroup group, int failures, Instant now) {
    leave(group);
    WaveSchedule wave = wave(group);
    wave.end(group, failures, now);
    if (wave.failures() > wave.budget()) {
      stop(FleetMessages.tooMany(wave.name(), wave.failures(), wave.budget()));
    }
  }

  /** Its task runs no more, though it is not judged yet: another one may run instead. */
  void leave(TargetGroup group) {
    if (running.remove(group)) {
      atMost.remove(group);
    }
  }

  /** A task of another run was found at it: its databases wait no more. */
  void adopt(TargetGroup group, Instant now) {
    wave(group).withdraw(group);
    start(group, now);
  }

  /** Whether all of its databases wait. */
  boolean isWaiting(TargetGroup group) {
    return wave(group).isWaiting(group);
  }

  /** Nothing new is started any more; the first reason counts. */
  void stop(String why) {
    stopped = stopped.or(() -> Optional.of(why));
  }

  /** Why nothing new is started any more. */
  Optional<String> stopped() {
    return stopped;
  }

  /** How many tasks run, or are being started. */
  int running() {
    return running.size();
  }

  /** How many tasks may run at once. */
  int parallel() {
    return parallel;
  }

  /** How many groups are not judged yet whose task was started. */
  int unjudged() {
    return waves.stream().mapToInt(WaveSchedule::running).sum();
  }

  /** Whether all that was started is judged, and nothing will be started any more. */
  boolean isOver() {
    return unjudged() == 0
        && (stopped.isPresent() || waves.stream().allMatch(WaveSchedule::isOver));
  }

  /** What was not begun. */
  List<TargetGroup> waiting() {
    return waves.stream().flatMap(wave -> wave.waiting().stream()).toList();
  }

  List<WaveProgress> progress(Instant now) {
    return waves.stream().map(wave -> wave.progress(now, stopped.isPresent())).toList();
  }

  WaveSchedule wave(TargetGroup group) {
    return waves.stream().filter(it -> it.name().equals(group.wave())).findFirst().orElseThrow();
  }
}
