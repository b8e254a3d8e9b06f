package dev.migratedeploy.demo;

import dev.migratedeploy.localcloud.LocalCloud;
import dev.migratedeploy.localcloud.gitlab.LocalMergeRequests.Note;
import dev.migratedeploy.localcloud.gitlab.LocalRepository;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * {@code -Ddemo.review}: a merge request with one script that is fine, one that writes a table
 * again, and one that fails; then the same with that one fixed.
 */
final class ReviewDemo {
  private static final String ENVIRONMENT = "staging";
  private static final String SCRIPTS = "db-migrations/scripts/";
  private static final String BRANCH = "region";
  private static final Path PAGES = Path.of("target", "demo-review");

  private final LocalCloud cloud;
  private final Project project;
  private final String token;
  private final PrintStream out;

  ReviewDemo(LocalCloud cloud, PrintStream out) {
    this.cloud = cloud;
    this.project = new Project(cloud);
    this.token = cloud.gitlab().token("api");
    this.out = out;
  }

  /** Ends with the exit code of the second rehearsal. */
  int run() {
    String main = deployed();
    if (main.isEmpty()) {
      return 1;
    }
    long mergeRequest =
        cloud.gitlab().mergeRequests().open(BRANCH, LocalRepository.DEFAULT_BRANCH).iid();
    chapter("A merge request with three scripts: one is fine, one writes a table again, one fails");
    String first = change(main, "region_code text DEFAULT regoin");
    review(first, main, mergeRequest);
    chapter("The last one is fixed: the same job again, and the same comment");
    return review(change(main, "region_code text DEFAULT 'EU'"), main, mergeRequest);
  }

  /** The commit of the default branch, which is in the environment; empty if that failed. */
  private String deployed() {
    String sha =
        project.commit(
            Map.of(
                "db-migrations/migrate-deploy.yml",
                bytes(Stage.plainSettings(ENVIRONMENT)),
                SCRIPTS + "V1__orders.sql",
                bytes(
                    """
                    CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL);

                    CREATE TABLE orders (
                      id int PRIMARY KEY,
                      customer int REFERENCES customers,
                      placed timestamptz NOT NULL
                    );
                    """)));
    ToolProcess.Result deploy = project.deploy(sha, ENVIRONMENT);
    if (deploy.exitCode() != 0) {
      out.print(deploy.output());
      return "";
    }
    return sha;
  }

  private String change(String main, String column) {
    cloud.gitlab().repository().forcePush(BRANCH, main);
    return cloud
        .gitlab()
        .repository()
        .on(BRANCH)
        .putAll(
            Map.of(
                SCRIPTS + "V2__order_notes.sql",
                bytes(
                    """
                    CREATE TABLE order_notes (
                      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                      note text NOT NULL
                    );
                    """),
                SCRIPTS + "V3__order_ids.sql",
                bytes("ALTER TABLE orders\n  ALTER COLUMN id TYPE bigint;\n"),
                SCRIPTS + "V4__region.sql",
                bytes("ALTER TABLE orders\n  ADD COLUMN " + column + ";\n")))
        .commit("Widen the ids of orders, and give them a region");
  }

  private int review(String sha, String base, long mergeRequest) {
    job(sha, base, mergeRequest, "plan");
    Project.Job job = prepared(sha, base, mergeRequest);
    int exitCode =
        ToolProcess.show(
            job.directory(),
            job.variables(),
            List.of("rehearse", "--env", ENVIRONMENT, "--database", "embedded"));
    out.println();
    out.println("exit code " + exitCode);
    out.println();
    out.println("The merge request's comment, in GitLab's Markdown:");
    out.println();
    for (Note note : cloud.gitlab().mergeRequests().notes(mergeRequest)) {
      note.body().lines().skip(1).map(line -> "  " + line).forEach(out::println);
    }
    out.println();
    out.println("The page for people: " + page(job, exitCode));
    return exitCode;
  }

  private void job(String sha, String base, long mergeRequest, String command) {
    Project.Job job = prepared(sha, base, mergeRequest);
    ToolProcess.Result result =
        ToolProcess.run(job.directory(), job.variables(), List.of(command, "--env", ENVIRONMENT));
    result.output().lines().filter(line -> line.startsWith("Result")).forEach(out::println);
  }

  private Project.Job prepared(String sha, String base, long mergeRequest) {
    Project.Job job = project.prepare(sha, ENVIRONMENT);
    Project.Job verifying = new Project.Job(job.directory(), job.verifying());
    verifying
        .variables()
        .putAll(
            Map.of(
                "CI_MERGE_REQUEST_IID",
                String.valueOf(mergeRequest),
                "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
                LocalRepository.DEFAULT_BRANCH,
                "CI_MERGE_REQUEST_DIFF_BASE_SHA",
                base,
                "GITLAB_TOKEN",
                token));
    return verifying;
  }

  private static Path page(Project.Job job, int exitCode) {
    try {
      Files.createDirectories(PAGES);
      return Files.copy(
              job.directory().resolve("migrate-deploy-report/report.html"),
              PAGES.resolve(exitCode == 0 ? "fixed.html" : "report.html"),
              StandardCopyOption.REPLACE_EXISTING)
          .toAbsolutePath();
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
