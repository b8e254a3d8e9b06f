package dev.migratedeploy.localcloud.container;

import dev.migratedeploy.localcloud.container.ContainerRuntime.Container;
import dev.migratedeploy.localcloud.registry.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A container that has been started: a process with all that it starts itself. */
final class ContainerProcess implements Container {
  private final Digest image;
  private final Process process;
  private final Processes processes;
  private final CompletableFuture<Integer> exit;

  /**
   * Begins to read the process's output.
   *
   * @param directory the container's own; deleted at the end
   */
  ContainerProcess(Digest image, Process process, Path directory, Consumer<String> lines) {
    this.image = image;
    this.process = process;
    this.processes = new Processes(process.toHandle(), directory);
    CompletableFuture<Void> output =
        CompletableFuture.runAsync(() -> read(process, lines), ContainerProcess::inBackground);
    exit =
        // Not by onExit(), which needs a thread of the common pool: on two cores, Java 25 has one.
        CompletableFuture.runAsync(() -> end(output), ContainerProcess::inBackground)
            .whenComplete((ended, failure) -> delete(directory))
            .thenApply(ended -> process.exitValue());
  }

  @Override
  public String imageDigest() {
    return image.value();
  }

  @Override
  public CompletableFuture<Integer> exit() {
    return exit;
  }

  @Override
  public void terminate() {
    // Process.destroy would close the output as well, and what is written after SIGTERM was lost.
    process.toHandle().destroy();
  }

  @Override
  public void kill() {
    processes.kill();
  }

  /**
   * What the first process has left running would keep the output open. It is looked for more than
   * once: a process shows no environment in the moment in which it becomes another program.
   */
  private void end(CompletableFuture<Void> output) {
    awaitProcess();
    for (int round = 0; round < 100; round++) {
      processes.kill();
      try {
        output.get(100, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        // Somebody still holds the output: once more.
      } catch (ExecutionException e) {
        throw new IllegalStateException("cannot read the container's output", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while a container ended", e);
      }
    }
    throw new IllegalStateException("what the container has left running cannot be ended");
  }

  private void awaitProcess() {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a container ran", e);
    }
  }

  private static void read(Process process, Consumer<String> lines) {
    try {
      Lines.read(process.getInputStream(), lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the container's output", e);
    }
  }

  private static void delete(Path directory) {
    try {
      Tree.delete(directory);
    } catch (IOException e) {
      // A process that is still dying may write once more; the runtime deletes the rest when
      // closed.
    }
  }

  private static void inBackground(Runnable work) {
    Thread thread = new Thread(work, "container-output");
    thread.setDaemon(true);
    thread.start();
  }
}
