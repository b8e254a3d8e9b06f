package dev.migratedeploy.report;

import dev.migratedeploy.deploy.event.FleetOutline;
import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.deploy.event.WaveProgress;
import dev.migratedeploy.deploy.event.WaveProgress.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How far each wave is at any moment: as it was told last, and what has ended since then. */
final class LiveWaves {
  private List<WaveProgress> waves = List.of();
  private Instant toldAt = Instant.EPOCH;

  void began(FleetOutline fleet, Instant now) {
    toldAt = now;
    waves =
        fleet.waves().stream()
            .map(
                wave ->
                    new WaveProgress(
                        wave.name(), new Counts(0, 0, 0, wave.targets(), 0), Duration.ZERO, false))
            .toList();
  }

  void told(List<WaveProgress> now, Instant at) {
    waves = List.copyOf(now);
    toldAt = at;
  }

  void ended(TargetResult result) {
    waves =
        waves.stream()
            .map(wave -> wave.name().equals(result.wave()) ? after(wave, result) : wave)
            .toList();
  }

  private static WaveProgress after(WaveProgress wave, TargetResult result) {
    Counts told = wave.counts();
    int running = told.running() > 0 ? 1 : 0;
    int waiting = running == 0 && told.waiting() > 0 ? 1 : 0;
    if (running + waiting == 0) {
      return wave;
    }
    boolean done = result.verdict().isSuccess();
    boolean notTried = result.isNotTried();
    return new WaveProgress(
        wave.name(),
        new Counts(
            told.done() + (done ? 1 : 0),
            told.failed() + (done || notTried ? 0 : 1),
            told.running() - running,
            told.waiting() - waiting,
            told.notTried() + (notTried ? 1 : 0)),
        wave.elapsed(),
        wave.over());
  }

  /** As it was told last. */
  List<WaveProgress> all() {
    return waves;
  }

  /** Those that have begun and are not over, as they are now. */
  List<WaveProgress> running(Instant now) {
    Duration since = Duration.between(toldAt, now);
    return waves.stream()
        .filter(wave -> !wave.over() && isBegun(wave))
        .map(
            wave ->
                new WaveProgress(
                    wave.name(), wave.counts(), wave.elapsed().plus(since), wave.over()))
        .toList();
  }

  static boolean isBegun(WaveProgress wave) {
    Counts counts = wave.counts();
    return counts.done() + counts.failed() + counts.running() > 0;
  }
}
