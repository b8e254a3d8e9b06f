package dev.migratedeploy.image;

import java.util.List;

/**
 * What the image starts with.
 *
 * @param script the text of {@code /migrate-deploy/run}
 * @param observed whether it starts Flyway with the observer, which is in the image then
 */
public record Entrypoint(String script, boolean observed) {
  /** For a base image that runs another tool than Flyway. */
  public static Entrypoint of(List<String> entrypoint) {
    return new Entrypoint(EntrypointScript.of(entrypoint), false);
  }

  /**
   * For a base image that runs Flyway.
   *
   * @param location where Flyway finds the scripts, if nothing in the container tells it another
   *     place
   * @param observed whether the observer is to watch it
   */
  public static Entrypoint ofFlyway(List<String> entrypoint, String location, boolean observed) {
    return new Entrypoint(
        observed
            ? EntrypointScript.observed(entrypoint, location)
            : EntrypointScript.of(entrypoint, location),
        observed);
  }
}
