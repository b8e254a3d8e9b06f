package dev.migratedeploy.flyway.rehearsal;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the settings say about rehearsals, for all environments or for one.
 *
 * @param before a script that makes what only the environment has, such as roles and extensions;
 *     relative to the project's directory
 * @param from a file with the schema of what is deployed, which is run instead of its scripts
 * @param environment the variables that only the task definition sets, by their names
 * @param version the version of the environment's database, such as {@code 17} or {@code 10.11}
 * @param required whether a script that cannot be rehearsed is an error
 */
public record RehearseSettings(
    Optional<String> before,
    Optional<String> from,
    Map<String, String> environment,
    Optional<String> version,
    Optional<Boolean> required) {
  public static final RehearseSettings NONE =
      new RehearseSettings(
          Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), Optional.empty());

  public RehearseSettings {
    environment = Map.copyOf(environment);
  }

  /** The same, and what another section says where this one says nothing. */
  RehearseSettings over(RehearseSettings other) {
    Map<String, String> variables = new TreeMap<>(other.environment);
    variables.putAll(environment);
    return new RehearseSettings(
        before.or(other::before),
        from.or(other::from),
        variables,
        version.or(other::version),
        required.or(other::required));
  }

  /** Whether a script that cannot be rehearsed makes the job fail. */
  public boolean isRequired() {
    return required.orElse(false);
  }
}
