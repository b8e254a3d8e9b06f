package dev.migratedeploy.deploy.event;

import java.time.Duration;

/**
 * How far a wave is, in databases.
 *
 * @param counts where they are; together they are the wave's
 * @param elapsed since the wave began; zero before
 * @param over whether nothing of it runs, and nothing of it will be started any more
 */
public record WaveProgress(String name, Counts counts, Duration elapsed, boolean over) {
  /**
   * How many databases are where.
   *
   * @param done with success, or passed over
   * @param failed without success, whatever the verdict
   * @param running in a task that was started and has not ended
   * @param waiting for their turn
   * @param notTried left out after too many failures, a timeout or a cancelled job
   */
  public record Counts(int done, int failed, int running, int waiting, int notTried) {
    public int all() {
      return done + failed + running + waiting + notTried;
    }
  }
}
