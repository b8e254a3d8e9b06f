package dev.migratedeploy.deploy.event;

import java.util.List;

/**
 * What a run over many databases is to do.
 *
 * @param waves in their order
 * @param perTask how many databases one task migrates, one after another
 * @param parallel how many tasks run at once at most
 * @param passedOver how many databases are proved done with this very image, and are left alone
 * @param partial whether the databases are only some of the environment's
 */
public record FleetOutline(
    List<WaveOutline> waves, int perTask, int parallel, int passedOver, boolean partial) {
  /**
   * A wave.
   *
   * @param targets how many databases
   */
  public record WaveOutline(String name, int targets) {}

  public FleetOutline {
    waves = List.copyOf(waves);
  }

  /** How many databases there are in all. */
  public int targets() {
    return waves.stream().mapToInt(WaveOutline::targets).sum();
  }
}
