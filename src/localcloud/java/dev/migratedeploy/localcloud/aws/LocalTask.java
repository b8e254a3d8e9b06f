package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.localcloud.container.ContainerRuntime.Container;
import dev.migratedeploy.localcloud.container.ContainerRuntime.ContainerSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The life of one task, on a thread of its own, from PROVISIONING to STOPPED. */
final class LocalTask {
  private static final Duration KILLED_BY = Duration.ofSeconds(10);

  private final String id;
  private final String region;
  private final TaskRecord record;
  private final List<LocalContainer> containers;
  private final Machine machine;
  private final TaskTimings timings;
  private final CompletableFuture<StopCause> stop = new CompletableFuture<>();
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  LocalTask(String id, TaskOrder order, TaskRecord record, Machine machine, TaskTimings timings) {
    this.id = id;
    this.region = Arns.region(order.cluster().arn());
    this.record = record;
    this.machine = machine;
    this.timings = timings;
    this.containers =
        order.definition().containers().stream()
            .map(
                container ->
                    new LocalContainer(container, order.override(container.required("name"))))
            .toList();
    record.placed(timings.capacity().isZero());
  }

  String arn() {
    return record.text("taskArn");
  }

  TaskRecord record() {
    return record;
  }

  /** Completes with the task as it is described once it has STOPPED. */
  CompletableFuture<ObjectNode> stopped() {
    return end.thenApply(ended -> record.snapshot());
  }

  /** Lives on; {@code startFailure} is one that a test has ordered. */
  void begin(Optional<LocalStartFailure> startFailure) {
    Thread thread = new Thread(() -> live(startFailure), "task-" + id);
    thread.setDaemon(true);
    thread.start();
  }

  /** The first cause counts; the task's thread does the rest. */
  void stop(StopCause cause) {
    record.change(
        task -> {
          if (stop.complete(cause)) {
            task.put("desiredStatus", "STOPPED")
                .put("stopCode", cause.code())
                .put("stoppedReason", cause.reason());
          }
        });
  }

  /** Ends the containers at once, as a machine does that is switched off. */
  void kill() {
    stop(StopCause.userInitiated("the local cloud is closed"));
    containers.forEach(LocalContainer::kill);
  }

  private void live(Optional<LocalStartFailure> startFailure) {
    try {
      if (!await(stop, timings.capacity())) {
        record.placed(true);
      }
      await(stop, timings.provisioning());
      enter("PENDING");
      await(stop, timings.pending());
      if (!stop.isDone()) {
        start(startFailure);
      }
      stop.join();
      record.stamp("stoppingAt");
      stopContainers();
      record.stamp("executionStoppedAt");
      enter("DEPROVISIONING");
      await(new CompletableFuture<>(), timings.deprovisioning());
    } finally {
      record.stamp("stoppedAt");
      enter("STOPPED");
      end.complete(null);
    }
  }

  private void start(Optional<LocalStartFailure> ordered) {
    try {
      if (ordered.isPresent()) {
        throw ordered.get();
      }
      Map<LocalContainer, ContainerSpec> specs = new LinkedHashMap<>();
      for (LocalContainer container : containers) {
        specs.put(container, container.prepare(machine, region, id));
      }
      record.stamp("pullStartedAt");
      for (Map.Entry<LocalContainer, ContainerSpec> prepared : specs.entrySet()) {
        start(prepared.getKey(), prepared.getValue());
      }
      record.stamp("pullStoppedAt");
      record.stamp("startedAt");
      if (!stop.isDone()) { // a fast task is never seen running
        enter("RUNNING");
      }
    } catch (LocalStartFailure failure) {
      stop(StopCause.failedToStart(failure));
    }
  }

  private void start(LocalContainer container, ContainerSpec spec) throws LocalStartFailure {
    try {
      Container started = container.start(machine, spec);
      record.changeContainer(
          container.name(),
          json -> json.put("imageDigest", started.imageDigest()).put("lastStatus", "RUNNING"));
      container.whenEnded(code -> exited(container, code));
    } catch (LocalStartFailure failure) {
      failure
          .containerReason()
          .ifPresent(
              reason ->
                  record.changeContainer(container.name(), json -> json.put("reason", reason)));
      throw failure;
    }
  }

  private void exited(LocalContainer container, Optional<Integer> code) {
    record.changeContainer(
        container.name(),
        json -> {
          json.put("lastStatus", "STOPPED");
          code.ifPresent(value -> json.put("exitCode", value));
        });
    if (container.isEssential()) {
      stop(StopCause.essentialContainerExited());
    }
  }

  private void stopContainers() {
    if (containers.stream().anyMatch(container -> !container.ended().isDone())) {
      enter("STOPPING");
    }
    containers.forEach(LocalContainer::terminate);
    for (LocalContainer container : containers) {
      if (!await(container.ended(), container.stopTimeout(timings.stopTimeout()))) {
        container.kill();
        await(container.ended(), KILLED_BY);
      }
      record.changeContainer(container.name(), json -> json.put("lastStatus", "STOPPED"));
    }
  }

  private void enter(String status) {
    record.change(task -> task.put("lastStatus", status));
  }

  /** Whether the future has completed, in whatever way, before so much time has passed. */
  private static boolean await(CompletableFuture<?> future, Duration longest) {
    try {
      future.get(longest.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException failed) {
      return true;
    } catch (TimeoutException late) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
