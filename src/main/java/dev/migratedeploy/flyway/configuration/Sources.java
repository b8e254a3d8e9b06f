package dev.migratedeploy.flyway.configuration;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that tells Flyway what to do, as far as it can be seen before the container runs. What
 * the base image brings along itself is not part of it.
 *
 * @param arguments such as {@code migrate} and {@code -outOfOrder=true}
 * @param variables of the container, with their values
 * @param secrets the names of its variables whose values only the container gets
 * @param files those of the image that Flyway might read
 */
public record Sources(
    List<String> arguments,
    Map<String, String> variables,
    Set<String> secrets,
    List<ConfigurationFile> files) {
  public Sources {
    arguments = List.copyOf(arguments);
    variables = Map.copyOf(variables);
    secrets = Set.copyOf(secrets);
    files = List.copyOf(files);
  }
}
