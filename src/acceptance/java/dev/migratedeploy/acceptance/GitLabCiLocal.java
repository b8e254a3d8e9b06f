package dev.migratedeploy.acceptance;

import dev.migratedeploy.demo.ToolProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * npm's {@code gitlab-ci-local}: checks a pipeline against GitLab's schema and runs its jobs on
 * this machine, each in a copy of the checkout.
 */
final class GitLabCiLocal {
  private final Path checkout;
  private final Map<String, String> jobVariables = new TreeMap<>();
  private final Map<String, String> environment = new TreeMap<>();
  private final List<String> unset = new ArrayList<>();

  /** Runs pipelines of a git repository that has a remote. */
  GitLabCiLocal(Path checkout) {
    this.checkout = checkout;
  }

  /** Whether it is on the path, with {@code rsync}, by which it copies a checkout. */
  static boolean isInstalled() {
    return OnPath.has("gitlab-ci-local") && OnPath.has("rsync");
  }

  /** Variables that GitLab predefines, instead of its own made-up ones. */
  GitLabCiLocal predefined(Map<String, String> variables) {
    jobVariables.putAll(variables);
    return this;
  }

  GitLabCiLocal without(String variable) {
    jobVariables.remove(variable);
    unset.add(variable);
    return this;
  }

  /** Variables that jobs inherit; here secrets stand on no command line. */
  GitLabCiLocal inherited(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  /** Puts the command line that is tested on the path, as the template's image does. */
  GitLabCiLocal withTool(Path folder) {
    String script =
        ToolProcess.command().stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" ", "#!/bin/sh\nexec ", " \"$@\"\n"));
    try {
      Path tool = Files.writeString(folder.resolve("migrate-deploy"), script);
      if (!tool.toFile().setExecutable(true)) {
        throw new IllegalStateException("cannot make it executable: " + tool);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    environment.put("PATH", folder + ":" + System.getenv("PATH"));
    return this;
  }

  /** Runs the pipeline, or what the arguments say. */
  ToolProcess.Result run(String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("gitlab-ci-local", "--force-shell-executor", "--shell-isolation"));
    command.addAll(List.of(arguments));
    jobVariables.forEach(
        (name, value) -> command.addAll(List.of("--variable", name + "=" + value)));
    unset.forEach(name -> command.addAll(List.of("--unset-variable", name)));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(checkout.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new ToolProcess.Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the pipeline ran", e);
    }
  }
}
