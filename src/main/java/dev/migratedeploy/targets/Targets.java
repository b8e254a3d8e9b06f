package dev.migratedeploy.targets;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The databases that a run is for.
 *
 * @param waves in their order; one that has no database is left out
 * @param perTask how many databases one task migrates at most, one after another
 * @param parallel how many tasks run at once at most
 * @param atMost for a field's name, how many tasks run at once at most for each of its values
 * @param partial whether they are only some of the environment's, as with {@code --target}
 * @param list what they were taken from
 */
public record Targets(
    List<Wave> waves,
    int perTask,
    int parallel,
    Map<String, Integer> atMost,
    boolean partial,
    ListOrigin list) {
  /** The environment is one database, and its task definition says which. */
  public static final Targets NONE = new Targets(List.of(), 1, 1, Map.of(), false);

  public Targets {
    waves = waves.stream().filter(wave -> !wave.targets().isEmpty()).toList();
    atMost = Map.copyOf(atMost);
  }

  /** A list that is all that there is. */
  public Targets(
      List<Wave> waves, int perTask, int parallel, Map<String, Integer> atMost, boolean partial) {
    this(waves, perTask, parallel, atMost, partial, ListOrigin.of(waves));
  }

  /** Whether the environment has no list of databases. */
  public boolean none() {
    return waves.isEmpty();
  }

  /** Every database, in the order of the waves. */
  public List<Target> all() {
    return waves.stream().flatMap(wave -> wave.targets().stream()).toList();
  }

  /** The same without those that do not belong. */
  public Targets only(Predicate<Target> belongs) {
    return new Targets(
        waves.stream()
            .map(
                wave ->
                    new Wave(
                        wave.name(),
                        wave.targets().stream().filter(belongs).toList(),
                        wave.failures()))
            .toList(),
        perTask,
        parallel,
        atMost,
        partial,
        list);
  }

  /** The same as a part of the environment's. */
  Targets asPart() {
    return new Targets(waves, perTask, parallel, atMost, true, list);
  }

  /** The same for some of a wave's, in this order; costs nothing for the others. */
  public Targets of(Wave wave, List<Target> some) {
    return new Targets(
        List.of(new Wave(wave.name(), some, wave.failures())),
        perTask,
        parallel,
        atMost,
        partial,
        list);
  }

  /** The same for what one task does. */
  public Targets of(Collection<Target> targets) {
    Set<String> names = targets.stream().map(Target::name).collect(Collectors.toSet());
    return only(target -> names.contains(target.name()));
  }
}
