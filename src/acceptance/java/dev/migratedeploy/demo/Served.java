package dev.migratedeploy.demo;

import dev.migratedeploy.localcloud.LocalCloud;
import dev.migratedeploy.localcloud.LocalDatabase;
import dev.migratedeploy.localcloud.ScratchFolders;
import dev.migratedeploy.localcloud.gitlab.LocalMergeRequests.MergeRequest;
import dev.migratedeploy.localcloud.gitlab.LocalRepository;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A local cloud that stays, with a checkout, a branch and its merge request to try things on, and
 * lines that can be pasted into another terminal.
 */
final class Served implements AutoCloseable {
  static final String BRANCH = "wish-list";

  private final Path folder;
  private final Path checkout;
  private final Map<String, String> variables;
  private final String registry;
  private final JobServer jobs;
  private final MergeRequest request;

  private Served(
      Path folder,
      Path checkout,
      Map<String, String> variables,
      String registry,
      JobServer jobs,
      MergeRequest request) {
    this.folder = folder;
    this.checkout = checkout;
    this.variables = variables;
    this.registry = registry;
    this.jobs = jobs;
    this.request = request;
  }

  static Served of(LocalCloud cloud, Map<String, byte[]> change, String environment) {
    try {
      return of(cloud, change, environment, ScratchFolders.create("migrate-deploy-demo"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Prepares it.
   *
   * @param change what the branch of the merge request adds to the default branch
   */
  static Served of(LocalCloud cloud, Map<String, byte[]> change, String environment, Path folder) {
    LocalRepository repository = cloud.gitlab().repository();
    repository.forcePush(BRANCH, repository.head(LocalRepository.DEFAULT_BRANCH));
    repository.on(BRANCH).putAll(change).commit("Let customers keep a wish list");
    MergeRequest request =
        cloud.gitlab().mergeRequests().open(BRANCH, LocalRepository.DEFAULT_BRANCH);
    JobServer jobs = new JobServer(cloud, List.of(request));
    Path checkout = repository.cloneTo(folder.resolve("orders"));
    Map<String, String> variables = new TreeMap<>(cloud.jobVariables());
    variables.put("AWS_DEFAULT_REGION", variables.getOrDefault("AWS_REGION", "")); // AWS CLI 1
    variables.put("MIGRATE_DEPLOY_ENV", environment);
    variables.put(JobByHand.ADDRESS, jobs.jobs());
    variables.put("PGHOST", "127.0.0.1");
    variables.put("PGPORT", Integer.toString(cloud.database().port()));
    variables.put("PGUSER", LocalDatabase.USER);
    variables.put("PGPASSWORD", cloud.database().password());
    variables.put("PGDATABASE", environment);
    Path logins = folder.resolve("registry-logins.json");
    write(logins, variables.getOrDefault("DOCKER_AUTH_CONFIG", ""));
    variables.put("REGISTRY_AUTH_FILE", logins.toString());
    Served served =
        new Served(folder, checkout, variables, cloud.registry().authority(), jobs, request);
    served.writeFiles();
    return served;
  }

  /** The lines to paste, and what each group of them is about. */
  void print(PrintStream out) {
    out.println();
    out.println("──── The local cloud stays up; end it with Ctrl-C ────");
    out.println();
    out.println("Paste into another terminal. First, once:");
    paste(out, ". " + folder.resolve("local-cloud.env"), "cd " + checkout);
    out.println("A job of the branch that is checked out; a deploy of main is a deployment:");
    paste(out, "migrate-deploy --force", "migrate-deploy plan --all", "migrate-deploy doctor");
    out.println("Merge request !" + request.iid() + ": its plan, and the comment that it gets:");
    paste(out, "git checkout -q " + BRANCH, "migrate-deploy plan", "curl " + jobs.page(request));
    out.println("Merge it and deploy it:");
    paste(
        out,
        "git checkout -q " + LocalRepository.DEFAULT_BRANCH,
        "git merge -q " + BRANCH,
        "git push -q",
        "migrate-deploy");
    out.println("What there is:");
    paste(
        out,
        "aws --endpoint-url \"$AWS_ENDPOINT_URL\" ecs list-task-definitions",
        "skopeo list-tags --tls-verify=false docker://" + registry + "/flyway",
        "psql -c 'SELECT * FROM flyway_schema_history'");
  }

  private static void paste(PrintStream out, String... lines) {
    for (String line : lines) {
      out.println("    " + line);
    }
  }

  private void writeFiles() {
    Path program = folder.resolve("bin").resolve("migrate-deploy");
    String command =
        ToolProcess.command(JobByHand.class.getName()).stream()
            .map(Served::quoted)
            .collect(Collectors.joining(" "));
    write(program, "#!/bin/sh\nexec " + command + " \"$@\"\n");
    if (!program.toFile().setExecutable(true)) {
      throw new IllegalStateException("cannot make " + program + " executable");
    }
    StringBuilder exports = new StringBuilder();
    variables.forEach(
        (name, value) -> exports.append("export %s=%s%n".formatted(name, quoted(value))));
    exports.append(
        "export PATH=%s:\"$PATH\"%n".formatted(quoted(program.resolveSibling("").toString())));
    write(folder.resolve("local-cloud.env"), exports.toString());
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    jobs.close();
  }
}
