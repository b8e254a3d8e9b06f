package dev.migratedeploy.deploy.task;

import static dev.migratedeploy.deploy.task.SampleDeploy.exited;
import static dev.migratedeploy.deploy.task.SampleDeploy.failedToStart;
import static dev.migratedeploy.deploy.task.SampleDeploy.pending;
import static dev.migratedeploy.deploy.task.SampleDeploy.running;
import static dev.migratedeploy.deploy.task.SampleDeploy.still;
import static dev.migratedeploy.deploy.task.SampleDeploy.stopped;

import dev.migratedeploy.aws.ecs.TaskLookup;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.logs.LogEvent;
import dev.migratedeploy.aws.logs.LogReading;
import dev.migratedeploy.support.VirtualTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** One random task with its log, in milliseconds since its start, as ECS and CloudWatch tell it. */
final class MonitorWorld {
  private record Line(long readable, String text) {}

  private final Random random;
  private final long described;
  private final int outage;
  private final boolean denied;
  private long runs;
  private long ends;
  private long stopped;
  private int exitCode;
  private final List<Line> lines = new ArrayList<>();

  MonitorWorld(Random random) {
    this.random = random;
    this.described = random.nextInt(5_000);
    boolean neverRuns = random.nextInt(8) == 0;
    long begins = described + 1 + random.nextInt(60_000);
    this.runs = neverRuns ? Long.MAX_VALUE : begins;
    this.ends = begins + random.nextInt(random.nextInt(4) == 0 ? 2_400_000 : 60_000);
    this.stopped = neverRuns ? begins : ends + random.nextInt(40_000);
    this.exitCode = random.nextInt(3) == 0 ? 1 : 0;
    this.outage = random.nextInt(4) == 0 ? random.nextInt(90) : random.nextInt(20);
    this.denied = random.nextInt(20) == 0;
    if (!neverRuns) {
      write(begins);
    }
  }

  private void write(long begins) {
    long readable = begins;
    int count = random.nextInt(60);
    long each = Math.max(1, (ends - begins) / (count + 1));
    for (int i = 0; i < count; i++) {
      readable = Math.max(readable, begins + each * i) + random.nextInt(500);
      boolean forged = random.nextInt(40) == 0;
      lines.add(new Line(readable, forged ? end(i) : "line " + i));
    }
    if (random.nextInt(6) != 0) {
      lines.add(new Line(Math.max(readable, ends) + random.nextInt(3_000), end(count)));
    }
  }

  private String end(int count) {
    return "[migrate-deploy] end exit=" + exitCode + " lines=" + count;
  }

  static Instant at(long millis) {
    return VirtualTicker.START.plusMillis(millis);
  }

  /** Whether the migration has ended by then. */
  boolean isOver(long now) {
    return now >= (runs == Long.MAX_VALUE ? stopped : ends);
  }

  /** Whether it has done its work by then. */
  boolean isApplied(long now) {
    return runs < Long.MAX_VALUE && exitCode == 0 && now >= ends;
  }

  /** Whether its container may have begun by then. */
  boolean hasBegun(long now) {
    return now >= runs;
  }

  TaskLookup lookUp(long now) {
    if (random.nextInt(100) < outage) {
      return new TaskLookup.Unavailable("Rate exceeded");
    }
    return now < described ? new TaskLookup.NotFound() : new TaskLookup.Found(state(now));
  }

  private TaskState state(long now) {
    if (runs == Long.MAX_VALUE) {
      return now < stopped
          ? pending("PENDING")
          : failedToStart("TaskFailedToStart", "no room", Optional.empty());
    }
    if (now < runs) {
      return pending(now < (described + runs) / 2 ? "PROVISIONING" : "PENDING");
    }
    if (now < ends) {
      return running();
    }
    return now < stopped
        ? still("DEPROVISIONING", Optional.of("EssentialContainerExited"), exited(exitCode))
        : stopped(exited(exitCode));
  }

  /** The lines that can be read by then, the end line among them. */
  List<String> readable(long now) {
    return lines.stream().filter(line -> line.readable() <= now).map(Line::text).toList();
  }

  LogReading read(Optional<String> token, long now) {
    if (denied) {
      return new LogReading.Unreadable("access denied");
    }
    if (random.nextInt(100) < outage) {
      return new LogReading.Unreadable("Rate exceeded");
    }
    List<String> readable = readable(now);
    if (readable.isEmpty()) {
      return new LogReading.NoStreamYet();
    }
    int from = token.map(text -> Integer.parseInt(text.replaceFirst("/.*", ""))).orElse(0);
    if (random.nextInt(10) == 0) {
      return new LogReading.Page(List.of(), from + "/" + random.nextInt(1_000));
    }
    int to = Math.min(readable.size(), from + 1 + random.nextInt(20));
    return new LogReading.Page(
        readable.subList(from, to).stream().map(text -> new LogEvent(at(now), text)).toList(),
        from == to ? token.orElse("0/0") : to + "/0");
  }

  /** StopTask: what has not begun never does, what runs is killed a little later. */
  void stop(long now) {
    if (now < runs) {
      runs = Long.MAX_VALUE;
      stopped = Math.min(stopped, now + random.nextInt(10_000));
      lines.clear();
    } else if (now < ends) {
      long killed = now + random.nextInt(3_000);
      if (killed < ends) {
        ends = killed;
        exitCode = 143;
        lines.removeIf(line -> line.readable() > killed);
      }
      stopped = Math.min(stopped, ends + random.nextInt(10_000));
    }
  }

  static long millis(Instant time) {
    return Duration.between(VirtualTicker.START, time).toMillis();
  }
}
