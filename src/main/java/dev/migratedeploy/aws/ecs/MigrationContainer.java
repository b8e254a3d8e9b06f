package dev.migratedeploy.aws.ecs;

import java.util.List;
import java.util.Map;

/**
 * What the migration container runs.
 *
 * @param image the image by digest
 * @param newImage whether the registry did not have it before, so that no revision can name it yet
 * @param command what the image's entrypoint gets as arguments
 * @param variables for the image's entrypoint, beside those of the task definition
 */
public record MigrationContainer(
    String image, boolean newImage, List<String> command, Map<String, String> variables) {
  public MigrationContainer {
    command = List.copyOf(command);
    variables = Map.copyOf(variables);
  }
}
