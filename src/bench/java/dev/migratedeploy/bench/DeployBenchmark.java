package dev.migratedeploy.bench;

import dev.migratedeploy.demo.Project;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A whole deploy, with a task that ends at once, so that what is measured is this tool alone; and
 * the same job done by other people's tools in the same run.
 */
final class DeployBenchmark {
  private static final int RUNS = 5;
  private static final int LATENCY_MS = 40;
  private static final int BASE_MB = 30;
  private static final int BASE_LAYERS = 6;

  private final BenchCloud cloud;
  private final String base;
  private final Table table =
      new Table(
          "deploy",
          "deploy, base image of " + BASE_MB + " MB in " + BASE_LAYERS + " layers; in seconds");
  private final Map<String, String> traffic = new LinkedHashMap<>();

  private DeployBenchmark(BenchCloud cloud) {
    this.cloud = cloud;
    this.base = cloud.base("deploy", BenchCloud.INSTANT, BASE_MB, BASE_LAYERS);
  }

  static void run(BenchCloud cloud) throws IOException, InterruptedException {
    List<Tool> tools = Tool.all();
    DeployBenchmark benchmark = new DeployBenchmark(cloud);
    for (Tool tool : tools) {
      benchmark.measure(tool, 0);
      benchmark.measure(tool, LATENCY_MS);
    }
    List<String> missing = CommandLineTools.missing();
    if (missing.isEmpty()) {
      try (CommandLineTools others = new CommandLineTools(cloud)) {
        benchmark.measure(others);
      }
    } else {
      benchmark.table.explain(
          "Not measured: "
              + CommandLineTools.NAME
              + ". To have it beside the tool: apt-get install "
              + String.join(" ", missing));
    }
    cloud.latency(0);
    benchmark.finish();
  }

  private void measure(Tool tool, int latency) throws IOException, InterruptedException {
    List<Number> peaks = new ArrayList<>();
    List<Number> processors = new ArrayList<>();
    for (Scenario scenario : Scenario.values()) {
      cloud.latency(0);
      deploy(tool, scenario);
      cloud.latency(latency);
      List<Number> seconds = new ArrayList<>();
      for (int run = 0; run < RUNS; run++) {
        MeasuredProcess.Figures figures = deploy(tool, scenario);
        seconds.add(figures.wallMs() / 1000);
        peaks.add(figures.peakMb());
        processors.add(figures.cpuMs() / 1000.0);
      }
      row(tool.name(), scenario.words, latency, seconds);
    }
    if (latency == 0) {
      table.row(key(tool.name(), "peak", "MB"), tool.name() + ", peak memory, MB", peaks);
      table.row(key(tool.name(), "cpu"), tool.name() + ", processors' time", processors);
    }
  }

  private MeasuredProcess.Figures deploy(Tool tool, Scenario scenario)
      throws IOException, InterruptedException {
    MeasuredProcess.Figures figures = deploy(cloud, base, tool, scenario);
    keepTraffic(tool.name(), scenario.words);
    return figures;
  }

  /** One deploy, measured from its start to its end. */
  static MeasuredProcess.Figures deploy(BenchCloud cloud, String base, Tool tool, Scenario scenario)
      throws IOException, InterruptedException {
    Project.Job job = scenario.prepare(cloud, base);
    cloud.traffic().forget();
    return MeasuredProcess.run(
            Stream.of(tool.command(), List.of("--env", BenchCloud.ENVIRONMENT), scenario.options())
                .flatMap(List::stream)
                .toList(),
            job.directory(),
            job.variables())
        .succeeded();
  }

  private void measure(CommandLineTools others) throws IOException, InterruptedException {
    for (int latency : new int[] {0, LATENCY_MS}) {
      for (CommandLineTools.Start start : CommandLineTools.Start.values()) {
        cloud.latency(latency);
        List<Number> seconds = seconds(others, start, false);
        keepTraffic(CommandLineTools.NAME, start.words);
        row(CommandLineTools.NAME, start.words, latency, seconds);
      }
    }
    cloud.latency(0);
    CommandLineTools.Start changed = CommandLineTools.Start.CHANGED;
    row(
        CommandLineTools.NAME + " with its waiter",
        changed.words,
        0,
        seconds(others, changed, true));
  }

  private List<Number> seconds(
      CommandLineTools others, CommandLineTools.Start start, boolean waiter)
      throws IOException, InterruptedException {
    List<Number> seconds = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      seconds.add(others.run(start, base, waiter).wallMs() / 1000);
    }
    return seconds;
  }

  private void row(String who, String what, int latency, List<Number> seconds) {
    table.row(
        key(who, what, latency + "ms"),
        who + ", " + what + (latency == 0 ? "" : ", " + latency + " ms more per request"),
        seconds);
  }

  /** Of the last run: the first one of a kind may find less in place. */
  private void keepTraffic(String who, String what) {
    traffic.put(who + ", " + what, Hosts.of(cloud.traffic().all()).words());
  }

  private static String key(String... parts) {
    return String.join("-", parts).replaceAll("[^A-Za-z0-9]+", "-");
  }

  private void finish() throws IOException {
    traffic.forEach((what, words) -> table.traffic(what, words));
    table.explain(
        "A deploy is 12 requests one after the other at the least, up to RunTask; what they wait"
            + " for and the loading of the clients' classes is what it takes. The layers of the"
            + " base are neither downloaded nor uploaded, so its size does not matter.");
    table.write();
  }
}
