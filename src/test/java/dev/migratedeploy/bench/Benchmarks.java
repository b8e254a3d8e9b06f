package dev.migratedeploy.bench;

import java.io.IOException;

/** {@code mvn -q -Pbench verify}: the jar, started as a job starts it, against the local cloud. */
public final class Benchmarks {
  private Benchmarks() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (BenchCloud cloud = new BenchCloud()) {
      DeployBenchmark.run(cloud);
      TailBenchmark.run(cloud);
    }
  }
}
