package dev.migratedeploy.report;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.ChangesDetected;
import dev.migratedeploy.deploy.event.DeployEvent.FleetStarted;
import dev.migratedeploy.deploy.event.DeployEvent.ImagePublished;
import dev.migratedeploy.deploy.event.DeployEvent.LogEnded;
import dev.migratedeploy.deploy.event.DeployEvent.TaskStateChanged;
import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where the time of a run went, by this machine's clock. Each station begins where the one before
 * it ends; one that the run did not come to is absent.
 */
final class RunStations {
  /**
   * A part of a run.
   *
   * @param name detect, publish, start (its turn and RunTask), provisioning, pending, running or
   *     fleet
   * @param afterMs from the beginning of the run
   */
  record Station(String name, long afterMs, long durationMs) {}

  private final Instant startedAt;
  private final Map<String, Instant> ends = new LinkedHashMap<>();

  /** The states of a task, from RunTask on; those of another one before it do not count. */
  private final Map<String, Instant> states = new LinkedHashMap<>();

  private String task = "";
  private Optional<Instant> accepted = Optional.empty();
  private Optional<Instant> logEnded = Optional.empty();
  private Optional<Instant> fleet = Optional.empty();

  RunStations(Instant startedAt) {
    this.startedAt = startedAt;
  }

  /** What happens now. */
  synchronized void add(DeployEvent event, Instant now) {
    if (event instanceof ChangesDetected) {
      ends.putIfAbsent("detect", now);
    } else if (event instanceof ImagePublished) {
      ends.putIfAbsent("publish", now);
    } else if (event instanceof FleetStarted) {
      fleet = fleet.or(() -> Optional.of(now));
    } else if (event instanceof TaskStateChanged changed) {
      add(changed, now);
    } else if (event instanceof LogEnded ended && ended.taskArn().equals(task)) {
      logEnded = Optional.of(now);
    } else if (event instanceof VerdictReached && fleet.isPresent()) {
      ends.put("fleet", now);
    }
  }

  private void add(TaskStateChanged changed, Instant now) {
    if (!changed.taskArn().equals(task)) {
      task = changed.taskArn();
      states.clear();
      logEnded = Optional.empty();
      accepted = Optional.of(now.minus(changed.elapsed()));
    }
    states.putIfAbsent(changed.state().status().toLowerCase(Locale.ROOT), now);
  }

  /**
   * The stations in their order.
   *
   * @param monitored the task that the run's result is of
   */
  synchronized List<Station> all(Optional<RunningTask> monitored) {
    List<Station> all = new ArrayList<>();
    Instant at = startedAt;
    for (Map.Entry<String, Instant> end : ends.entrySet()) {
      if (!end.getKey().equals("fleet")) {
        all.add(station(end.getKey(), at, end.getValue()));
        at = end.getValue();
      }
    }
    if (fleet.isPresent()) {
      Instant from = fleet.get();
      Optional.ofNullable(ends.get("fleet")).ifPresent(end -> all.add(station("fleet", from, end)));
    } else if (accepted.isPresent() && monitored.filter(it -> it.arn().equals(task)).isPresent()) {
      // A task that ran before this job began to look has no start of its own in this run.
      Instant start = accepted.get().isBefore(at) ? at : accepted.get();
      all.add(station("start", at, start));
      task(start, all);
    }
    return all;
  }

  private void task(Instant start, List<Station> all) {
    Instant at = start;
    String name = "provisioning";
    for (Map.Entry<String, Instant> state : states.entrySet()) {
      if (state.getKey().equals("provisioning")) {
        continue;
      }
      boolean begins = state.getKey().equals("pending") || state.getKey().equals("running");
      if (!begins) {
        break; // the container's end and its log come before or after that
      }
      if (state.getValue().isAfter(at)) {
        all.add(station(name, at, state.getValue()));
        at = state.getValue();
      }
      name = state.getKey();
    }
    Instant from = at;
    String last = name;
    logEnded.filter(end -> end.isAfter(from)).ifPresent(end -> all.add(station(last, from, end)));
  }

  private Station station(String name, Instant from, Instant to) {
    return new Station(
        name, millis(Duration.between(startedAt, from)), millis(Duration.between(from, to)));
  }

  /** Not negative, also if a clock was set back. */
  private static long millis(Duration time) {
    return Math.max(0, time.toMillis());
  }
}
