package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.ContainerState;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskSpec;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.deploy.task.SampleDeploy;
import dev.migratedeploy.deploy.task.StormDice;
import dev.migratedeploy.support.VirtualTicker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one task really does, and what ECS says of it. All times are milliseconds. */
final class ModelTask {
  /** What happens to tasks. */
  record Weather(
      int startUp,
      int perTarget,
      int failing,
      int neverBegins,
      int killed,
      int odd,
      int logTrouble,
      Set<String> broken) {
    /** Nothing but what the scripts themselves do. */
    static Weather calm(int startUp, int perTarget) {
      return new Weather(startUp, perTarget, 0, 0, 0, 0, 0, Set.of());
    }

    /** The same with databases whose scripts fail. */
    Weather broken(Set<String> names) {
      return new Weather(startUp, perTarget, failing, neverBegins, killed, odd, logTrouble, names);
    }
  }

  private static final long NEVER = Long.MAX_VALUE / 4;
  private static final String KEY = "0123456789abcdef";

  private final String job;
  private final RunningTask name;
  private final TaskSpec spec;
  private final StormDice dice;
  private final long created;
  private final long pending;
  private final List<ModelTarget> targets = new ArrayList<>();
  private final ModelLog log;
  private final boolean codeLost;
  private final boolean otherImage;
  private long began;
  private long ended;
  private long stopped;
  private int exitCode;
  private boolean neverRuns;
  private boolean killed;
  private String stopCode = "EssentialContainerExited";
  private String reason = "Essential container in task exited";

  ModelTask(
      String job, RunningTask name, TaskSpec spec, Weather weather, StormDice dice, long now) {
    this.job = job;
    this.name = name;
    this.spec = spec;
    this.dice = dice;
    this.created = now;
    this.log = new ModelLog(dice, weather.logTrouble());
    // ECS provisions a task for longer than it takes to list it.
    pending = now + weather.startUp() / 2 + dice.between(0, weather.startUp() / 4);
    began = pending + weather.startUp() / 4 + dice.between(0, weather.startUp() / 4);
    long at = began;
    int failures = ModelRows.failures(spec);
    int failed = 0;
    for (String target : ModelRows.names(spec)) {
      if (failed > failures) {
        break;
      }
      boolean fails =
          weather.broken().contains(target) || dice.trouble("database fails", weather.failing());
      long ends = at + weather.perTarget() * (50L + dice.between(0, 100)) / 100;
      targets.add(new ModelTarget(target, at, ends, fails ? 1 : 0));
      failed += fails ? 1 : 0;
      at = ends + 20;
    }
    ended = at;
    exitCode = failed > 0 ? 1 : targets.size() == ModelRows.names(spec).size() ? 0 : 143;
    neverRuns = dice.trouble("image not pulled", weather.neverBegins());
    codeLost = dice.trouble("exit code null", weather.odd());
    otherImage = dice.trouble("another image ran", weather.odd());
    if (neverRuns) {
      ended = began;
      stopCode = "TaskFailedToStart";
      reason = "CannotPullContainerError: pull image manifest has been retried: not found";
    } else {
      write();
      if (dice.trouble("task killed", weather.killed())) {
        kill(began + (ended - began) * dice.between(0, 100) / 100, "SpotInterruption", "Spot");
      }
    }
    stopped = ended + dice.between(0, 15_000);
  }

  private void write() {
    int code = -1;
    for (ModelTarget target : targets) {
      log.write(
          target.begins(),
          "[migrate-deploy] begin target=%s%s key=%s"
              .formatted(target.name(), code < 0 ? "" : " after=" + code, KEY));
      for (int line = 1; line <= 3; line++) {
        long at = target.begins() + (target.ends() - target.begins()) * line / 4;
        log.write(at, "Migrating schema \"" + target.name() + "\" to version \"" + line + " - a\"");
      }
      log.write(
          target.ends(),
          "[migrate-deploy] end target=%s exit=%d lines=3"
              .formatted(target.name(), target.exitCode()));
      code = target.exitCode();
    }
    log.write(
        ended,
        "[migrate-deploy] tried %d of %d targets after=%d key=%s"
            .formatted(targets.size(), ModelRows.names(spec).size(), code, KEY));
    log.end(ended, exitCode);
  }

  private void kill(long at, String code, String why) {
    killed = true;
    ended = Math.min(ended, at);
    exitCode = 137;
    stopCode = code;
    reason = why;
    log.cut(ended);
  }

  /** StopTask. */
  void stop(long now, String why) {
    if (now >= ended) {
      stopped = Math.min(stopped, now + dice.between(0, 5_000));
      return;
    }
    if (now < began) {
      neverRuns = true;
      ended = now;
      stopCode = "UserInitiated";
      reason = why;
      log.cut(now - 1);
    } else {
      kill(now + dice.between(0, 30_000), "UserInitiated", why);
    }
    stopped = ended + dice.between(0, 5_000);
  }

  /** What ECS described at that time. */
  TaskState at(long time) {
    if (time >= stopped) {
      return state("STOPPED", "STOPPED", hasBegun(time), hasBegun(time) && !codeLost);
    }
    if (time < pending && time < ended) {
      return state("PROVISIONING", "PENDING", false, false);
    }
    if (!hasBegun(time)) {
      return state("PENDING", "PENDING", false, false);
    }
    return time < ended
        ? state("RUNNING", "RUNNING", true, false)
        : state("DEPROVISIONING", "STOPPED", true, !codeLost);
  }

  private TaskState state(String status, String container, boolean begun, boolean hasCode) {
    boolean over = status.equals("STOPPED");
    return new TaskState(
        status,
        over ? Optional.of(stopCode) : Optional.empty(),
        over ? Optional.of(reason) : Optional.empty(),
        begun ? Optional.of(instant(began)) : Optional.empty(),
        over ? Optional.of(instant(stopped)) : Optional.empty(),
        List.of(
            new ContainerState(
                "flyway",
                container,
                hasCode ? Optional.of(exitCode) : Optional.empty(),
                Optional.empty(),
                begun
                    ? Optional.of(otherImage ? "sha256:other" : SampleDeploy.DIGEST)
                    : Optional.empty(),
                Optional.empty())));
  }

  static Instant instant(long millis) {
    return VirtualTicker.START.plusMillis(millis);
  }

  boolean hasBegun(long now) {
    return !neverRuns && now >= began;
  }

  /** Whether its process runs then. */
  boolean runs(long now) {
    return hasBegun(now) && now < ended;
  }

  /** Whether ECS means it to run. */
  boolean goesOn(long now) {
    return now < ended;
  }

  /** Whether its part for that database has come to a good end by then. */
  boolean migrated(String target, long now) {
    return !otherImage
        && targets.stream()
            .anyMatch(
                it ->
                    it.name().equals(target)
                        && it.exitCode() == 0
                        && it.ends() <= Math.min(now, ended)
                        && hasBegun(now));
  }

  /** Whether it began to work on that database by then. */
  boolean touched(String target, long now) {
    return targets.stream()
        .anyMatch(
            it -> it.name().equals(target) && hasBegun(now) && it.begins() <= Math.min(now, ended));
  }

  /** Whether all that would prove its part for that database can be seen then. */
  boolean proves(String target, long now) {
    return migrated(target, now)
        && now >= ended
        && !codeLost
        && !killed
        && log.isWholeAt(now)
        && (exitCode == 0 || ModelRows.names(spec).size() > 1);
  }

  String job() {
    return job;
  }

  RunningTask name() {
    return name;
  }

  TaskSpec spec() {
    return spec;
  }

  List<String> names() {
    return ModelRows.names(spec);
  }

  ModelLog log() {
    return log;
  }

  long created() {
    return created;
  }

  long began() {
    return neverRuns ? NEVER : began;
  }

  long ended() {
    return ended;
  }

  /** When it holds no capacity any more. */
  long stopped() {
    return stopped;
  }
}
