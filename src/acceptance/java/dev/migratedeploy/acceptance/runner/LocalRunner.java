package dev.migratedeploy.acceptance.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.acceptance.runner.StageOutcome.Status;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.gitlab.PickedJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A GitLab Runner with the custom executor: {@code executors/custom/custom.go}, {@code
 * command/command.go} and {@code common/build.go} of its sources, as far as a driver can tell. It
 * knows no timeout, and no cancellation by GitLab: after either the real one does not tell the
 * driver's exit code, and after a timeout it calls no stage any more, only {@code cleanup}.
 */
public final class LocalRunner {
  static final String BUILD = "build_script";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PREPARATION_RETRIES = 3;
  private static final int BUILD_FAILURE = 1;
  private static final int SYSTEM_FAILURE = 2;

  private static final List<String> BEFORE =
      List.of("prepare_script", "get_sources", "restore_cache", "download_artifacts");

  private final Driver driver;
  private final Map<String, String> host;
  private final List<String> options;
  private final Path temporary;
  private final StringBuilder log = new StringBuilder();
  private final List<String> calls = new ArrayList<>();

  /**
   * A Runner for one job.
   *
   * @param host the environment of the Runner's own process
   * @param options for every stage, as {@code config_args} and its like have them
   * @param temporary where it makes its temporary directories
   */
  public LocalRunner(
      Driver driver, Map<String, String> host, List<String> options, Path temporary) {
    this.driver = driver;
    this.host = Map.copyOf(host);
    this.options = List.copyOf(options);
    this.temporary = temporary;
  }

  /** Runs a job to its end. */
  public StageOutcome run(PickedJob job) {
    Result result = Result.OK;
    for (int attempt = 1; attempt <= PREPARATION_RETRIES; attempt++) {
      Executor executor = new Executor(job);
      result = executor.prepare();
      if (result.isOk()) {
        result = executor.build();
        executor.cleanup();
        break;
      }
      executor.cleanup();
      if (result.status() == Status.BUILD_FAILURE) {
        break;
      }
    }
    return new StageOutcome(result.status(), result.exitCode(), log.toString(), calls);
  }

  /** What a stage's exit code means to the Runner. */
  private record Result(Status status, int exitCode) {
    static final Result OK = new Result(Status.SUCCESS, 0);

    boolean isOk() {
      return status == Status.SUCCESS;
    }
  }

  /** The executor of one attempt, with its temporary directory. */
  private final class Executor {
    private final PickedJob job;
    private final Path directory = temporaryDirectory();
    private final Map<String, String> variables = new LinkedHashMap<>(host);

    Executor(PickedJob job) {
      this.job = job;
      Path response = directory.resolve("response.json");
      write(response, job.json().toString());
      variables.put("TMPDIR", directory.toString());
      variables.put("BUILD_FAILURE_EXIT_CODE", Integer.toString(BUILD_FAILURE));
      variables.put("SYSTEM_FAILURE_EXIT_CODE", Integer.toString(SYSTEM_FAILURE));
      variables.put("BUILD_EXIT_CODE_FILE", codeFile().toString());
      variables.put("JOB_RESPONSE_FILE", response.toString());
      job.variables()
          .forEach(
              (name, value) ->
                  variables.put(
                      "CUSTOM_ENV_" + name,
                      job.isFile(name) ? directory.resolve(name).toString() : value));
      variables.put("CUSTOM_ENV_CI_JOB_SERVICES", "");
    }

    Result prepare() {
      ToolProcess.Result config = call(List.of("config"));
      Result result = meaning(config.exitCode());
      if (!result.isOk()) {
        return result;
      }
      readConfig(config.output());
      return logged(call(List.of("prepare")));
    }

    Result build() {
      Result result = Result.OK;
      for (String stage : BEFORE) {
        result = result.isOk() ? stage(stage) : result;
      }
      if (result.isOk()) {
        result = steps();
        stage("after_script");
      }
      boolean ok = result.isOk();
      Result cache = stage(ok ? "archive_cache" : "archive_cache_on_failure");
      Result upload = stage(ok ? "upload_artifacts_on_success" : "upload_artifacts_on_failure");
      stage("cleanup_file_variables");
      return Stream.of(result, cache, upload)
          .filter(it -> !it.isOk())
          .findFirst()
          .orElse(Result.OK);
    }

    /** Each step of the job but the last scripts is a stage, up to the first that fails. */
    private Result steps() {
      Result result = Result.OK;
      for (JsonNode step : job.json().path("steps")) {
        String name = step.path("name").asText().toLowerCase(Locale.ROOT);
        if (result.isOk() && !name.equals("after_script")) {
          result = stage(name.equals("script") ? BUILD : "step_" + name);
        }
      }
      return result;
    }

    void cleanup() {
      call(List.of("cleanup"));
      remove(directory);
    }

    /** A stage with nothing to do is not one: {@code ErrSkipBuildStage} of {@code shells}. */
    private boolean hasWork(String stage) {
      JsonNode json = job.json();
      return switch (stage) {
        case "restore_cache", "archive_cache", "archive_cache_on_failure" ->
            !json.path("cache").isEmpty();
        case "download_artifacts" -> !json.path("dependencies").isEmpty();
        case "upload_artifacts_on_success", "upload_artifacts_on_failure" ->
            !json.path("artifacts").isEmpty();
        case "after_script" -> json.path("steps").findValuesAsText("name").contains(stage);
        default -> true;
      };
    }

    private Result stage(String stage) {
      if (!hasWork(stage)) {
        return Result.OK;
      }
      Path script = directory.resolve("script" + calls.size());
      write(script, "#!/usr/bin/env bash\n" + job.json().at("/steps/0/script/0").asText() + "\n");
      return logged(call(List.of("run", script.toString(), stage)));
    }

    private Result logged(ToolProcess.Result result) {
      log.append(result.output());
      return meaning(result.exitCode());
    }

    private ToolProcess.Result call(List<String> stage) {
      calls.add(String.join(" ", stage.size() == 3 ? List.of("run", stage.get(2)) : stage));
      List<String> arguments = new ArrayList<>(List.of("executor"));
      arguments.addAll(options);
      arguments.addAll(stage);
      return driver.run(directory, variables, arguments);
    }

    private void readConfig(String output) {
      try {
        JsonNode config = JSON.readTree(output);
        log.append(
            "Using Custom executor with driver %s %s...%n"
                .formatted(
                    config.at("/driver/name").asText(), config.at("/driver/version").asText()));
        config
            .path("job_env")
            .properties()
            .forEach(entry -> variables.putIfAbsent(entry.getKey(), entry.getValue().asText()));
      } catch (IOException e) {
        throw new UncheckedIOException("config_exec printed no JSON: " + output, e);
      }
    }

    /** {@code waitForCommand} and {@code parseBuildFailure}. */
    private Result meaning(int exitCode) {
      if (exitCode == 0) {
        return Result.OK;
      }
      if (exitCode != BUILD_FAILURE) {
        return new Result(Status.SYSTEM_FAILURE, 0);
      }
      if (!Files.exists(codeFile())) {
        return new Result(Status.BUILD_FAILURE, BUILD_FAILURE);
      }
      try (Stream<String> lines = Files.lines(codeFile())) {
        return new Result(Status.BUILD_FAILURE, Integer.parseInt(lines.findFirst().orElse("")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (NumberFormatException e) {
        return new Result(Status.SYSTEM_FAILURE, 0);
      }
    }

    private Path codeFile() {
      return directory.resolve("build_exit_code");
    }
  }

  private Path temporaryDirectory() {
    try {
      return Files.createTempDirectory(temporary, "custom-executor");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path directory) {
    try (Stream<Path> found = Files.walk(directory)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
