package dev.migratedeploy.bench;

import dev.migratedeploy.demo.Project;
import dev.migratedeploy.localcloud.aws.TaskTimings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far the job's output is behind the task's log. The task writes into each line when it was
 * written, in milliseconds since 1970.
 */
final class TailBenchmark {
  private static final Pattern WRITTEN = Pattern.compile("written at (\\d{13})");
  private static final int ENDS = 5;
  private static final long MILLION = 1_000_000;

  private static final Duration DEPROVISIONING = Duration.ofSeconds(15);

  private TailBenchmark() {}

  static void run(BenchCloud cloud) throws IOException, InterruptedException {
    Table table = new Table("tail", "the task's log");
    latency(cloud, table, "flowing", "behind while lines flow, ms", 100, "0.$((i * 7 % 4 + 1))");
    latency(cloud, table, "sparse", "behind with 1-4 s between lines, ms", 15, "$((i % 3 + 1)).37");
    end(cloud, table);
    throughput(cloud, table);
    table.explain(
        "How often CloudWatch may be asked limits both: ten calls a second for a whole account in"
            + " some regions, so three a second are made while lines flow, and eight, of 10,000"
            + " lines each, where the output is far behind.");
    table.write();
  }

  private static void latency(
      BenchCloud cloud, Table table, String key, String label, int lines, String pause)
      throws IOException, InterruptedException {
    String program =
        "i=0; while [ $i -lt %d ]; do i=$((i + 1)); sleep %s; %s; done"
            .formatted(lines, pause, "echo \"line $i, written at $(date +%s%3N)\"");
    int before = cloud.cloud().aws().calls().count("GetLogEvents");
    MeasuredProcess.Figures run = run(cloud.job(program), Tool.jar());
    List<Long> behind = new ArrayList<>();
    for (MeasuredProcess.Line line : run.output()) {
      Matcher written = WRITTEN.matcher(line.text());
      if (written.find()) {
        behind.add(line.atMs() - Long.parseLong(written.group(1)));
      }
    }
    if (behind.size() != lines) {
      throw new IllegalStateException(behind.size() + " of " + lines + " lines came");
    }
    int reads = cloud.cloud().aws().calls().count("GetLogEvents") - before;
    long logMs = run.at("line " + lines + ",") - run.at("line 1,");
    table.row(key + "BehindMs", label, behind);
    table.row(
        key + "ReadsPer10s", "  GetLogEvents calls in 10 s", List.of(reads * 10_000L / logMs));
  }

  /**
   * From the container's end, which its last line tells, to the end of the process, while the task
   * is deprovisioned for longer than Fargate usually takes.
   */
  private static void end(BenchCloud cloud, Table table) throws IOException, InterruptedException {
    cloud.cloud().aws().ecs().timings(TaskTimings.immediate().withDeprovisioning(DEPROVISIONING));
    List<Long> behind = new ArrayList<>();
    for (int run = 0; run < ENDS; run++) {
      // Of another length each time, so that no run ends at the same moment of the tool's looks.
      MeasuredProcess.Figures figures =
          run(
              cloud.job(
                  "sleep %d.%d; echo \"written at $(date +%%s%%3N)\"".formatted(run % 4, run)),
              Tool.jar());
      Matcher written =
          figures.output().stream()
              .map(line -> WRITTEN.matcher(line.text()))
              .filter(Matcher::find)
              .reduce((first, second) -> second)
              .orElseThrow();
      behind.add(figures.endedAtMs() - Long.parseLong(written.group(1)));
    }
    cloud.cloud().aws().ecs().timings(TaskTimings.immediate());
    table.row(
        "endBehindMs",
        "from the container's end to the end of the job, with "
            + DEPROVISIONING.toSeconds()
            + " s of deprovisioning, ms",
        behind);
  }

  /** A log that is there already is read as fast as CloudWatch gives it. */
  private static void throughput(BenchCloud cloud, Table table)
      throws IOException, InterruptedException {
    var job =
        cloud.job(
            "awk 'BEGIN { for (i = 1; i <= %d; i++) print \"orders: row \" i \" was moved to its region\" }'"
                .formatted(MILLION));
    run(job, Tool.jar());
    MeasuredProcess.Figures again = run(job, Tool.jar("-Xmx128m"), "logs");
    long ms = again.endedAtMs() - again.at("Log");
    table.row("linesPerSecond", "lines a second, of a million", List.of(MILLION * 1000 / ms));
    table.row("millionPeakMb", "peak memory with -Xmx128m, MB", List.of(again.peakMb()));
  }

  private static MeasuredProcess.Figures run(Project.Job job, Tool tool, String... command)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(tool.command());
    line.addAll(List.of(command));
    line.addAll(List.of("--env", BenchCloud.ENVIRONMENT));
    return MeasuredProcess.run(line, job.directory(), job.variables()).succeeded();
  }
}
