package dev.migratedeploy.aws.ecs;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * What a task that was found is to do. A task has no containers as long as a capacity provider has
 * no room for it: the container's name is then known from its overrides, and its image from its
 * task definition.
 */
final class TaskMessages {
  private final EcsClient ecs;

  /** By revision, whose content never changes. */
  private final Map<String, String> images = new ConcurrentHashMap<>();

  TaskMessages(EcsClient ecs) {
    this.ecs = ecs;
  }

  FoundTask known(Task task, String cluster, TaskTemplate template) {
    Optional<ContainerOverride> override = override(task, template);
    String container = override.map(ContainerOverride::name).orElse(template.container());
    String arn = task.taskDefinitionArn();
    return new FoundTask(
        new RunningTask(
            task.taskArn(), cluster, arn.substring(arn.lastIndexOf('/') + 1), container),
        image(task, container),
        override.map(ContainerOverride::command).orElse(List.of()),
        overridden(task),
        variables(override),
        TaskStates.of(task),
        task.createdAt());
  }

  /**
   * The command that RunTask gave. ECS lists every container here; the template's container may
   * have been renamed since.
   */
  private static Optional<ContainerOverride> override(Task task, TaskTemplate template) {
    if (task.overrides() == null) {
      return Optional.empty();
    }
    return task.overrides().containerOverrides().stream()
        .filter(ContainerOverride::hasCommand)
        .filter(override -> !override.command().isEmpty())
        .reduce((one, two) -> Objects.equals(one.name(), template.container()) ? one : two);
  }

  private static Map<String, String> variables(Optional<ContainerOverride> override) {
    Map<String, String> variables = new TreeMap<>();
    override
        .map(ContainerOverride::environment)
        .orElse(List.of())
        .forEach(
            variable ->
                variables.put(String.valueOf(variable.name()), String.valueOf(variable.value())));
    return variables;
  }

  private static Set<String> overridden(Task task) {
    Set<String> names = new TreeSet<>();
    if (task.overrides() == null) {
      return names;
    }
    for (ContainerOverride override : task.overrides().containerOverrides()) {
      override.environment().forEach(variable -> names.add(String.valueOf(variable.name())));
      if (!override.environmentFiles().isEmpty()) {
        names.add("environmentFiles");
      }
    }
    if (task.overrides().taskRoleArn() != null) {
      names.add("taskRoleArn");
    }
    if (task.overrides().executionRoleArn() != null) {
      names.add("executionRoleArn");
    }
    return names;
  }

  private String image(Task task, String container) {
    return task.containers().stream()
        .filter(it -> Objects.equals(it.name(), container))
        .findFirst()
        .map(Container::image)
        .orElseGet(() -> imageOfRevision(task.taskDefinitionArn(), container));
  }

  /** Empty where ECS does not tell: what the task does is then not known, only that it is there. */
  private String imageOfRevision(String revision, String container) {
    String known = images.get(revision);
    if (known != null) {
      return known;
    }
    try {
      String image =
          ecs
              .describeTaskDefinition(request -> request.taskDefinition(revision))
              .taskDefinition()
              .containerDefinitions()
              .stream()
              .filter(it -> Objects.equals(it.name(), container))
              .findFirst()
              .map(ContainerDefinition::image)
              .orElse("");
      images.put(revision, image);
      return image;
    } catch (SdkException e) {
      return "";
    }
  }
}
