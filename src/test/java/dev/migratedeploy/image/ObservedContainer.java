package dev.migratedeploy.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder that looks like the image of a task whose Flyway is a shell script, and is observed.
 *
 * @param root what the container takes for its root
 */
record ObservedContainer(Path root) {
  /** What the observer is named by in {@code flyway.callbacks}. */
  static final String CALLBACKS = "dev/migratedeploy/observer/callback";

  private static final String TELL =
      """
      echo "callbacks=${FLYWAY_CALLBACKS-} jars=${FLYWAY_JAR_DIRS-}"
      echo "arguments=$*"
      """;

  /** With a Flyway that tells what it was given. */
  static ObservedContainer of(Path root) throws IOException {
    return of(root, TELL);
  }

  /** With a Flyway that does this, in the words of a shell. */
  static ObservedContainer of(Path root, String flyway) throws IOException {
    ObservedContainer container = new ObservedContainer(root);
    for (Map.Entry<String, String> script : ObserverFiles.scripts().entrySet()) {
      container.write(script.getKey().substring(1), script.getValue());
    }
    container.write(ObserverFiles.JAR.substring(1), "a jar");
    container.write("flyway/lib/flyway/flyway-core-12.4.0.jar", "a jar");
    container.write("flyway/flyway", "#!/bin/sh\n" + flyway);
    Files.setPosixFilePermissions(
        root.resolve("flyway/flyway"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectories(root.resolve("home"));
    return container;
  }

  Path write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** The folder of the observer's jar. */
  String folder() {
    return root.resolve("migrate-deploy/observer").toString();
  }

  /** The container's process with the whole entrypoint. */
  ProcessBuilder run(Shell shell, Map<String, String> variables, String... arguments)
      throws IOException {
    return run(
        shell,
        EntrypointScript.observed(List.of("flyway"), "filesystem:/flyway/sql"),
        variables,
        arguments);
  }

  /** The same with another text of the entrypoint. */
  ProcessBuilder run(Shell shell, String script, Map<String, String> variables, String... arguments)
      throws IOException {
    ProcessBuilder process = shell.run(root.resolve("migrate-deploy"), script, arguments);
    Path bin =
        Shell.addProgram(root.resolve("migrate-deploy"), "sh", String.join(" ", shell.command()));
    Map<String, String> environment = process.environment();
    Map<String, String> whole = new HashMap<>(variables);
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    whole.putIfAbsent("HOME", root.resolve("home").toString());
    whole.put("PATH", root.resolve("flyway") + ":" + bin + ":" + path);
    environment
        .keySet()
        .removeIf(name -> name.toUpperCase(java.util.Locale.ROOT).startsWith("FLYWAY_"));
    environment.keySet().removeIf(name -> name.startsWith("MIGRATE_DEPLOY_"));
    environment.putAll(whole);
    return process.directory(root.resolve("flyway").toFile());
  }

  /** The container's log. */
  String log(Shell shell, Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    Process process = run(shell, variables, arguments).start();
    String log = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return log;
  }
}
