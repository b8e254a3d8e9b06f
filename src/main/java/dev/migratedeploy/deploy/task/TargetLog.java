package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.logs.EndMarker;
import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.targets.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part of a task's log that belongs to one of its databases. */
final class TargetLog {
  private final Target target;
  private final TaskOutput output = new TaskOutput();
  private final List<LogLine> lines = new ArrayList<>();
  private Optional<Instant> begun = Optional.empty();
  private Optional<EndMarker> end = Optional.empty();
  private boolean skipped;
  private boolean doubtful;

  TargetLog(Target target) {
    this.target = target;
  }

  Target target() {
    return target;
  }

  TaskOutput output() {
    return output;
  }

  /** Without the lines that tell where it begins and ends. */
  List<LogLine> lines() {
    return List.copyOf(lines);
  }

  /** When its first line came; absent if none was seen. */
  Optional<Instant> begun() {
    return begun;
  }

  void begin(Instant at) {
    begun = Optional.of(at);
  }

  void add(LogLine line) {
    lines.add(line);
  }

  /** Its end was seen, and nothing but the entrypoint can have written it. */
  void end(EndMarker seen) {
    end = Optional.of(seen);
  }

  /** What was seen of it is not what the entrypoint writes. */
  void doubt() {
    doubtful = true;
  }

  /** The entrypoint ended without having begun it. */
  void skip() {
    skipped = begun.isEmpty();
  }

  boolean isSkipped() {
    return skipped && !doubtful;
  }

  /** Its exit code; absent unless it is proved that nothing of it is missing. */
  Optional<Integer> exitCode() {
    return summary().complete() ? summary().end().map(EndMarker::exitCode) : Optional.empty();
  }

  LogSummary summary() {
    return new LogSummary(lines.size(), doubtful ? Optional.empty() : end, Optional.empty());
  }
}
