package dev.migratedeploy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * Three hundred scripts, rehearsed on the embedded PostgreSQL, whose start is a part of it: all of
 * them new, the last five new, and these five on a schema file.
 */
final class RehearsalBenchmark {
  private static final int SCRIPTS = 300;
  private static final int NEW = 5;
  private static final int RUNS = 3;
  private static final String SCHEMA = "rehearse: {from: db-migrations/schema.sql}\n";
  private static final String SETTINGS =
      """
      image: {base: "flyway/flyway:12", repository: registry.example.com/flyway}
      environments:
        staging: {region: eu-west-1, cluster: c, task-definition: f, subnets: [subnet-1]}
      """;

  private final Path project;
  private final Git git;
  private final Table table =
      new Table("rehearse", SCRIPTS + " scripts on the embedded PostgreSQL; in seconds");

  private RehearsalBenchmark(Path project, Git git) {
    this.project = project;
    this.git = git;
  }

  static void run() throws IOException, InterruptedException {
    Path project = Files.createTempDirectory("rehearse-bench");
    Files.createDirectories(project.resolve("db-migrations/scripts"));
    try (Git git = Git.init().setDirectory(project.toFile()).call()) {
      new RehearsalBenchmark(project, git).measure();
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    }
  }

  private void measure() throws IOException, InterruptedException, GitAPIException {
    write("db-migrations/migrate-deploy.yml", SETTINGS);
    String empty = commit();
    scripts(1, SCRIPTS - NEW);
    write("db-migrations/schema.sql", all());
    String most = commit();
    scripts(SCRIPTS - NEW + 1, SCRIPTS);
    commit();
    for (Tool tool : Tool.all()) {
      row(tool, "all-new", "all of them new", empty);
      row(tool, "some-new", NEW + " of them new", most);
      write("db-migrations/migrate-deploy.yml", SETTINGS + SCHEMA);
      row(tool, "on-a-schema", NEW + " of them new, the others from a schema file", most);
      write("db-migrations/migrate-deploy.yml", SETTINGS);
    }
    table.write();
  }

  private void row(Tool tool, String key, String what, String since)
      throws IOException, InterruptedException {
    List<Number> seconds = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      List<String> command =
          Stream.concat(
                  tool.command().stream(),
                  Stream.of(
                      "rehearse", "--env", "staging", "--database", "embedded", "--since", since))
              .toList();
      seconds.add(
          MeasuredProcess.run(command, project, Map.of("HOME", project.toString()))
                  .succeeded()
                  .wallMs()
              / 1000);
    }
    table.row((tool.name() + "-" + key).replace(' ', '-'), tool.name() + ", " + what, seconds);
  }

  private void scripts(int first, int last) throws IOException {
    for (int number = first; number <= last; number++) {
      write("db-migrations/scripts/V%d__step.sql".formatted(number), script(number));
    }
  }

  /** Every third script makes a table, the others change it. */
  private static String script(int number) {
    int of = (number - 1) / 3;
    return switch (number % 3) {
      case 1 -> "CREATE TABLE orders_%d (id bigint PRIMARY KEY, region text);%n".formatted(of);
      case 2 -> "CREATE INDEX ON orders_%d (region);%n".formatted(of);
      default -> "ALTER TABLE orders_%d ALTER COLUMN region SET NOT NULL;%n".formatted(of);
    };
  }

  private static String all() {
    return IntStream.rangeClosed(1, SCRIPTS - NEW)
        .mapToObj(RehearsalBenchmark::script)
        .collect(Collectors.joining());
  }

  private void write(String path, String text) throws IOException {
    Files.writeString(project.resolve(path), text);
  }

  private String commit() throws GitAPIException {
    git.add().addFilepattern(".").call();
    RevCommit made =
        git.commit().setMessage("Change").setAuthor("a", "a@example.com").setSign(false).call();
    return made.name();
  }
}
