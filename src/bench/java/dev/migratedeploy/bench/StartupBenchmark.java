package dev.migratedeploy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a start takes that comes to nothing more: a word about itself, or a refusal. */
final class StartupBenchmark {
  private static final int WARM_UPS = 1;
  private static final int RUNS = 5;

  private StartupBenchmark() {}

  static void run() throws IOException, InterruptedException {
    List<Tool> tools = Tool.all();
    Table table = new Table("startup", "start, in milliseconds");
    Path project = project();
    for (Tool tool : tools) {
      row(table, tool, project, 0, "--version");
      row(table, tool, project, 0, "--help");
      row(table, tool, project, 2, "--env", "staging");
    }
    table.explain(
        "What a JVM takes to start, and to load the classes of the command line and the settings;"
            + " nothing of GitLab, AWS or the registry is loaded.");
    table.write();
  }

  private static void row(Table table, Tool tool, Path project, int exitCode, String... arguments)
      throws IOException, InterruptedException {
    List<Number> milliseconds = new ArrayList<>();
    for (int run = 0; run < WARM_UPS + RUNS; run++) {
      MeasuredProcess.Figures figures =
          MeasuredProcess.run(
                  Stream.concat(tool.command().stream(), Stream.of(arguments)).toList(),
                  project,
                  Map.of("HOME", project.toString()))
              .exited(exitCode);
      if (run >= WARM_UPS) {
        milliseconds.add(figures.wallMs());
      }
    }
    String what = exitCode == 0 ? arguments[0] : "settings with an error";
    table.row(
        (tool.name() + " " + what).replaceAll("[^a-z]+", "-"),
        tool.name() + ", " + what,
        milliseconds);
  }

  private static Path project() throws IOException {
    Path project = Files.createTempDirectory("startup-bench");
    Files.createDirectories(project.resolve("db-migrations/scripts"));
    Files.writeString(
        project.resolve("db-migrations/migrate-deploy.yml"),
        "image: {base: 'flyway/flyway:12'}\nenvironments: {staging: {clutser: staging}}\n");
    return project;
  }
}
