package dev.migratedeploy.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/**
 * {@code migrate-deploy} in the served demo: a job of the checkout's commit and branch, as GitLab
 * would start it, with this shell as its Runner.
 */
@Command
final class JobByHand {
  /** Where the served cloud gives out jobs. */
  static final String ADDRESS = "LOCAL_CLOUD_JOBS";

  private static final int REFUSED = 2;

  @Option(names = {"-e", "--env"})
  private String environment = System.getenv().getOrDefault("MIGRATE_DEPLOY_ENV", "");

  @Option(names = "--dry-run")
  private boolean dryRun;

  @Unmatched private List<String> others = new ArrayList<>();

  private final HttpClient http = HttpClient.newHttpClient();

  public static void main(String[] arguments) throws IOException, InterruptedException {
    JobByHand job = new JobByHand();
    new CommandLine(job).setExpandAtFiles(false).parseArgs(arguments);
    System.exit(job.run(List.of(arguments)));
  }

  private int run(List<String> arguments) throws IOException, InterruptedException {
    HttpResponse<String> answer = post("?" + question());
    if (answer.statusCode() != 200) {
      System.out.println(answer.body());
      return REFUSED;
    }
    Map<String, String> variables = new LinkedHashMap<>(System.getenv());
    answer
        .body()
        .lines()
        .map(line -> line.split("=", 2))
        .forEach(pair -> variables.put(pair[0], pair[1]));
    int exitCode = ToolProcess.show(Path.of("").toAbsolutePath(), variables, arguments);
    post("/" + variables.get("CI_JOB_ID") + "?exit=" + exitCode);
    return exitCode;
  }

  private String question() throws IOException {
    try (Repository git = new FileRepositoryBuilder().findGitDir().setMustExist(true).build()) {
      return "sha="
          + encoded(Optional.ofNullable(git.resolve("HEAD")).map(id -> id.name()).orElse(""))
          + "&branch="
          + encoded(git.getBranch())
          + "&environment="
          + encoded(environment)
          + "&deploys="
          + deploys();
    }
  }

  /** Whether GitLab would record the job's success as a deployment. */
  private boolean deploys() {
    boolean another = others.stream().findFirst().filter(it -> !it.startsWith("-")).isPresent();
    return !dryRun && (!another || others.get(0).equals("deploy"));
  }

  private HttpResponse<String> post(String question) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(System.getenv(ADDRESS) + question))
            .POST(BodyPublishers.noBody())
            .build();
    return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
