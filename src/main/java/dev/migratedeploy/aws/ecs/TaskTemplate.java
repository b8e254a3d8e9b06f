package dev.migratedeploy.aws.ecs;

import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** The task definition of the settings, whose copy with the new image is what runs. */
public final class TaskTemplate {
  /** What the names of this tool's labels begin with. */
  public static final String LABELS = "dev.migratedeploy.";

  /** Which revision another one was made of. */
  static final String TEMPLATE_LABEL = LABELS + "template";

  private static final double UNITS_OF_A_VCPU = 1024;

  private final TaskDefinition definition;
  private final List<Tag> tags;
  private final ContainerDefinition container;
  private final Map<String, String> newLabels;

  TaskTemplate(TaskDefinition definition, List<Tag> tags, ContainerDefinition container) {
    this(definition, tags, container, Map.of());
  }

  private TaskTemplate(
      TaskDefinition definition,
      List<Tag> tags,
      ContainerDefinition container,
      Map<String, String> newLabels) {
    this.definition = definition;
    this.tags = List.copyOf(tags);
    this.container = container;
    this.newLabels = Map.copyOf(newLabels);
  }

  /** The same, whose new revision is to have one more docker label. */
  public TaskTemplate labelled(String name, String value) {
    return new TaskTemplate(definition, tags, container, Map.of(name, value));
  }

  /** A docker label of the migration container. */
  public Optional<String> label(String name) {
    return Optional.ofNullable(container.dockerLabels().get(name));
  }

  /**
   * Whether it was made of that revision. Unless it is the one just before this, something may have
   * been registered in between whose labels are not here.
   */
  public boolean hasLabelsOf(int templateRevision) {
    return label(TEMPLATE_LABEL).equals(Optional.of(String.valueOf(templateRevision)));
  }

  /** Of a label's words, the one that tells what is run; the others tell by which job. */
  static String recorded(String label) {
    String[] words = label.split(" ", -1);
    return words.length > 1 ? words[1] : label;
  }

  static boolean isOwnLabel(String name) {
    return name.startsWith(LABELS);
  }

  /** Whether its new revision is to have a label that tells of the job. */
  public boolean isToBeLabelled() {
    return !newLabels.isEmpty();
  }

  Map<String, String> newLabels() {
    return newLabels;
  }

  public String family() {
    return definition.family();
  }

  public int revision() {
    return definition.revision();
  }

  /** The migration container's name. */
  public String container() {
    return container.name();
  }

  /**
   * Whether ECS stops the task when this container ends. A container that AWS adds itself, such as
   * the agent of GuardDuty, is not in the definition and never essential.
   */
  public boolean isEssential(String name) {
    return definition.containerDefinitions().stream()
        .anyMatch(it -> it.name().equals(name) && !Boolean.FALSE.equals(it.essential()));
  }

  /** What ECS runs in the migration container instead of the image's entrypoint; often empty. */
  public List<String> entryPoint() {
    return container.entryPoint();
  }

  /** The names of the other containers whose end ends the task. */
  public List<String> essentialBeside() {
    return definition.containerDefinitions().stream()
        .map(ContainerDefinition::name)
        .filter(name -> !name.equals(container()) && isEssential(name))
        .toList();
  }

  /** What the migration container runs in this revision; often what the last job published. */
  public Optional<String> image() {
    return Optional.ofNullable(container.image());
  }

  public LogDestination log() {
    return LogDestination.of(container);
  }

  /** The value that the definition gives one of the container's environment variables. */
  public Optional<String> variable(String name) {
    return container.environment().stream()
        .filter(variable -> Objects.equals(variable.name(), name))
        .findFirst()
        .map(KeyValuePair::value);
  }

  /** The names of the variables that are in the definition in plain. */
  public List<String> variables() {
    return container.environment().stream().map(KeyValuePair::name).toList();
  }

  /** The variables that are in the definition in plain, with their values. */
  public Map<String, String> values() {
    return container.environment().stream()
        .filter(variable -> variable.name() != null && variable.value() != null)
        .collect(Collectors.toMap(KeyValuePair::name, KeyValuePair::value, (one, last) -> last));
  }

  /** The names of the variables that ECS fills from Secrets Manager or the Parameter Store. */
  public List<String> secrets() {
    return container.secrets().stream().map(Secret::name).toList();
  }

  /** Where ECS takes them from, by their names; never what is there. */
  public Map<String, String> secretSources() {
    return container.secrets().stream()
        .filter(secret -> secret.name() != null && secret.valueFrom() != null)
        .collect(Collectors.toMap(Secret::name, Secret::valueFrom, (one, last) -> last));
  }

  /** The role with which ECS pulls the image, reads the secrets and writes the log. */
  public Optional<String> executionRole() {
    return Optional.ofNullable(definition.executionRoleArn());
  }

  /** Whether the log driver makes the group if there is none ({@code awslogs-create-group}). */
  public boolean createsLogGroup() {
    return container.logConfiguration() != null
        && "true".equals(container.logConfiguration().options().get("awslogs-create-group"));
  }

  /** The log option {@code mode}; absent if the account's default counts. */
  public Optional<String> logMode() {
    return Optional.ofNullable(container.logConfiguration()).map(log -> log.options().get("mode"));
  }

  /** What a task is given and billed; absent if its containers share what a machine has. */
  public Optional<Double> vcpus() {
    return cpuUnits().map(units -> units / UNITS_OF_A_VCPU);
  }

  /** The same in ECS' units, of which a vCPU has 1024. */
  public Optional<Integer> cpuUnits() {
    return Optional.ofNullable(definition.cpu())
        .filter(units -> units.matches("\\d{1,9}"))
        .map(units -> Integer.parseInt(units));
  }

  /** The architecture that an image must have to run here, in the words of OCI images. */
  public String architecture() {
    return Optional.ofNullable(definition.runtimePlatform())
        .map(platform -> platform.cpuArchitectureAsString())
        .filter("ARM64"::equals)
        .map(arm -> "arm64")
        .orElse("amd64");
  }

  /**
   * Checks that the environment says where a task of this definition is to be in the network.
   *
   * @throws RefusedException if subnets are needed and none is named
   */
  public void requireSubnets(EnvironmentSettings environment) {
    if (needsSubnets() && environment.network().subnets().isEmpty()) {
      throw new RefusedException(
          Problem.of(
              "the task definition "
                  + family()
                  + " has network mode awsvpc, and the environment "
                  + environment.name()
                  + " names no subnets",
              "set subnets, and security-groups, in the settings"));
    }
  }

  /** Whether a task of this definition has a network interface of its own, and so needs subnets. */
  public boolean needsSubnets() {
    return Objects.equals(definition.networkModeAsString(), "awsvpc");
  }

  TaskDefinition definition() {
    return definition;
  }

  List<Tag> tags() {
    return tags;
  }
}
