package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.ContainerState;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskSpec;
import dev.migratedeploy.aws.ecs.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What one task really does, and what ECS says of it. All times are milliseconds. */
final class StormTask {
  static final int SCRIPTS = 3;

  private static final String FORGED_END = "forged";

  private static final long NEVER = Long.MAX_VALUE / 4;

  enum Fate {
    SUCCEEDS,
    FAILS,
    NEVER_BEGINS,
    RUNS_OUT_OF_MEMORY,
    LOSES_ITS_CAPACITY,
    LOSES_ITS_SIDECAR,
    IS_STOPPED_BY_A_USER
  }

  private static final List<Fate> FATES =
      List.of(
          Fate.SUCCEEDS,
          Fate.SUCCEEDS,
          Fate.SUCCEEDS,
          Fate.SUCCEEDS,
          Fate.FAILS,
          Fate.FAILS,
          Fate.NEVER_BEGINS,
          Fate.RUNS_OUT_OF_MEMORY,
          Fate.LOSES_ITS_CAPACITY,
          Fate.IS_STOPPED_BY_A_USER,
          Fate.LOSES_ITS_SIDECAR);

  private static final List<String> NEVER_BEGUN =
      List.of(
          "CannotPullContainerError: pull image manifest has been retried 1 time(s): not found",
          "ResourceInitializationError: unable to pull secrets or registry auth: AccessDenied",
          "CannotStartContainerError: exec: \"flyway\": executable file not found in $PATH");

  private final StormDice dice;
  private final RunningTask name;
  private final TaskSpec spec;
  private final StormyLog log;
  private final long created;
  private final long pending;
  private final boolean codeLost;
  private final boolean memoryShort;
  private final boolean neverSeenRunning;
  private final boolean startUnknown;
  private final boolean noRoom;
  private final boolean livesOn;
  private final int codeLate;
  private final int stopCodeLate;
  private final Optional<String> digest;
  private final long work;
  private Fate fate;
  private long began;
  private long ended;
  private long stopped;
  private int exitCode;

  /**
   * A task that is born now.
   *
   * @param beside whether an essential container lives on beside a migration that is not essential
   */
  StormTask(StormDice dice, StormClock clock, RunningTask name, TaskSpec spec, boolean beside) {
    this.dice = dice;
    this.name = name;
    this.spec = spec;
    log = new StormyLog(dice, clock);
    fate = dice.one(FATES);
    dice.count("task " + fate.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    created = clock.millis();
    pending = created + dice.between(0, 5_000);
    began = pending + (dice.percent(8) ? dice.between(0, 400_000) : dice.between(0, 30_000));
    work = dice.percent(4) ? 2_500_000 : dice.one(List.of(900, 9_000, 40_000, 120_000));
    ended =
        switch (fate) {
          case SUCCEEDS -> began + work;
          case NEVER_BEGINS -> began;
          default -> began + work * dice.between(0, 100) / 100;
        };
    exitCode =
        switch (fate) {
          case SUCCEEDS -> 0;
          case FAILS -> 1;
          case NEVER_BEGINS -> -1;
          default -> dice.one(List.of(137, 143));
        };
    codeLost = dice.trouble("exit code null", 8);
    // ECS knows of every process that ran, be it by its start or by its exit code.
    livesOn = beside && fate != Fate.NEVER_BEGINS && fate != Fate.LOSES_ITS_SIDECAR;
    noRoom = dice.trouble("no containers before there is room", 30);
    codeLate = dice.between(0, 2_000);
    stopCodeLate = dice.between(0, 12_000);
    neverSeenRunning = work < 2_000 && dice.percent(50) && !livesOn;
    startUnknown = neverSeenRunning && !codeLost && dice.percent(50);
    stopped = livesOn && !isStoppedFromOutside() ? NEVER : ended + untilStopped();
    memoryShort = fate == Fate.RUNS_OUT_OF_MEMORY || dice.percent(2);
    digest =
        dice.trouble("another image ran", 5)
            ? Optional.of("sha256:other")
            : dice.percent(10) ? Optional.empty() : Optional.of(SampleDeploy.DIGEST);
    if (hasBegun(Long.MAX_VALUE)) {
      write();
    }
  }

  private void write() {
    List<StormObserver.Spoken> spoken = new ArrayList<>();
    if (dice.percent(50)) {
      spoken.addAll(new StormObserver(dice).of(began, work, ended, exitCode));
    }
    int count = dice.between(4, 60);
    boolean forges = dice.percent(20);
    for (int line = 0; line < count; line++) {
      long at = began + (ended - began) * line / count;
      String text =
          forges && dice.percent(10)
              ? FORGED_END
              : line % 20 == 3
                  ? "Migrating schema \"public\" to version \"" + (line / 20 + 1) + " - a\""
                  : "line " + line;
      spoken.add(new StormObserver.Spoken(at, text));
    }
    spoken.stream().sorted(Comparator.comparingLong(StormObserver.Spoken::at)).forEach(this::write);
    if (exitCode != 137) {
      log.end(ended, exitCode);
    }
  }

  private void write(StormObserver.Spoken line) {
    if (line.text().equals(FORGED_END)) {
      log.forgeEnd(line.at());
    } else {
      log.write(line.at(), line.text());
    }
  }

  /** SIGTERM, and SIGKILL when the container has not ended by then. */
  void stop(long now) {
    if (now >= ended) {
      stopped = Math.min(stopped, now + untilStopped());
      return;
    }
    if (!hasBegun(now)) {
      fate = Fate.NEVER_BEGINS;
      ended = now;
      log.cut(now);
    } else {
      ended = Math.min(ended, now + dice.between(0, 30_000));
      boolean killed = ended < naturalEnd();
      if (killed) {
        fate = Fate.IS_STOPPED_BY_A_USER;
        exitCode = dice.one(List.of(137, 143));
        log.cut(ended);
      }
    }
    stopped = ended + untilStopped();
  }

  /** ECS does not take a process for one that is still to begin for long. */
  private long untilStopped() {
    return dice.between(0, neverSeenRunning ? 500 : 15_000);
  }

  private long naturalEnd() {
    return began + work;
  }

  boolean hasBegun(long now) {
    return fate != Fate.NEVER_BEGINS && now >= began;
  }

  /** How many scripts are in the database. */
  int applied(long now) {
    long end = Math.min(now, ended);
    int count = 0;
    for (int script = 1; script <= SCRIPTS; script++) {
      count += hasBegun(end) && end >= began + work * script / (SCRIPTS + 1) ? 1 : 0;
    }
    return ranAnotherImage() ? 0 : count;
  }

  /** What ECS described at that time. */
  TaskState at(long time) {
    if (time >= stopped) {
      return state("STOPPED", "STOPPED", hasBegun(time), !codeLost && hasBegun(time));
    }
    if (time < pending) {
      TaskState provisioning = state("PROVISIONING", "PENDING", false, false);
      return noRoom ? withoutContainers(provisioning) : provisioning;
    }
    if (!hasBegun(time) || neverSeenRunning) {
      return state("PENDING", "PENDING", false, false);
    }
    return time < ended ? state("RUNNING", "RUNNING", true, false) : ending(time);
  }

  /** The migration has ended, and the task has not yet. */
  private TaskState ending(long time) {
    long part = livesOn && stopped == NEVER ? 0 : 100 * (time - ended) / (stopped - ended);
    String status =
        part < 25
            ? "RUNNING"
            : part < 40 ? "DEACTIVATING" : part < 60 ? "STOPPING" : "DEPROVISIONING";
    boolean hasCode = !codeLost && time >= ended + codeLate;
    boolean hasStopCode =
        isStoppedFromOutside() || (stopped != NEVER && time >= ended + stopCodeLate);
    String container = time >= ended + codeLate / 2 ? "STOPPED" : "RUNNING";
    return state(status, container, true, hasCode, hasStopCode);
  }

  private static TaskState withoutContainers(TaskState state) {
    return new TaskState(
        state.status(),
        state.stopCode(),
        state.stoppedReason(),
        state.startedAt(),
        state.stoppedAt(),
        List.of());
  }

  private boolean isStoppedFromOutside() {
    return fate == Fate.LOSES_ITS_CAPACITY || fate == Fate.IS_STOPPED_BY_A_USER;
  }

  private TaskState state(String status, String container, boolean begun, boolean hasCode) {
    return state(status, container, begun, hasCode, status.equals("STOPPED"));
  }

  private TaskState state(
      String status, String container, boolean begun, boolean hasCode, boolean hasStopCode) {
    boolean over = status.equals("STOPPED");
    return new TaskState(
        status,
        hasStopCode ? Optional.of(stopCode()) : Optional.empty(),
        hasStopCode
            ? Optional.of(neverBegun() ? dice.one(NEVER_BEGUN) : "Stopped")
            : Optional.empty(),
        begun && !startUnknown ? Optional.of(StormClock.instant(began)) : Optional.empty(),
        over ? Optional.of(StormClock.instant(stopped)) : Optional.empty(),
        List.of(
            sidecar(container, hasCode),
            new ContainerState(
                "flyway",
                container,
                hasCode ? Optional.of(exitCode) : Optional.empty(),
                (over || hasCode) && memoryShort
                    ? Optional.of("OutOfMemoryError: killed")
                    : Optional.empty(),
                begun ? digest : Optional.empty(),
                Optional.empty())));
  }

  private ContainerState sidecar(String container, boolean hasCode) {
    if (livesOn && stopped == NEVER) {
      return SampleDeploy.container(StormyEcs.SIDECAR, "RUNNING", Optional.empty());
    }
    int code = fate == Fate.LOSES_ITS_SIDECAR ? 1 : 0;
    return SampleDeploy.container(
        StormyEcs.SIDECAR, container, hasCode ? Optional.of(code) : Optional.empty());
  }

  private boolean neverBegun() {
    return fate == Fate.NEVER_BEGINS;
  }

  private String stopCode() {
    return switch (fate) {
      case NEVER_BEGINS -> "TaskFailedToStart";
      case LOSES_ITS_CAPACITY -> "SpotInterruption";
      case IS_STOPPED_BY_A_USER -> "UserInitiated";
      default -> "EssentialContainerExited";
    };
  }

  /** Whether the migration may still run. */
  boolean isToRun(long now) {
    return now < ended;
  }

  /** ECS' desired status. */
  boolean isWanted(long now) {
    return now < ended || stopped == NEVER;
  }

  /** Whether a sidecar runs on that nobody has stopped. */
  boolean isKeptAlive() {
    return stopped == NEVER;
  }

  boolean ranAnotherImage() {
    return digest.equals(Optional.of("sha256:other"));
  }

  boolean isCodeLost() {
    return codeLost;
  }

  boolean isMemoryShort() {
    return memoryShort;
  }

  int exitCode() {
    return exitCode;
  }

  StormyLog log() {
    return log;
  }

  RunningTask name() {
    return name;
  }

  TaskSpec spec() {
    return spec;
  }

  Instant createdAt() {
    return StormClock.instant(created);
  }

  long created() {
    return created;
  }
}
