package dev.migratedeploy.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of a {@code result.json}.
 *
 * @param run absent values were not in it
 * @param wrongClocks how many times were negative: the machine's clock was set back meanwhile
 */
public record StoredResult(
    Age age,
    Outcome outcome,
    Run run,
    List<StationTime> stations,
    List<ScriptTime> scripts,
    int wrongClocks) {
  public StoredResult {
    stations = List.copyOf(stations);
    scripts = List.copyOf(scripts);
  }

  /** Who has written it, compared with this version. */
  public enum Age {
    /** An earlier version, which did not tell the stations yet. */
    OLDER,
    SAME,
    /** A later version: keys may have changed their meaning. */
    NEWER
  }

  /** The verdict, as it was printed. */
  public record Outcome(String verdict, int exitCode, String cause) {
    public boolean isGreen() {
      return exitCode == 0;
    }
  }

  /**
   * The run.
   *
   * @param startedAt by the job's clock
   * @param databases of an environment with targets; else 1
   */
  public record Run(
      Optional<Instant> startedAt,
      Optional<Duration> took,
      Optional<String> versionAfter,
      int databases) {}

  /** How long its scripts waited for locks. */
  public Duration waited() {
    return scripts.stream()
        .flatMap(script -> script.work().stream())
        .map(ScriptTime.Work::waited)
        .reduce(Duration.ZERO, Duration::plus);
  }

  public Optional<Duration> station(String name) {
    return stations.stream()
        .filter(station -> station.station().equals(name))
        .map(StationTime::time)
        .findFirst();
  }
}
