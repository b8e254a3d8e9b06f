package dev.migratedeploy.bench;

import dev.migratedeploy.localcloud.Project;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole deploy of one changed script by {@code java -jar}, with a task that ends at once, so that
 * what is measured is this tool alone.
 */
final class DeployBenchmark {
  private static final int WARM_UPS = 1;
  private static final int RUNS = 5;

  private DeployBenchmark() {}

  static void run(BenchCloud cloud) throws IOException, InterruptedException {
    List<MeasuredProcess.Figures> measured = new ArrayList<>();
    for (int run = 1; run <= WARM_UPS + RUNS; run++) {
      Project.Job job = cloud.job("echo 'Successfully applied 1 migration'");
      MeasuredProcess.Figures figures = MeasuredProcess.run(job, List.of(), List.of());
      if (run > WARM_UPS) {
        measured.add(figures);
      }
    }
    Table table = new Table("deploy", "deploy of one script");
    table.row(
        "wallMs", "wall time, ms", measured.stream().map(MeasuredProcess.Figures::wallMs).toList());
    table.row(
        "peakMb",
        "peak memory, MB",
        measured.stream().map(MeasuredProcess.Figures::peakMb).toList());
    table.write();
  }
}
