package dev.migratedeploy.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a task's container costs: what is pulled, and the processors' time from the entrypoint's
 * start on. Each Flyway in turn, so that what else the machine does hits all alike, with the same
 * scripts, each run into a new database of one real PostgreSQL; beside it what the tool itself
 * takes for the deploy around it.
 */
final class ContainerBenchmark {
  private static final int WARM_UPS = 1;
  private static final int RUNS = 5;
  private static final double BYTES_PER_MB = 1e6;

  private final EmbeddedPostgres server;
  private final Path work;
  private final Table table =
      new Table("container", "seven scripts in a container; the processors' time");
  private int databases;

  private ContainerBenchmark(EmbeddedPostgres server, Path work) {
    this.server = server;
    this.work = work;
  }

  static void run() throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("container-bench");
    List<FlywayInstallation> all = FlywayInstallation.all(work);
    List<Tool> tools = Tool.all();
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
      ContainerBenchmark benchmark = new ContainerBenchmark(server, work);
      benchmark.compare(all);
      benchmark.tools(tools);
      benchmark.finish(all);
    }
  }

  private void compare(List<FlywayInstallation> all) throws IOException, InterruptedException {
    Path scripts = SevenScripts.in(work.resolve("scripts"));
    Map<FlywayInstallation, List<ContainerRun>> runs = new LinkedHashMap<>();
    for (int run = 0; run < WARM_UPS + RUNS; run++) {
      for (FlywayInstallation flyway : all) {
        ContainerRun figures = ContainerRun.of(flyway, work, database(scripts));
        if (run >= WARM_UPS) {
          runs.computeIfAbsent(flyway, name -> new ArrayList<>()).add(figures);
        }
      }
    }
    runs.forEach(
        (flyway, figures) -> {
          String name = flyway.name();
          row(name, "to pull, MB", Stream.of(flyway.bytes() / BYTES_PER_MB));
          row(
              name,
              "to the first statement, ms",
              figures.stream().map(ContainerRun::firstStatementMs));
          row(name, "to the end, ms", figures.stream().map(ContainerRun::endMs));
          row(name, "to the end, by the clock, ms", figures.stream().map(ContainerRun::wallMs));
        });
  }

  /** A deploy whose task ends at once. */
  private void tools(List<Tool> tools) throws IOException, InterruptedException {
    try (BenchCloud cloud = new BenchCloud()) {
      String base = cloud.base("container", BenchCloud.INSTANT, 1, 1);
      for (Tool tool : tools) {
        List<Number> milliseconds = new ArrayList<>();
        for (int run = 0; run < WARM_UPS + RUNS; run++) {
          MeasuredProcess.Figures figures =
              DeployBenchmark.deploy(cloud, base, tool, Scenario.CHANGED);
          if (run >= WARM_UPS) {
            milliseconds.add(figures.cpuMs());
          }
        }
        row("the tool beside it, " + tool.name(), "whole deploy, ms", milliseconds.stream());
      }
    }
  }

  private void finish(List<FlywayInstallation> all) throws IOException {
    all.forEach(flyway -> table.traffic(flyway.name() + ", to pull", flyway.pulled()));
    table.explain(
        "A task with a quarter of a vCPU takes four times the processors' time by the clock. The"
            + " observer is off, and the database's own time is in none of the figures.");
    table.write();
  }

  private void row(String who, String what, Stream<? extends Number> figures) {
    String label = who + ": " + what;
    table.row(label.replaceAll("[^A-Za-z0-9]+", "-"), label, figures.toList());
  }

  private Map<String, String> database(Path scripts) {
    String name = "bench" + databases++;
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Map.of(
        "FLYWAY_URL",
        "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name,
        "FLYWAY_USER",
        "postgres",
        "FLYWAY_LOCATIONS",
        "filesystem:" + scripts);
  }
}
