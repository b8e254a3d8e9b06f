package dev.migratedeploy.aws.ecs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** A task definition with one container, for tests of what stands on {@link Tasks}. */
public final class PlainTemplate {
  private PlainTemplate() {}

  /** One whose container logs to CloudWatch. */
  public static TaskTemplate of(String container) {
    return of(container, Map.of());
  }

  /**
   * One for Fargate.
   *
   * @param cpu in units of which a vCPU has 1024
   */
  public static TaskTemplate onFargate(String container, int cpu) {
    return onFargate(container, cpu, Map.of());
  }

  /** The same, with environment variables. */
  public static TaskTemplate onFargate(String container, int cpu, Map<String, String> variables) {
    TaskTemplate plain = of(container, variables);
    return new TaskTemplate(
        plain.definition().toBuilder()
            .cpu(String.valueOf(cpu))
            .networkMode(NetworkMode.AWSVPC)
            .build(),
        List.of(),
        plain.definition().containerDefinitions().get(0));
  }

  /** One whose container has an entryPoint. */
  public static TaskTemplate withEntryPoint(String container, List<String> words) {
    TaskTemplate plain = of(container);
    ContainerDefinition migration =
        plain.definition().containerDefinitions().get(0).toBuilder().entryPoint(words).build();
    return new TaskTemplate(
        plain.definition().toBuilder().containerDefinitions(migration).build(),
        List.of(),
        migration);
  }

  /** One with a second essential container. */
  public static TaskTemplate withAgent(String container, String agent) {
    return beside(of(container), ContainerDefinition.builder().name(agent).essential(true).build());
  }

  /** One whose container is not essential, beside one that is. */
  public static TaskTemplate notEssential(String container, String agent) {
    TaskTemplate plain = of(container);
    ContainerDefinition migration =
        plain.definition().containerDefinitions().get(0).toBuilder().essential(false).build();
    return new TaskTemplate(
        plain.definition().toBuilder()
            .containerDefinitions(
                migration, ContainerDefinition.builder().name(agent).essential(true).build())
            .build(),
        List.of(),
        migration);
  }

  private static TaskTemplate beside(TaskTemplate plain, ContainerDefinition other) {
    ContainerDefinition migration = plain.definition().containerDefinitions().get(0);
    return new TaskTemplate(
        plain.definition().toBuilder().containerDefinitions(migration, other).build(),
        List.of(),
        migration);
  }

  /** The same, with environment variables. */
  public static TaskTemplate of(String container, Map<String, String> variables) {
    ContainerDefinition definition =
        ContainerDefinition.builder()
            .name(container)
            .environment(
                variables.entrySet().stream()
                    .map(
                        variable ->
                            KeyValuePair.builder()
                                .name(variable.getKey())
                                .value(variable.getValue())
                                .build())
                    .toList())
            .logConfiguration(
                log ->
                    log.logDriver("awslogs")
                        .options(Map.of("awslogs-group", "/m", "awslogs-stream-prefix", "m")))
            .build();
    return new TaskTemplate(
        TaskDefinition.builder()
            .family("flyway")
            .revision(41)
            .containerDefinitions(definition)
            .build(),
        List.of(),
        definition);
  }

  /** One whose container has another log driver. */
  public static TaskTemplate loggingTo(String container, String driver) {
    TaskTemplate plain = of(container);
    ContainerDefinition migration =
        plain.definition().containerDefinitions().get(0).toBuilder()
            .logConfiguration(log -> log.logDriver(driver))
            .build();
    return new TaskTemplate(
        plain.definition().toBuilder().containerDefinitions(migration).build(),
        List.of(),
        migration);
  }

  /** What a job finds after another one has registered its revision. */
  public static TaskTemplate registered(TaskTemplate template) {
    Map<String, String> labels =
        new HashMap<>(template.definition().containerDefinitions().get(0).dockerLabels());
    labels.putAll(template.newLabels());
    labels.put(TaskTemplate.TEMPLATE_LABEL, String.valueOf(template.revision()));
    ContainerDefinition migration =
        template.definition().containerDefinitions().get(0).toBuilder()
            .dockerLabels(labels)
            .build();
    return new TaskTemplate(
        template.definition().toBuilder()
            .revision(template.revision() + 1)
            .containerDefinitions(migration)
            .build(),
        List.of(),
        migration);
  }
}
