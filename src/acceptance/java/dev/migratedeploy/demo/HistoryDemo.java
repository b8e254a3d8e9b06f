package dev.migratedeploy.demo;

import dev.migratedeploy.localcloud.LocalCloud;
import dev.migratedeploy.localcloud.LocalDatabase;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code -Ddemo.history}: sixty deployments by the real command line, some red, some tried again,
 * some that wait for a lock; then what {@code history} tells of them. How long each commit had been
 * merged before its job is made up, and nothing else.
 */
final class HistoryDemo {
  private static final String ENVIRONMENT = "staging";
  private static final String SCRIPTS = "db-migrations/scripts/";
  private static final String SETTINGS = "    locks: {wait: 1s, tries: 3, pause: 1s}\n";
  private static final String NUMBER = "demo.history";
  private static final int SIXTY = 60;
  private static final int EXPIRED = 3;
  private static final String NO_ADDRESS =
      "Timeout waiting for network interface provisioning to complete.";

  private final LocalCloud cloud;
  private final Project project;
  private final RecordedJobs jobs;
  private final int deployments;
  private final PrintStream out;

  /** So many deployments. */
  HistoryDemo(LocalCloud cloud, int deployments, PrintStream out) {
    this.deployments = deployments;
    this.cloud = cloud;
    this.project = new Project(cloud);
    this.jobs = new RecordedJobs(cloud, ENVIRONMENT);
    this.out = out;
  }

  /** As many as {@code -Ddemo.history=N} says, or sixty. */
  static int deployments() {
    String number = System.getProperty(NUMBER, "");
    return number.matches("[1-9]\\d{0,2}") ? Integer.parseInt(number) : SIXTY;
  }

  /** Ends with the exit code of {@code history}. */
  int run() {
    cloud.database().showEverySession();
    for (int number = 1; number <= deployments; number++) {
      out.printf("%2d of %d  %s%n", number, deployments, deployment(number));
    }
    jobs.expire(EXPIRED);
    out.println();
    return history();
  }

  /** What came of it. */
  private String deployment(int number) {
    String sha = commit(number);
    cloud
        .gitlab()
        .mergeRequests()
        .merged(sha, Instant.now().minus(Duration.ofMinutes(number * 37L % 50)));
    if (number % 12 == 4) {
      cloud.gitlab().deployments().record(ENVIRONMENT, sha, "deploy-app", "success");
    }
    if (number % 15 == 7) {
      return waiting(sha);
    }
    if (number % 20 == 9) {
      cloud.aws().ecs().failNextStart(NO_ADDRESS);
    }
    String first = jobs.run(project.prepare(sha, ENVIRONMENT), Optional.empty());
    return number % 20 == 9
        ? first + ", then " + jobs.run(project.retry(sha, ENVIRONMENT), Optional.empty())
        : first;
  }

  private String waiting(String sha) {
    LocalDatabase.Held report = cloud.database().holdTable(ENVIRONMENT, "orders", "nightly report");
    return jobs.run(project.prepare(sha, ENVIRONMENT), Optional.of(report));
  }

  private String commit(int number) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    if (number == 1) {
      files.put(
          "db-migrations/migrate-deploy.yml", bytes(Stage.plainSettings(ENVIRONMENT) + SETTINGS));
      files.put(
          SCRIPTS + "V1__orders.sql",
          bytes("CREATE TABLE orders (id bigint PRIMARY KEY, region text);\n"));
    } else if (number % 10 == 3) {
      files.put("README.md", bytes("Orders, edition " + number + "\n"));
    } else if (number % 10 == 5) {
      files.put(script(number), bytes(column(number, "texd")));
    } else if (number % 10 == 6) {
      files.put(script(number - 1), bytes(column(number - 1, "text")));
    } else {
      files.put(
          script(number),
          bytes(
              column(number, "text")
                  + "\nSELECT pg_sleep(%d.%d);\n".formatted(number % 4 / 3, number % 9)));
    }
    return project.commit(files);
  }

  private static String script(int number) {
    return SCRIPTS + "V" + number + "__column_" + number + ".sql";
  }

  private static String column(int number, String type) {
    return "ALTER TABLE orders\n  ADD COLUMN column_%d %s;\n".formatted(number, type);
  }

  private int history() {
    Project.Job job = project.prepare(commit(deployments + 3), ENVIRONMENT);
    Map<String, String> variables = job.verifying();
    variables.put("GITLAB_TOKEN", cloud.gitlab().token("read_api"));
    Path pages = RecordedJobs.PAGES.toAbsolutePath();
    int exitCode =
        ToolProcess.show(
            job.directory(),
            variables,
            List.of(
                "history",
                "--env",
                ENVIRONMENT,
                "--since",
                "24h",
                "--html",
                pages.resolve("history.html").toString(),
                "--csv",
                pages.toString()));
    out.println();
    out.println("The pages: " + pages);
    return exitCode;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
