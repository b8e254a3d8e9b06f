package dev.migratedeploy.acceptance.runner;

import dev.migratedeploy.acceptance.OnPath;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.gitlab.LocalGitLab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The real GitLab Runner, where one is on the path: registered at the local GitLab with the custom
 * executor, as the manual's {@code config.toml} has it.
 */
public final class GitLabRunner implements AutoCloseable {
  private static final String NAME = "gitlab-runner";
  private static final String TESTED = "18.1";
  private static final Pattern VERSION = Pattern.compile("(?m)^Version: *+(\\S++)");

  private final Path home;
  private final Map<String, String> host;
  private final Process process;

  private GitLabRunner(Path home, Map<String, String> host, List<String> registration) {
    this.home = home;
    this.host = Map.copyOf(host);
    end(start(home.resolve("register.log"), registration), "register");
    askEverySecond();
    this.process =
        start(
            home.resolve("runner.log"),
            List.of("run", "--config", config().toString(), "--working-directory", home + ""));
  }

  /** Whether a Runner is on the path. */
  public static boolean isInstalled() {
    return OnPath.has(NAME);
  }

  /**
   * What to know of a Runner that is not the one which the tests were made with: its messages and
   * the stages it skips change from version to version.
   *
   * @param version what {@code gitlab-runner --version} prints
   */
  public static Optional<String> difference(String version) {
    Matcher found = VERSION.matcher(version);
    String is = found.find() ? found.group(1) : "of an unknown version";
    return is.startsWith(TESTED + ".")
        ? Optional.empty()
        : Optional.of(
            "gitlab-runner on the path is %s; these tests were made with %s, so a difference may be the Runner's"
                .formatted(is, TESTED));
  }

  /** What the Runner on the path says of itself. */
  public static String version() {
    try {
      Process process = new ProcessBuilder(NAME, "--version").redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      wait(process);
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Registers and starts it.
   *
   * @param home where its files are
   * @param host the environment of its process
   * @param options for every stage of the driver
   */
  public static GitLabRunner start(
      Path home, LocalGitLab gitLab, Map<String, String> host, List<String> options) {
    List<String> arguments =
        new ArrayList<>(List.of("register", "--non-interactive", "--executor", "custom"));
    arguments.addAll(List.of("--config", home.resolve("config.toml").toString()));
    arguments.addAll(List.of("--url", gitLab.uri().toString()));
    arguments.addAll(List.of("--token", gitLab.runnerJobs().runnerToken()));
    arguments.addAll(List.of("--builds-dir", home + "/builds", "--cache-dir", home + "/cache"));
    String driver = driver(home).toString();
    for (String stage : List.of("config", "prepare", "run", "cleanup")) {
      arguments.addAll(List.of("--custom-" + stage + "-exec", driver));
      List<String> words = new ArrayList<>(List.of("executor"));
      words.addAll(options);
      words.add(stage);
      words.forEach(word -> arguments.add("--custom-" + stage + "-args=" + word));
    }
    return new GitLabRunner(home, host, arguments);
  }

  /** What it says of itself, not of its jobs. */
  public String log() {
    return read(home.resolve("runner.log"));
  }

  /** The driver's arguments in the order of the calls, without options and paths. */
  public List<String> calls() {
    return read(calls(home))
        .lines()
        .map(line -> line.replaceFirst(".* run .* ", "run ").replaceFirst("^executor .* ", ""))
        .toList();
  }

  private static Path calls(Path home) {
    return home.resolve("calls.txt");
  }

  /** As the manual's wrapper has it. */
  private static Path driver(Path home) {
    String command =
        ToolProcess.command().stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "))
            .replaceFirst(" ", " \"-Djava.io.tmpdir=\\${TMPDIR:-/tmp}\" ");
    Path driver = home.resolve("migrate-deploy");
    write(
        driver, "#!/bin/sh\necho \"$*\" >> '%s'\nexec %s \"$@\"\n".formatted(calls(home), command));
    if (!driver.toFile().setExecutable(true)) {
      throw new IllegalStateException("cannot make it executable: " + driver);
    }
    return driver;
  }

  private Path config() {
    return home.resolve("config.toml");
  }

  private void askEverySecond() {
    write(config(), read(config()).replace("check_interval = 0", "check_interval = 1"));
  }

  private Process start(Path log, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(NAME));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    builder.environment().putAll(host);
    try {
      Process started = builder.start();
      started.getOutputStream().close();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void end(Process registering, String what) {
    if (wait(registering) != 0) {
      throw new IllegalStateException(read(home.resolve(what + ".log")));
    }
  }

  /** SIGTERM: its jobs have ended. */
  @Override
  public void close() {
    process.destroy();
    wait(process);
  }

  private static int wait(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while GitLab Runner ran", e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
