package dev.migratedeploy.fleet;

import dev.migratedeploy.deploy.event.DeployEvent.FleetProgressed;
import dev.migratedeploy.deploy.event.WaveProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tells how far the fleet is: now and then if anything has changed, and at each wave's end. */
final class FleetProgress implements FleetStep {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Fleet fleet;
  private List<WaveProgress.Counts> told = List.of();
  private long over;
  private Instant next;

  FleetProgress(Fleet fleet) {
    this.fleet = fleet;
    this.next = fleet.now().plus(PAUSE);
  }

  @Override
  public void step(Instant now) {
    List<WaveProgress> waves = fleet.schedule().progress(now);
    long ended = waves.stream().filter(WaveProgress::over).count();
    List<WaveProgress.Counts> counts = waves.stream().map(WaveProgress::counts).toList();
    if (ended > over || (!now.isBefore(next) && !counts.equals(told))) {
      over = ended;
      told = counts;
      next = now.plus(PAUSE);
      fleet.listener().on(new FleetProgressed(waves));
    }
  }
}
