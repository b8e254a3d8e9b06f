package dev.migratedeploy.localcloud.container;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What ECS asks of the machine below it: pull an image, run it, tell when it has ended. */
public interface ContainerRuntime {
  /**
   * What to run and how.
   *
   * @param image as in a container definition: {@code 127.0.0.1:5000/flyway@sha256:…} or with a tag
   * @param entryPoint replaces the image's, where the container definition has one
   * @param command replaces the image's, where the definition or the task's override has one
   * @param environment on top of the image's own; resolved secrets are among it
   * @param output is called once for each line of standard output and error, without its line end
   */
  record ContainerSpec(
      String image,
      Optional<List<String>> entryPoint,
      Optional<List<String>> command,
      Map<String, String> environment,
      Consumer<String> output) {}

  /** A process that has been started. */
  interface Container {
    /** The digest of the manifest that was pulled, {@code sha256:…}. */
    String imageDigest();

    /** Completes when the process has ended and its output has been read to the end. */
    CompletableFuture<Integer> exit();

    /** SIGTERM. */
    void terminate();

    /** SIGKILL, also to the processes it has started. */
    void kill();
  }

  /** Pulling or unpacking failed; the message is worded as a container engine would. */
  final class ImagePullException extends Exception {
    private static final long serialVersionUID = 1;

    public ImagePullException(String message) {
      super(message);
    }
  }

  /** The image is there but what it should run is not; worded as a container engine would. */
  final class ContainerStartException extends Exception {
    private static final long serialVersionUID = 1;

    public ContainerStartException(String message) {
      super(message);
    }
  }

  /** Pulls and starts; returns once the process runs. */
  Container start(ContainerSpec spec) throws ImagePullException, ContainerStartException;
}
