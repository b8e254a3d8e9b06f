package dev.migratedeploy.aws.ecs;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Turns a task definition back into the request that registers it. */
final class TaskDefinitionCopier {
  private TaskDefinitionCopier() {}

  /**
   * The template with one container's image replaced, and its labels brought up to date. Its
   * entryPoint goes: ECS would run it instead of the image's own.
   */
  static RegisterTaskDefinitionRequest of(TaskTemplate template, String image) {
    List<ContainerDefinition> containers =
        template.definition().containerDefinitions().stream()
            .map(
                container ->
                    container.name().equals(template.container())
                        ? migrating(labelled(container, template), image)
                        : container)
            .toList();
    return copy(
        template.definition().toBuilder().containerDefinitions(containers).build(),
        template.tags());
  }

  private static ContainerDefinition migrating(ContainerDefinition container, String image) {
    ContainerDefinition.Builder migrating = container.toBuilder().image(image);
    if (container.hasEntryPoint()) {
      migrating.entryPoint((Collection<String>) null);
    }
    return migrating.build();
  }

  private static ContainerDefinition labelled(
      ContainerDefinition container, TaskTemplate template) {
    Map<String, String> labels = new TreeMap<>(container.dockerLabels());
    labels.putAll(template.newLabels());
    if (labels.keySet().stream().noneMatch(TaskTemplate::isOwnLabel)) {
      return container;
    }
    labels.put(TaskTemplate.TEMPLATE_LABEL, String.valueOf(template.revision()));
    return container.toBuilder().dockerLabels(labels).build();
  }

  /** What makes two revisions run the same: this tool's own labels do not. */
  static RegisterTaskDefinitionRequest withoutOwnLabels(RegisterTaskDefinitionRequest request) {
    return request.toBuilder()
        .containerDefinitions(
            request.containerDefinitions().stream()
                .map(TaskDefinitionCopier::withoutOwnLabels)
                .toList())
        .build();
  }

  /** The same for two jobs that record what they run with: what they run is to be the same. */
  static RegisterTaskDefinitionRequest withoutWriters(RegisterTaskDefinitionRequest request) {
    return request.toBuilder()
        .containerDefinitions(
            request.containerDefinitions().stream()
                .map(TaskDefinitionCopier::withoutWriters)
                .toList())
        .build();
  }

  private static ContainerDefinition withoutWriters(ContainerDefinition container) {
    if (container.dockerLabels().keySet().stream().noneMatch(TaskTemplate::isOwnLabel)) {
      return container;
    }
    Map<String, String> labels = new TreeMap<>(container.dockerLabels());
    labels.remove(TaskTemplate.TEMPLATE_LABEL);
    labels.replaceAll(
        (name, value) -> TaskTemplate.isOwnLabel(name) ? TaskTemplate.recorded(value) : value);
    return container.toBuilder().dockerLabels(labels).build();
  }

  private static ContainerDefinition withoutOwnLabels(ContainerDefinition container) {
    Map<String, String> labels = new TreeMap<>(container.dockerLabels());
    return labels.keySet().removeIf(TaskTemplate::isOwnLabel)
        // Not an empty map, which is not equal to none.
        ? container.toBuilder().dockerLabels(labels.isEmpty() ? null : labels).build()
        : container;
  }

  /**
   * Every field that the request and the definition share, by name: a field that a later SDK adds
   * to both is carried over without a change here.
   */
  static RegisterTaskDefinitionRequest copy(TaskDefinition definition, Collection<Tag> tags) {
    Map<String, SdkField<?>> described =
        definition.sdkFields().stream()
            .collect(Collectors.toMap(SdkField::memberName, Function.identity()));
    RegisterTaskDefinitionRequest.Builder request = RegisterTaskDefinitionRequest.builder();
    for (SdkField<?> field : request.sdkFields()) {
      SdkField<?> source = described.get(field.memberName());
      Object value = source == null ? null : source.getValueOrDefault(definition);
      if (value != null) {
        field.set(request, value);
      }
    }
    // ECS keeps tags that begin with aws: for itself and refuses a request that sets one.
    return request
        .tags(tags.stream().filter(tag -> !tag.key().startsWith("aws:")).toList())
        .build();
  }
}
