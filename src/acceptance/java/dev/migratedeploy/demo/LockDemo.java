package dev.migratedeploy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.localcloud.LocalCloud;
import dev.migratedeploy.localcloud.LocalDatabase;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code -Ddemo.locks}: a report has read a table and left its transaction open, and a script wants
 * to change that table. Once the report lets go, once it does not.
 */
final class LockDemo {
  private static final String ENVIRONMENT = "staging";
  private static final String REPORT = "nightly report";
  private static final String SETTINGS = "    locks: {wait: 2s, tries: 3, pause: 1s}\n";

  private final LocalCloud cloud;
  private final Project project;
  private final PrintStream out;

  LockDemo(LocalCloud cloud, PrintStream out) {
    this.cloud = cloud;
    this.project = new Project(cloud);
    this.out = out;
  }

  /** Ends with the exit code of the deploy that gets its lock. */
  int run() {
    cloud.database().showEverySession();
    String settings = Stage.plainSettings(ENVIRONMENT) + SETTINGS;
    String first =
        project.commit(
            Map.of(
                "db-migrations/migrate-deploy.yml",
                bytes(settings),
                "db-migrations/scripts/V1__orders.sql",
                bytes(
                    """
                    CREATE TABLE orders (id bigint PRIMARY KEY, region text);

                    INSERT INTO orders SELECT id FROM generate_series(1, 100000) AS id;
                    """)));
    ToolProcess.Result before = project.deploy(first, ENVIRONMENT);
    if (before.exitCode() != 0) {
      out.print(before.output());
      return before.exitCode();
    }
    chapter("A report holds a table and lets go: the script is tried again, and the job is green");
    int exitCode = letGo(change("V2__region_not_null.sql", "region SET NOT NULL"));
    chapter("The report does not let go: red, with who held the lock, how often, and the state");
    keep(change("V3__region_varchar.sql", "region TYPE varchar(2)"));
    return exitCode;
  }

  private String change(String script, String change) {
    String sql =
        "UPDATE orders SET region = 'EU' WHERE region IS NULL;\n\nALTER TABLE orders\n  ALTER COLUMN "
            + change
            + ";\n";
    return project.commit(Map.of("db-migrations/scripts/" + script, bytes(sql)));
  }

  private int letGo(String sha) {
    Project.Job job = project.prepare(sha, ENVIRONMENT);
    try (LocalDatabase.Held report = hold()) {
      RunningTool deploy = launch(job).awaitLine("Try 3 of 3");
      report.close();
      int exitCode = ended(deploy, sha);
      told(job.directory());
      return exitCode;
    }
  }

  private void keep(String sha) {
    try (LocalDatabase.Held report = hold()) {
      ended(launch(project.prepare(sha, ENVIRONMENT)), sha);
    }
  }

  private LocalDatabase.Held hold() {
    return cloud.database().holdTable(ENVIRONMENT, "orders", REPORT);
  }

  private RunningTool launch(Project.Job job) {
    return ToolProcess.launch(
        job.directory(), job.variables(), List.of("--env", ENVIRONMENT), out::println);
  }

  private int ended(RunningTool deploy, String sha) {
    int exitCode = deploy.result().exitCode();
    project.record(sha, ENVIRONMENT, exitCode);
    out.println();
    out.println("exit code " + exitCode);
    return exitCode;
  }

  /** What the observer told of each script, in {@code result.json}. */
  private void told(Path checkout) {
    out.println();
    out.println("From result.json, of each script its statements:");
    for (JsonNode script : result(checkout).at("/observed/scripts")) {
      out.printf(
          Locale.ROOT,
          "  %s: %s, %d tries, %.1f s waiting for locks, %.1f s in the last try%n",
          script.path("script").asText(),
          script.path("state").asText(),
          script.path("tries").asInt(),
          script.path("waitedMs").asDouble() / 1000,
          script.path("durationMs").asDouble() / 1000);
      for (JsonNode statement : script.path("statements")) {
        out.printf(
            Locale.ROOT,
            "    line %d  %-12s %6d ms  %s%n",
            statement.path("line").asInt(),
            statement.path("kind").asText(),
            statement.path("durationMs").asLong(),
            statement.path("rows").isNull() ? "" : statement.path("rows").asLong() + " rows");
      }
    }
  }

  private static JsonNode result(Path checkout) {
    try {
      return new ObjectMapper()
          .readTree(checkout.resolve("migrate-deploy-report/result.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void chapter(String title) {
    out.println();
    out.println("──── " + title + " ────");
    out.println();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
