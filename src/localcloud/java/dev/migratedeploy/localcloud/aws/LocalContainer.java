package dev.migratedeploy.localcloud.aws;

import dev.migratedeploy.localcloud.container.ContainerRuntime.Container;
import dev.migratedeploy.localcloud.container.ContainerRuntime.ContainerSpec;
import dev.migratedeploy.localcloud.container.ContainerRuntime.ContainerStartException;
import dev.migratedeploy.localcloud.container.ContainerRuntime.ImagePullException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One container of a task: its definition with the task's override. */
final class LocalContainer {
  private final Fields definition;
  private final Fields override;
  private volatile Optional<AwsLogsDriver> log = Optional.empty();
  private volatile Optional<Container> running = Optional.empty();
  private volatile CompletableFuture<Void> ended = CompletableFuture.allOf();

  LocalContainer(Fields definition, Fields override) {
    this.definition = definition;
    this.override = override;
  }

  String name() {
    return definition.required("name");
  }

  boolean isEssential() {
    return Registration.isEssential(definition);
  }

  Duration stopTimeout(Duration otherwise) {
    return definition.number("stopTimeout").map(Duration::ofSeconds).orElse(otherwise);
  }

  /** What Fargate does before it pulls any image. */
  ContainerSpec prepare(Machine machine, String region, String taskId) throws LocalStartFailure {
    Map<String, String> environment = environment(machine.secrets());
    log = AwsLogsDriver.of(machine.logs(), definition, region, taskId);
    return new ContainerSpec(
        definition.required("image"),
        list(definition, "entryPoint"),
        list(override, "command").or(() -> list(definition, "command")),
        environment,
        line -> log.ifPresent(driver -> driver.accept(line)));
  }

  Container start(Machine machine, ContainerSpec spec) throws LocalStartFailure {
    try {
      Container started = machine.runtime().start(spec);
      running = Optional.of(started);
      return started;
    } catch (ImagePullException | ContainerStartException e) {
      throw LocalStartFailure.ofContainer(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      throw LocalStartFailure.ofContainer("CannotStartContainerError: " + e);
    }
  }

  void terminate() {
    running.ifPresent(Container::terminate);
  }

  void kill() {
    running.ifPresent(Container::kill);
  }

  /**
   * Tells when a container that was started has ended.
   *
   * @param told the exit code; empty where the runtime does not know it
   */
  void whenEnded(Consumer<Optional<Integer>> told) {
    ended =
        running
            .orElseThrow()
            .exit()
            .whenComplete((code, error) -> log.ifPresent(AwsLogsDriver::close))
            .handle((code, error) -> Optional.ofNullable(code))
            .thenAccept(told);
  }

  /** Completes once the container has ended and that was told; has for one that never ran. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  private Map<String, String> environment(LocalSecrets secrets) throws LocalStartFailure {
    Map<String, String> environment = new LinkedHashMap<>(variables(definition));
    for (Fields secret : definition.objects("secrets")) {
      environment.put(secret.required("name"), secrets.resolve(secret.required("valueFrom")));
    }
    environment.putAll(variables(override));
    return environment;
  }

  private static Map<String, String> variables(Fields container) {
    Map<String, String> variables = new LinkedHashMap<>();
    container
        .objects("environment")
        .forEach(
            variable ->
                variables.put(variable.required("name"), variable.text("value").orElse("")));
    return variables;
  }

  private static Optional<List<String>> list(Fields fields, String name) {
    return Optional.of(fields.texts(name)).filter(words -> !words.isEmpty());
  }
}
