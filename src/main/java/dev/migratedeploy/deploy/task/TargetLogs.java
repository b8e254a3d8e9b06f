package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.LogLineRead;
import dev.migratedeploy.deploy.task.TargetMarker.Begin;
import dev.migratedeploy.deploy.task.TargetMarker.Closing;
import dev.migratedeploy.deploy.task.TargetMarker.End;
import dev.migratedeploy.deploy.task.TargetMarker.Proof;
import dev.migratedeploy.targets.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits the log of a task into those of its databases. What a script prints may look like any line
 * of the entrypoint's. Therefore the line that ends a database counts only if it is followed by one
 * that a script cannot write: one with the key of the log's own first line, and with the same exit
 * code. A log without a key is a stricter matter: from the first marker on that is not in its place
 * nothing is proved.
 */
public final class TargetLogs implements LogListener {
  private final List<TargetLog> logs;

  /** The database whose lines are read; before the first one -1. */
  private int current = -1;

  private boolean begun;
  private Optional<String> key = Optional.empty();

  /** Nothing is read as a marker any more. */
  private boolean broken;

  /** The log is that of one database, without markers. */
  private boolean whole;

  /** No line belongs to a database any more. */
  private boolean closed;

  /** The end of the current database, or output of its script. */
  private Optional<LogLine> held = Optional.empty();

  /**
   * The log of a task from its start.
   *
   * @param targets those of the task, in its order
   */
  public TargetLogs(List<Target> targets) {
    this.logs = targets.stream().map(TargetLog::new).toList();
  }

  @Override
  public List<DeployEvent> line(RunningTask task, LogLine line, Instant now) {
    Optional<TargetMarker> marker = broken ? Optional.empty() : TargetMarker.in(line.text());
    if (!begun) {
      begun = true;
      marker.filter(this::isFirst).ifPresentOrElse(this::learn, () -> withoutMarkers(line));
    }
    if (!broken && marker.filter(it -> divides(it, line)).isPresent()) {
      return List.of(new LogLineRead(task, line));
    }
    List<DeployEvent> events = new ArrayList<>(release(task, now));
    if (!broken && marker.filter(this::mayEndTheCurrent).isPresent()) {
      held = Optional.of(line);
    } else {
      events.addAll(output(task, line, now));
    }
    return events;
  }

  private boolean isFirst(TargetMarker marker) {
    return marker instanceof Begin begin
        ? indexOf(begin.target()) == 0
        : marker instanceof Closing closing && closing.tried() == 0;
  }

  /**
   * A task of one database that somebody else's entrypoint has run: what proves its log whole is
   * the end line of the task, as it does for an environment of one database.
   */
  private void withoutMarkers(LogLine first) {
    whole = logs.size() == 1 && TargetMarker.in(first.text()).isEmpty();
    if (!whole) {
      doubtFrom(0);
      return;
    }
    broken = true;
    current = 0;
    logs.get(0).begin(first.at());
  }

  private void learn(TargetMarker marker) {
    key =
        marker instanceof Begin begin
            ? begin.proof().key()
            : marker instanceof Closing closing ? closing.proof().key() : Optional.empty();
  }

  /** Whether it is a line between two databases, and has been taken in as such. */
  private boolean divides(TargetMarker marker, LogLine line) {
    if (marker instanceof Begin begin && begin.proof().key().equals(key)) {
      begin(indexOf(begin.target()), begin.proof(), line);
      return !broken;
    }
    if (marker instanceof Closing closing && closing.proof().key().equals(key)) {
      endTheCurrent(closing.proof(), closing.tried());
      closed = true;
      if (key.isPresent()) {
        skipFrom(closing.tried());
      }
      return !broken;
    }
    if (key.isEmpty() && marker instanceof End end && indexOf(end.target()) >= 0) {
      if (closed || indexOf(end.target()) != current) {
        doubtFrom(Math.min(indexOf(end.target()), current));
      }
    }
    return false;
  }

  private void begin(int next, Proof proof, LogLine line) {
    if (next < 0 || next <= current || closed) {
      doubtFrom(next < 0 ? current : Math.min(next, current));
      return;
    }
    endTheCurrent(proof, next);
    if (!broken) {
      current = next;
      logs.get(next).begin(line.at());
    }
  }

  /** What comes now is database number {@code next}, or would be. */
  private void endTheCurrent(Proof proof, int next) {
    Optional<End> end = held.flatMap(line -> TargetMarker.end(line.text()));
    held = Optional.empty();
    boolean inOrder = next == current + 1;
    boolean proved =
        current < 0
            ? proof.after().isEmpty()
            : end.isPresent() && (key.isEmpty() || proof.after().equals(end.map(End::exitCode)));
    if (inOrder && proved) {
      end.map(End::alone).ifPresent(logs.get(Math.max(0, current))::end);
    } else if (key.isEmpty()) {
      doubtFrom(current);
    } else {
      // Lines are missing here; the key tells for certain where the next ones belong.
      for (int lost = Math.max(0, current); lost < Math.min(next, logs.size()); lost++) {
        logs.get(lost).doubt();
      }
    }
  }

  private void doubtFrom(int first) {
    broken = true;
    logs.subList(Math.max(0, first), logs.size()).forEach(TargetLog::doubt);
  }

  private void skipFrom(int first) {
    logs.subList(Math.min(Math.max(0, first), logs.size()), logs.size()).forEach(TargetLog::skip);
  }

  private int indexOf(String target) {
    for (int i = 0; i < logs.size(); i++) {
      if (logs.get(i).target().name().equals(target)) {
        return i;
      }
    }
    return -1;
  }

  private boolean mayEndTheCurrent(TargetMarker marker) {
    return marker instanceof End end
        && current >= 0
        && !closed
        && end.target().equals(logs.get(current).target().name())
        && end.lines() == logs.get(current).summary().lines();
  }

  private List<DeployEvent> release(RunningTask task, Instant now) {
    Optional<LogLine> line = held;
    held = Optional.empty();
    return line.map(it -> output(task, it, now)).orElse(List.of());
  }

  private List<DeployEvent> output(RunningTask task, LogLine line, Instant now) {
    if (current < 0 || closed) {
      return List.of(new LogLineRead(task, line));
    }
    TargetLog log = logs.get(current);
    log.add(line);
    return log.output().line(task, line, now);
  }

  @Override
  public CurrentWork current(Instant now) {
    return current < 0 || closed ? CurrentWork.unknown() : logs.get(current).output().current(now);
  }

  /** How many databases are proved to have ended. */
  public int ended() {
    return (int) logs.stream().filter(log -> log.exitCode().isPresent()).count();
  }

  /**
   * Nothing more will be read. Without a key the task's end line is what ends the last database,
   * and proves that no other was begun.
   */
  List<TargetLog> end(LogSummary task) {
    if (whole && task.complete()) {
      task.end().ifPresent(logs.get(0)::end);
    }
    if (closed && current < 0 && !task.complete()) {
      doubtFrom(0);
    }
    if (key.isEmpty() && !broken && task.end().isPresent()) {
      if (held.isPresent()) {
        endTheCurrent(Proof.NONE, current + 1);
      }
      if (task.complete()) {
        skipFrom(current + 1);
      }
    }
    return logs;
  }
}
