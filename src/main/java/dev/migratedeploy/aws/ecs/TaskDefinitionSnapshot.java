package dev.migratedeploy.aws.ecs;

import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.RuntimePlatform;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** A task definition, before it is known which of its containers migrates. */
public final class TaskDefinitionSnapshot {
  private final TaskDefinition definition;
  private final List<Tag> tags;

  TaskDefinitionSnapshot(TaskDefinition definition, List<Tag> tags) {
    this.definition = definition;
    this.tags = List.copyOf(tags);
  }

  /** Family and revision, such as {@code flyway:41}. */
  public String name() {
    return definition.family() + ":" + definition.revision();
  }

  /** Whether ECS has found it fit for such a launch type, such as {@code FARGATE}. */
  public boolean runsOn(String launchType) {
    return definition.compatibilitiesAsStrings().isEmpty()
        || definition.compatibilitiesAsStrings().contains(launchType);
  }

  /** Whether somebody has deregistered it; a new revision of it can still be registered. */
  public boolean isInactive() {
    return definition.status() == TaskDefinitionStatus.INACTIVE;
  }

  /**
   * The template with its migration container.
   *
   * @param container its name; absent if only one container is essential
   * @throws RefusedException if it cannot be told which one migrates
   */
  public TaskTemplate template(Optional<String> container) {
    requireLinux();
    List<ContainerDefinition> candidates =
        definition.containerDefinitions().stream()
            .filter(
                it ->
                    container.map(it.name()::equals).orElse(!Boolean.FALSE.equals(it.essential())))
            .toList();
    if (candidates.size() != 1) {
      throw new RefusedException(container.map(this::missing).orElseGet(this::ambiguous));
    }
    return new TaskTemplate(definition, tags, candidates.get(0));
  }

  /** The image is a Linux image: in a Windows task no host could run it. */
  private void requireLinux() {
    Optional.ofNullable(definition.runtimePlatform())
        .map(RuntimePlatform::operatingSystemFamilyAsString)
        .filter(family -> family.startsWith("WINDOWS"))
        .ifPresent(
            family -> {
              throw new RefusedException(
                  Problem.of(
                      "the task definition "
                          + name()
                          + " is for "
                          + family
                          + ", and the image is a Linux image",
                      "set runtimePlatform.operatingSystemFamily to LINUX in the task definition, or"
                          + " let task-definition in the settings name another one"));
            });
  }

  private Problem missing(String wanted) {
    return Problem.of(
        "the task definition " + name() + " has no container " + wanted,
        "set container in the settings to one of: " + containers());
  }

  private Problem ambiguous() {
    return Problem.of(
        "the task definition " + name() + " has more than one essential container",
        "set container in the settings to the one that migrates, one of: " + containers());
  }

  private String containers() {
    return definition.containerDefinitions().stream()
        .map(ContainerDefinition::name)
        .collect(Collectors.joining(", "));
  }
}
