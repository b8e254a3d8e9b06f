package dev.migratedeploy.bench;

import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.Stage;
import dev.migratedeploy.localcloud.LocalCloud;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One deploy over fifty real databases, each with the real Flyway; then one script more, and then
 * nothing to do. Nearly all of it is Flyway's own time, and this machine's processors are the
 * limit.
 */
final class FleetBenchmark {
  private static final String ENVIRONMENT = "shops";
  private static final int DATABASES = 50;
  private static final int SCRIPTS = 7;
  private static final int PER_TASK = 13;
  private static final int AT_ONCE = 4;

  private final LocalCloud cloud;
  private final Project project;
  private final Table table =
      new Table("fleet", DATABASES + " databases of one PostgreSQL; in seconds");

  private FleetBenchmark(LocalCloud cloud) {
    this.cloud = cloud;
    this.project = new Project(cloud);
  }

  static void run() throws IOException, InterruptedException {
    try (LocalCloud cloud = LocalCloud.start()) {
      cloud.addEnvironment(ENVIRONMENT);
      names().forEach(cloud::addDatabase);
      new FleetBenchmark(cloud).measure();
    }
  }

  private void measure() throws IOException, InterruptedException {
    Tool tool = Tool.jar();
    deploy(tool, SCRIPTS, SCRIPTS + " scripts into empty databases");
    String last = deploy(tool, SCRIPTS + 1, "one script more");
    row("nothing to do", tool, last);
    table.explain(
        "%d databases a task, %d tasks at once, on %d processors; Flyway alone takes about 2 s of a processor for each."
            .formatted(PER_TASK, AT_ONCE, Runtime.getRuntime().availableProcessors()));
    table.write();
  }

  private String deploy(Tool tool, int scripts, String what)
      throws IOException, InterruptedException {
    String sha = project.commitOnly(files(scripts));
    row(what, tool, sha);
    cloud.gitlab().deployments().record(ENVIRONMENT, sha, "migrate-deploy", "success");
    return sha;
  }

  private void row(String what, Tool tool, String sha) throws IOException, InterruptedException {
    Project.Job job = project.prepare(sha, ENVIRONMENT);
    double seconds =
        MeasuredProcess.run(
                    Stream.concat(tool.command().stream(), Stream.of("--env", ENVIRONMENT))
                        .toList(),
                    job.directory(),
                    job.variables())
                .succeeded()
                .wallMs()
            / 1000.0;
    table.row(what.replaceAll("[^a-z0-9]+", "-"), what, List.of(seconds));
  }

  private Map<String, byte[]> files(int scripts) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("db-migrations/migrate-deploy.yml", bytes(settings()));
    files.put(
        "db-migrations/tenants.yml",
        bytes(names().map("- name: %s%n"::formatted).collect(Collectors.joining())));
    for (int script = 1; script <= scripts; script++) {
      files.put(
          "db-migrations/scripts/V%d__step.sql".formatted(script),
          bytes("CREATE TABLE step_%d (id bigint PRIMARY KEY, name text);%n".formatted(script)));
    }
    return files;
  }

  private String settings() {
    return Stage.plainSettings(ENVIRONMENT)
        + """
          targets:
            from: db-migrations/tenants.yml
            environment: {FLYWAY_URL: "jdbc:postgresql://127.0.0.1:%d/${target.name}"}
            per-task: %d
            parallel: %d
        """
            .formatted(cloud.database().port(), PER_TASK, AT_ONCE)
            .indent(2);
  }

  private static Stream<String> names() {
    return IntStream.rangeClosed(1, DATABASES)
        .mapToObj(number -> String.format(Locale.ROOT, "shop%02d", number));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
