package dev.migratedeploy.bench;

import java.io.IOException;
import java.util.List;

/**
 * {@code mvn -q -Pbench verify}: the tool, started as a job starts it, against the local cloud, and
 * the parts of it whose time grows with a project. {@code -Dbench=deploy,startup} runs some of
 * them.
 */
public final class Benchmarks {

  private Benchmarks() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> chosen = List.of(System.getProperty("bench", "").split(",", -1));
    if (chosen.contains("startup")) {
      StartupBenchmark.run();
    }
    if (chosen.contains("deploy")) {
      try (BenchCloud cloud = new BenchCloud()) {
        DeployBenchmark.run(cloud);
      }
    }
    if (chosen.contains("container")) {
      ContainerBenchmark.run();
    }
    if (chosen.contains("tail")) {
      try (BenchCloud cloud = new BenchCloud()) {
        TailBenchmark.run(cloud);
      }
    }
    if (chosen.contains("detection")) {
      DetectionBenchmark.run();
    }
    if (chosen.contains("findings")) {
      FindingsBenchmark.run();
    }
    if (chosen.contains("image")) {
      ImageBenchmark.run();
    }
    if (chosen.contains("observer")) {
      ObserverBenchmark.run();
    }
    if (chosen.contains("fleet")) {
      FleetBenchmark.run();
    }
    if (chosen.contains("rehearse")) {
      RehearsalBenchmark.run();
    }
    // The HTTP clients of other people leave threads behind.
    System.exit(0);
  }
}
