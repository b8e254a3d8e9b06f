package dev.migratedeploy.localcloud.aws;

import dev.migratedeploy.localcloud.container.ContainerRuntime;
import java.util.concurrent.CompletableFuture;

/** Runs Java code where a real runtime would run an image. */
public final class ProgramRuntime implements ContainerRuntime {
  public static final String DIGEST = "sha256:" + "ab".repeat(32);

  private static final int KILLED = 137;

  /** What an image does. */
  @FunctionalInterface
  public interface Program {
    /**
     * Runs on a thread of its own.
     *
     * @param terminated completes with SIGTERM
     * @return the exit code
     */
    int run(ContainerSpec spec, CompletableFuture<Void> terminated);
  }

  private final Program program;

  public ProgramRuntime(Program program) {
    this.program = program;
  }

  /** Prints the words of the command line by line, then exits with 0. */
  public static ProgramRuntime echo() {
    return new ProgramRuntime(
        (spec, terminated) -> {
          spec.command().orElseThrow().forEach(spec.output());
          return 0;
        });
  }

  /** Runs until it is asked to stop, then exits with 143. */
  public static Program untilTerminated() {
    return (spec, terminated) -> {
      terminated.join();
      return 143;
    };
  }

  @Override
  public Container start(ContainerSpec spec) throws ImagePullException {
    if (spec.image().contains("missing")) {
      throw new ImagePullException(
          "CannotPullContainerError: failed to resolve ref " + spec.image() + ": not found");
    }
    CompletableFuture<Integer> exit = new CompletableFuture<>();
    CompletableFuture<Void> terminated = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                exit.complete(program.run(spec, terminated));
              } catch (RuntimeException e) {
                exit.completeExceptionally(e);
              }
            },
            spec.image());
    thread.setDaemon(true);
    thread.start();
    return new Running(exit, terminated);
  }

  private record Running(CompletableFuture<Integer> exit, CompletableFuture<Void> terminated)
      implements Container {
    @Override
    public String imageDigest() {
      return DIGEST;
    }

    @Override
    public void terminate() {
      terminated.complete(null);
    }

    @Override
    public void kill() {
      exit.complete(KILLED);
    }
  }
}
