package dev.migratedeploy.localcloud.container;

import dev.migratedeploy.localcloud.ScratchFolders;
import dev.migratedeploy.localcloud.container.ImageStore.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs containers as processes of this machine, each in a root directory of its own. It is no
 * sandbox: the process sees the whole machine, and {@code sh}, {@code awk} and {@code java} are the
 * machine's own. Absolute paths in arguments and variables are the machine's too.
 */
public final class ProcessRuntime implements ContainerRuntime, AutoCloseable {
  private final Path directory;
  private final ImageStore images;
  private final Set<Container> running = ConcurrentHashMap.newKeySet();

  /** Pulls without a login. */
  public ProcessRuntime() {
    this(Optional.empty());
  }

  /** Pulls from every registry with the same login. */
  public ProcessRuntime(RegistryLogin login) {
    this(Optional.of(login));
  }

  private ProcessRuntime(Optional<RegistryLogin> login) {
    try {
      directory = ScratchFolders.create("migrate-deploy-containers-").toRealPath();
      images = new ImageStore(directory, new RegistryClient(login));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a directory for containers", e);
    }
  }

  @Override
  public Container start(ContainerSpec spec) throws ImagePullException, ContainerStartException {
    Image image = images.pull(spec.image());
    try {
      Path own = Files.createTempDirectory(directory, "container-");
      ContainerLaunch launch = prepare(image, spec, own);
      Container container =
          new ContainerProcess(image.digest(), process(launch), own, spec.output());
      running.add(container);
      running.removeIf(other -> other.exit().isDone());
      return container;
    } catch (IOException e) {
      throw new ContainerStartException("CannotStartContainerError: " + e.getMessage());
    }
  }

  /** Kills what still runs and deletes every file. */
  @Override
  public void close() {
    for (Container container : running) {
      container.kill();
      container.exit().exceptionally(failure -> -1).join();
    }
    try {
      Tree.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the directory of the containers", e);
    }
  }

  private static ContainerLaunch prepare(Image image, ContainerSpec spec, Path own)
      throws IOException, ContainerStartException {
    Path home = Files.createDirectory(own.resolve("home"));
    Tree.copy(image.root(), own.resolve("root"));
    RootDirectory root = new RootDirectory(own.resolve("root"));
    String hostPath = System.getenv().getOrDefault("PATH", "");
    return ContainerLaunch.of(image.config(), spec, root, home, hostPath);
  }

  private static Process process(ContainerLaunch launch) throws IOException {
    Files.createDirectories(launch.directory());
    ProcessBuilder builder =
        new ProcessBuilder(launch.command())
            .directory(launch.directory().toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(launch.environment());
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }
}
