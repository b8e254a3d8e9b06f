package dev.migratedeploy.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.demo.ToolProcess.Result;
import dev.migratedeploy.support.QuickTicker;
import dev.migratedeploy.support.WaitableClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a job says when its own machine fails it, or the tool itself does. */
class ToolFailureIT {
  private static final KillCloud CLOUD = new KillCloud();

  private final Path directory;

  ToolFailureIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @AfterAll
  static void close() {
    CLOUD.close();
  }

  @AfterEach
  void letGo() {
    CLOUD.migrations().letGo();
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new OutOfMemoryError("Java heap space"),
        new StackOverflowError(),
        new NoClassDefFoundError("a/Missing"),
        new AssertionError("cannot be"),
        new NullPointerException());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void onceTheTaskRunsItIsUnknownWithTheTaskAndTheCommandToLook(Throwable failure)
      throws IOException {
    KillCloud.Job job = CLOUD.job();
    CLOUD.migrations().holdBack();
    WaitableClock failing = whenever(() -> CLOUD.migrations().of(job.environment()) > 0, failure);

    Result result = run(job, failing);

    String arn = CLOUD.tasks(job).get(0);
    assertThat(result.exitCode()).as(result.output()).isEqualTo(4);
    assertThat(result.output())
        .contains("Result   UNKNOWN  migrate-deploy ")
        .contains("State    task " + arn + " was started, and may be running or have ended")
        .contains("Next     migrate-deploy logs --env " + job.environment() + " " + id(arn))
        .doesNotContain("cancelled");
    Path reports = job.directory().resolve("migrate-deploy-report");
    assertThat(reports.resolve("result.json")).content().contains("UNKNOWN").contains(arn);
    assertThat(reports.resolve("deploy.env"))
        .content()
        .contains("VERDICT=UNKNOWN")
        .contains("TASK_ARN=" + arn);
    assertThat(reports.resolve("junit.xml")).exists();

    // The command that it names ends with the task's own verdict.
    CLOUD.migrations().letGo();
    Result logs = run(job, new QuickTicker(), "logs", id(arn));
    assertThat(logs.exitCode()).as(logs.output()).isZero();
  }

  /** An interrupt is no signal: nobody has cancelled the job. */
  @Test
  void aStrayInterruptChangesNothing() throws IOException {
    KillCloud.Job job = CLOUD.job();
    WaitableClock interrupting =
        whenever(
            () -> {
              Thread.currentThread().interrupt();
              return false;
            },
            new AssertionError());

    Result result = run(job, interrupting);

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void aTemporaryDirectoryThatIsMissingIsRefusedByName() throws IOException {
    KillCloud.Job job = CLOUD.job();
    Path missing = directory.resolve("missing");

    Result result = CLOUD.run(job, missing);

    assertThat(result.exitCode()).as(result.output()).isEqualTo(2);
    assertThat(result.output())
        .contains("REFUSED  the temporary directory " + missing + " does not exist")
        .contains("could not push the image")
        .contains("Next     name a directory that exists")
        .doesNotContain("check that the runner reaches the registry");
    assertThat(CLOUD.tasks(job)).isEmpty();
    assertThat(CLOUD.revisions(job)).isEqualTo(1);
  }

  /** As on a full disk: the system takes no more bytes of a file. */
  @Test
  void aDiskThatTakesNoMoreIsToldAndNothingIsLeft() throws IOException {
    KillCloud.Job job = CLOUD.job();
    byte[] large = new byte[200_000];
    new Random(7).nextBytes(large);
    Files.write(
        job.directory().resolve("db-migrations/scripts/V2__large.sql"),
        ("-- " + HexFormat.of().formatHex(large)).getBytes(UTF_8));

    Result result = process(job, "ulimit -f 100; exec \"$@\"", Map.of());

    assertThat(result.exitCode()).as(result.output()).isEqualTo(2);
    assertThat(result.output())
        .contains("REFUSED  a file is larger than this process may write (File too large)");
    assertThat(CLOUD.tasks(job)).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xmx10m", "-Xmx12m", "-XX:MaxMetaspaceSize=14m"})
  void tooLittleMemoryIsToldAndNeverCalledCancelled(String options) throws IOException {
    KillCloud.Job job = CLOUD.job();

    // Just enough for the tool from its classes; to open the jar takes some megabytes more.
    Result result =
        process(
            ToolProcess.commandFromClasses(),
            job,
            "exec \"$@\"",
            Map.of("JAVA_TOOL_OPTIONS", options));

    assertThat(result.output()).doesNotContain("cancelled");
    String verdict =
        result
            .output()
            .lines()
            .filter(line -> line.contains("Result "))
            .reduce((first, second) -> second)
            .orElseThrow(() -> new AssertionError(result.output()));
    int expected = verdict.contains("REFUSED") ? 2 : verdict.contains("UNKNOWN") ? 4 : 0;
    assertThat(result.exitCode()).as(result.output()).isEqualTo(expected);
    assertThat(verdict).containsAnyOf("out of memory", "APPLIED");
  }

  /** terraform 31911, 3523: a reader that goes must not cost what is being done. */
  @Test
  void aReaderThatGoesAwayCostsNeitherTheWorkNorTheExitCode() throws IOException {
    KillCloud.Job job = CLOUD.job();

    Result result = process(job, "\"$@\" | head -n 1; exit ${PIPESTATUS[0]}", Map.of());

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output())
        .contains("could not write the output to its end; the exit code is 0");
    assertThat(CLOUD.migrations().of(job.environment())).isEqualTo(1);
    assertThat(job.directory().resolve("migrate-deploy-report/result.json"))
        .content()
        .contains("APPLIED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec \"$@\" > /dev/full", "exec \"$@\" >&-"})
  void anOutputThatCannotBeWrittenLeavesTheExitCodeAndTheReports(String command)
      throws IOException {
    KillCloud.Job job = CLOUD.job();

    Result result = process(job, command, Map.of());

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).contains("the exit code is 0");
    assertThat(job.directory().resolve("migrate-deploy-report/deploy.env"))
        .content()
        .contains("VERDICT=APPLIED");
  }

  private static String id(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /** Condition of a failure. */
  @FunctionalInterface
  private interface Condition {
    boolean holds();
  }

  private static WaitableClock whenever(Condition condition, Throwable failure) {
    WaitableClock quick = new QuickTicker();
    return new WaitableClock() {
      @Override
      public Instant now() {
        return quick.now();
      }

      @Override
      public void sleep(Duration duration) {
        if (condition.holds()) {
          ToolFailureIT.<RuntimeException>raise(failure);
        }
        quick.sleep(duration);
      }
    };
  }

  @SuppressWarnings("unchecked") // any throwable may come from anywhere
  private static <T extends Throwable> void raise(Throwable failure) throws T {
    throw (T) failure;
  }

  private Result run(KillCloud.Job job, WaitableClock ticker, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--env", job.environment()));
    return CLOUD.run(job, directory, ticker, arguments);
  }

  /** A process that bash starts. */
  private Result process(KillCloud.Job job, String script, Map<String, String> more)
      throws IOException {
    return process(ToolProcess.command(), job, script, more);
  }

  private Result process(
      List<String> tool, KillCloud.Job job, String script, Map<String, String> more)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", script, "bash"));
    command.addAll(tool);
    command.addAll(command.indexOf("-XX:+UseSerialGC"), List.of("-XX:-UsePerfData"));
    command.addAll(List.of("--env", job.environment()));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(job.directory().toFile()).redirectErrorStream(true);
    Map<String, String> variables = new HashMap<>(job.variables());
    variables.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + directory);
    variables.putAll(more);
    builder.environment().putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), UTF_8);
      return new Result(process.waitFor(), text);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
