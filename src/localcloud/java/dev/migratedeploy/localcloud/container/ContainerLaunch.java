package dev.migratedeploy.localcloud.container;

import dev.migratedeploy.localcloud.container.ContainerRuntime.ContainerSpec;
import dev.migratedeploy.localcloud.container.ContainerRuntime.ContainerStartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to start on this machine for a container.
 *
 * @param command its first word is a path of this machine
 * @param environment the whole of it
 */
record ContainerLaunch(List<String> command, Path directory, Map<String, String> environment) {
  private static final String DEFAULT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /**
   * Plans a container whose root is {@code root} and which may write to {@code home}.
   *
   * @param hostPath the PATH that {@code sh} and {@code awk} are found on, where the image has none
   */
  static ContainerLaunch of(
      ImageConfig image, ContainerSpec spec, RootDirectory root, Path home, String hostPath)
      throws ContainerStartException {
    Path javaHome = Path.of(System.getProperty("java.home"));
    Map<String, String> environment = new LinkedHashMap<>(image.environment());
    environment.putAll(spec.environment());
    List<String> hostEntries = entries(javaHome.resolve("bin") + ":" + hostPath);
    List<String> path =
        Stream.concat(
                entries(environment.getOrDefault("PATH", DEFAULT_PATH)).stream()
                    .map(entry -> root.path() + entry),
                hostEntries.stream())
            .toList();
    environment.put("PATH", String.join(":", path));
    environment.put("JAVA_HOME", javaHome.toString());
    environment.put("HOME", home.toString());
    environment.put("TMPDIR", home.toString());

    List<String> command = new ArrayList<>(spec.entryPoint().orElse(image.entrypoint()));
    List<String> imageCommand = spec.entryPoint().isPresent() ? List.of() : image.command();
    command.addAll(spec.command().orElse(imageCommand));
    if (command.isEmpty()) {
      throw failure("no command specified");
    }
    Path directory = Path.of(root.path() + image.workingDirectory()).normalize();
    String program = command.get(0);
    command.set(
        0,
        program.contains("/")
            ? file(program, root, directory, hostEntries).toString()
            : onPath(program, path).toString());
    return new ContainerLaunch(List.copyOf(command), directory, environment);
  }

  private static List<String> entries(String path) {
    return Arrays.stream(path.split(":")).filter(entry -> entry.startsWith("/")).toList();
  }

  private static Path onPath(String program, List<String> path) throws ContainerStartException {
    return path.stream()
        .map(entry -> Path.of(entry, program))
        .filter(ContainerLaunch::isProgram)
        .findFirst()
        .orElseThrow(
            () -> failure("exec: \"%s\": executable file not found in $PATH".formatted(program)));
  }

  /**
   * A path of the image, or such as {@code /bin/sh} the host's own where the image has none. Not
   * every machine has {@code /bin} on its PATH.
   */
  private static Path file(
      String program, RootDirectory root, Path directory, List<String> hostEntries)
      throws ContainerStartException {
    Path inside =
        program.startsWith("/") ? Path.of(root.path() + program) : directory.resolve(program);
    if (Files.exists(inside)) {
      if (!isProgram(inside)) {
        throw failure("exec: \"%s\": permission denied".formatted(program));
      }
      return inside;
    }
    Optional<Path> host =
        Stream.concat(hostEntries.stream(), Stream.of("/bin"))
            .map(entry -> Path.of(entry).resolve(Path.of(program).getFileName()))
            .filter(path -> path.toString().equals(program) && isProgram(path))
            .findFirst();
    return host.orElseThrow(
        () ->
            failure(
                "exec: \"%s\": stat %s: no such file or directory".formatted(program, program)));
  }

  private static boolean isProgram(Path path) {
    return Files.isRegularFile(path) && Files.isExecutable(path);
  }

  private static ContainerStartException failure(String detail) {
    return new ContainerStartException(
        "CannotStartContainerError: failed to create task for container: failed to create shim"
            + " task: OCI runtime create failed: runc create failed: unable to start container"
            + " process: "
            + detail);
  }
}
