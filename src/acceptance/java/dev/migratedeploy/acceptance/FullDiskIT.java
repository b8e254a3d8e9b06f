package dev.migratedeploy.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migratedeploy.demo.ToolProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk of 64 MB for the temporary directory and the report files, full at different stages. It is
 * mounted where only the process under test sees it, which takes root.
 */
class FullDiskIT {
  private static final KillCloud CLOUD = new KillCloud();

  private final Path disk;

  FullDiskIT(@TempDir Path disk) {
    this.disk = disk;
  }

  @AfterAll
  static void close() {
    CLOUD.close();
  }

  /** What came of a run, and what was on the disk after it. */
  private record Ended(int exitCode, String output, String left) {}

  @Test
  void aDiskThatIsFullFromTheStartIsSaidAndNothingIsStarted() throws IOException {
    KillCloud.Job job = CLOUD.job();

    Ended ended = run(job, 0);

    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(3);
    assertThat(ended.output())
        .contains("Result   NOT STARTED  the disk of this machine is full (")
        .contains("could not push the image")
        .contains("Next     free disk space")
        .contains("Warning: could not write the report files");
    assertThat(ended.left()).doesNotContain("migrate-deploy-tmp-").doesNotContain("result.json");
    assertThat(CLOUD.tasks(job)).isEmpty();
  }

  /** The directory for the image is gone by then, so that there is room for the reports. */
  @Test
  void aDiskThatIsFullWhileTheImageIsBuiltLeavesTheReports() throws IOException {
    KillCloud.Job job = CLOUD.job();
    large(job);

    Ended ended = run(job, 100);

    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(3);
    assertThat(ended.output()).contains("Result   NOT STARTED  the disk of this machine is full (");
    assertThat(ended.left())
        .doesNotContain("migrate-deploy-tmp-")
        .contains("VERDICT=NOT_STARTED")
        .contains("result.json");
    assertThat(CLOUD.tasks(job)).isEmpty();
  }

  /** What happened in the database has happened. */
  @Test
  void aDiskThatIsFullWhenTheReportsAreWrittenChangesNoVerdict() throws IOException {
    KillCloud.Job job = CLOUD.job();
    withoutObserver(job);

    Ended ended = run(job, 20);

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(ended.output())
        .contains("Result   APPLIED  1 script")
        .contains("Warning: could not write the report file")
        .contains("No space left on device");
    assertThat(ended.left()).doesNotContain("migrate-deploy-tmp-");
    assertThat(CLOUD.migrations().of(job.environment())).isEqualTo(1);
  }

  @Test
  void aDiskOf64MegabytesIsEnough() throws IOException {
    KillCloud.Job job = CLOUD.job();

    Ended ended = run(job, 4096);

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(ended.output()).doesNotContain("Warning:");
    assertThat(ended.left()).doesNotContain("migrate-deploy-tmp-").contains("VERDICT=APPLIED");
  }

  /** Its layer takes more room for a moment than all reports together. */
  private static void withoutObserver(KillCloud.Job job) throws IOException {
    Files.writeString(
        job.directory().resolve("db-migrations/migrate-deploy.yml"),
        "\nobserver: off\n",
        StandardOpenOption.APPEND);
  }

  private static void large(KillCloud.Job job) throws IOException {
    byte[] content = new byte[500_000];
    new Random(7).nextBytes(content);
    Files.writeString(
        job.directory().resolve("db-migrations/scripts/V2__large.sql"),
        "-- " + HexFormat.of().formatHex(content));
  }

  /**
   * Runs a job.
   *
   * @param free how many KiB of the disk are
   */
  private Ended run(KillCloud.Job job, int free) throws IOException {
    String script =
        """
        mount -t tmpfs -o size=64m tmpfs "$DISK" || exit 99
        mkdir "$DISK/tmp" "$DISK/report"
        dd if=/dev/zero of="$DISK/fill" bs=1024 count=$((65536 - $FREE)) 2>/dev/null
        "$@"
        code=$?
        echo == left; find "$DISK"; cat "$DISK/report/deploy.env" 2>/dev/null
        exit $code
        """;
    List<String> command = new ArrayList<>(List.of("unshare", "-m", "bash", "-c", script, "bash"));
    command.addAll(ToolProcess.command());
    command.addAll(
        command.indexOf("-XX:+UseSerialGC"),
        List.of("-XX:-UsePerfData", "-Djava.io.tmpdir=" + disk + "/tmp"));
    command.addAll(List.of("--env", job.environment(), "--report-dir", disk + "/report"));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(job.directory().toFile()).redirectErrorStream(true);
    builder.environment().putAll(job.variables());
    builder.environment().put("DISK", disk.toString());
    builder.environment().put("FREE", String.valueOf(free));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int exitCode = process.onExit().join().exitValue();
    boolean mounted = !(exitCode == 99 || output.startsWith("unshare:"));
    assumeTrue(mounted, "only root may mount a disk");
    String left =
        output.lines().dropWhile(line -> !line.equals("== left")).collect(Collectors.joining("\n"));
    return new Ended(exitCode, output, left);
  }
}
