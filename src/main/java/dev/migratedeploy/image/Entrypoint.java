package dev.migratedeploy.image;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the image starts with.
 *
 * @param script the text of {@code /migrate-deploy/run}
 * @param observed whether it starts Flyway with the observer, which is in the image then
 * @param others the scripts that it runs beside the observer's, by their place in the image
 */
public record Entrypoint(String script, boolean observed, SortedMap<String, String> others) {
  private static final String EACH = "/migrate-deploy/each";
  private static final String ONE = "/migrate-deploy/one";

  public Entrypoint {
    others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
  }

  /** One that needs no other script. */
  public Entrypoint(String script, boolean observed) {
    this(script, observed, new TreeMap<>());
  }

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

  /** The same for an environment of many databases, of which a task may have several. */
  public static Entrypoint ofTargets(List<String> entrypoint, String location, boolean observed) {
    String words = EntrypointScript.words(entrypoint, observed);
    return new Entrypoint(
        EntrypointScript.ofTargets(words, location),
        observed,
        new TreeMap<>(
            Map.of(
                EACH, EntrypointScript.each(), ONE, EntrypointScript.ofTarget(words, location))));
  }
}
