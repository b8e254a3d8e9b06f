package dev.migratedeploy.report;

import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.ChangesDetected;
import dev.migratedeploy.deploy.event.DeployEvent.FleetProgressed;
import dev.migratedeploy.deploy.event.DeployEvent.FleetStarted;
import dev.migratedeploy.deploy.event.DeployEvent.FlywayObserved;
import dev.migratedeploy.deploy.event.DeployEvent.ImagePublished;
import dev.migratedeploy.deploy.event.DeployEvent.LogEnded;
import dev.migratedeploy.deploy.event.DeployEvent.MonitoringStarted;
import dev.migratedeploy.deploy.event.DeployEvent.PendingListed;
import dev.migratedeploy.deploy.event.DeployEvent.TaskStateChanged;
import dev.migratedeploy.deploy.event.WaveProgress;
import dev.migratedeploy.report.TimeSpan.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When what happened in a run. The thread of a signal may read it while the run goes on. */
final class Timeline {
  /** What is shorter at the end of a run is not worth a row. */
  private static final Duration WORTH_TELLING = Duration.ofMillis(100);

  private final List<TimeRow> stations = new ArrayList<>();
  private final Map<String, TimeRow> waves = new LinkedHashMap<>();
  private final Instant startedAt;
  private TaskRows task;
  private ScriptRows scripts = new ScriptRows();
  private boolean fleet;
  private Instant began;

  Timeline(Instant startedAt) {
    this.startedAt = startedAt;
    this.began = startedAt;
    this.task = new TaskRows(startedAt);
  }

  synchronized void on(DeployEvent event, Instant now) {
    if (event instanceof ChangesDetected) {
      station("Detect", now);
    } else if (event instanceof ImagePublished) {
      station("Publish", now);
    } else if (event instanceof PendingListed) {
      station("Compare", now);
    } else if (event instanceof FleetStarted) {
      station("Prepare", now);
      fleet = true;
    } else if (event instanceof FleetProgressed progressed) {
      progressed.waves().forEach(wave -> add(wave, now));
    } else if (!fleet) {
      ofTask(event, now);
    }
  }

  private void ofTask(DeployEvent event, Instant now) {
    if (event instanceof MonitoringStarted) {
      keep(now);
      station("Start task", now);
    } else if (event instanceof TaskStateChanged changed) {
      task.add(changed, now);
    } else if (event instanceof FlywayObserved observed) {
      scripts.add(observed);
    } else if (event instanceof LogEnded) {
      task.logEnded(now);
      began = now;
    }
  }

  /** A task before this one, such as one that was waited for, is told, too. */
  private void keep(Instant now) {
    stations.addAll(ofTask(now));
    task = new TaskRows(startedAt);
    scripts = new ScriptRows();
  }

  private void add(WaveProgress wave, Instant now) {
    TimeRow known = waves.get(wave.name());
    boolean begun = wave.counts().running() + wave.counts().done() + wave.counts().failed() > 0;
    if (begun) {
      Instant from = known == null ? now.minus(wave.elapsed()) : known.from();
      Instant to = from.plus(wave.elapsed());
      waves.put(wave.name(), TimeRow.of(wave.name(), Kind.WAVE, from, to));
      began = now;
    }
  }

  private void station(String name, Instant now) {
    stations.add(TimeRow.of(name, Kind.OWN, began, now.isBefore(began) ? began : now));
    began = now;
  }

  /** All of it, up to now; of a task that ran before this job came to it only the task's part. */
  synchronized List<TimeRow> rows(Instant now) {
    List<TimeRow> ofTask = ofTask(now);
    if (task.isAttached()) {
      return ofTask;
    }
    List<TimeRow> rows = new ArrayList<>(stations);
    rows.addAll(ofTask);
    rows.addAll(waves.values());
    boolean over = fleet || task.end().isPresent() || ofTask.isEmpty();
    if (over && Duration.between(began, now).compareTo(WORTH_TELLING) >= 0) {
      rows.add(TimeRow.of("Finish", Kind.OWN, began, now));
    }
    return rows;
  }

  private List<TimeRow> ofTask(Instant now) {
    List<TimeRow> rows = new ArrayList<>();
    List<TimeRow> states = task.rows(now);
    Optional<TimeSpan> ran =
        states.stream()
            .flatMap(row -> row.spans().stream())
            .filter(span -> span.kind() == Kind.FLYWAY)
            .findFirst();
    List<TimeRow> inside = scripts.rows(ran, now);
    boolean placed = false;
    for (TimeRow state : states) {
      rows.add(state);
      if (!placed && state.spans().get(0).kind() == Kind.FLYWAY) {
        rows.addAll(inside);
        placed = true;
      }
    }
    if (!placed) {
      rows.addAll(inside);
    }
    return rows;
  }
}
