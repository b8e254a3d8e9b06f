package dev.migratedeploy.deploy.request;

import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.image.EntrypointScript;
import java.util.Optional;
import java.util.stream.Stream;

/** How the image's entrypoint starts Flyway's Java in a task of little processor time. */
public final class LightJava {
  private static final String JAVA_ARGS = "JAVA_ARGS";

  private LightJava() {}

  /**
   * What {@code -v} says of it; empty if nobody asked for more, or if Java is started as usual.
   * What the image itself sets is not known here.
   */
  public static Optional<String> note(DeployRequest request, TaskTemplate template) {
    return template
        .cpuUnits()
        .filter(units -> units < EntrypointScript.LIGHT_BELOW)
        .filter(units -> request.options().verbose() && request.image().runsFlyway())
        .filter(units -> !isSet(template))
        .map(
            units ->
                "the task has %d CPU units: unless the image sets it, JAVA_ARGS is %s"
                    .formatted(units, EntrypointScript.LIGHT_JAVA));
  }

  private static boolean isSet(TaskTemplate template) {
    return Stream.concat(template.variables().stream(), template.secrets().stream())
        .anyMatch(JAVA_ARGS::equals);
  }
}
