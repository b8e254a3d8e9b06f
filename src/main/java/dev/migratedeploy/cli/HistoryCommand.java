package dev.migratedeploy.cli;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.gitlab.GitLabDeploymentHistory;
import dev.migratedeploy.history.DeployHistory;
import dev.migratedeploy.history.DeployHistory.Period;
import dev.migratedeploy.history.ReadHistory;
import dev.migratedeploy.history.ReadingProgress;
import dev.migratedeploy.history.Since;
import dev.migratedeploy.network.Network;
import dev.migratedeploy.plan.pending.DeployJob;
import dev.migratedeploy.report.HistoryJson;
import dev.migratedeploy.report.HistoryProgress;
import dev.migratedeploy.report.HistoryTable;
import dev.migratedeploy.report.ResultBlock;
import dev.migratedeploy.secrets.SecretVariables;
import dev.migratedeploy.support.Defaults;
import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.verdict.ExitCode;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code migrate-deploy history}: what became of an environment's past deployments. */
@Command(
    name = "history",
    description = {
      "Show an environment's past deployments, from GitLab and the jobs' own result.json: verdicts,"
          + " durations, retries, lead time, failure rate and time to recover.",
      "It needs GITLAB_TOKEN with the scope read_api, and changes nothing.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  migrate-deploy history --env production",
      "  migrate-deploy history --env production --since 2026-01-01 --json |",
      "    jq .figures.failures.ratePercent"
    },
    sortOptions = false)
final class HistoryCommand implements Callable<Integer> {

  @ParentCommand private RootCommand root;

  @Option(
      names = "--deploy-job",
      paramLabel = "NAME",
      description =
          "The job whose deployments are shown, {env} standing for the environment; default: one"
              + " whose name contains migrate-deploy, else migrat, else flyway.")
  private @Nullable String deployJob;

  @Option(
      names = "--csv",
      paramLabel = "DIR",
      description =
          "Write deployments.csv and scripts.csv there, for a database; the manual has their"
              + " tables.")
  private @Nullable Path csv;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page with plots there, without scripts and without requests.")
  private @Nullable Path html;

  @Override
  public Integer call() {
    CliEnvironment surroundings = root.surroundings();
    Console console = Console.of(root.options, surroundings, surroundings.ticker());
    boolean colour = Console.colour(root.options, surroundings);
    surroundings
        .end()
        .tell(
            ByHand.telling(new ResultBlock(surroundings.out(), colour), surroundings.variables()),
            console::detail);
    DeployHistory history = read(surroundings);
    HistoryFiles files = new HistoryFiles(surroundings);
    if (csv != null) {
      files.csv(csv, history);
    }
    if (html != null) {
      files.html(html, history);
    }
    HistoryTable table = new HistoryTable(surroundings.out(), colour, history);
    if (root.options.json) {
      surroundings.data().println(surroundings.secrets().cutJson(HistoryJson.of(history)));
    } else {
      if (!root.options.quiet) {
        table.deployments();
      }
      table.figures();
    }
    return ExitCode.SUCCESS.number();
  }

  private DeployHistory read(CliEnvironment surroundings) {
    SecretVariables.refuseUnusable(surroundings.variables());
    Instant now = surroundings.ticker().now();
    Optional<Instant> since =
        Since.parse(Objects.requireNonNullElse(root.options.since, Since.DEFAULT), now);
    refuseWrong(since);
    Network.join(surroundings.variables(), surroundings.directory());
    CiContext ci = DeployRequestFactory.ofJob(root).ciOrCheckout();
    boolean live = Terminal.screen(surroundings.variables()).live() && !root.options.quiet;
    HistoryProgress bar = new HistoryProgress(surroundings.out());
    ReadingProgress progress = live ? bar : (done, all) -> {};
    String environment = Objects.requireNonNull(root.options.environment);
    try {
      return new ReadHistory(
              new GitLabDeploymentHistory(ci, surroundings.ticker()),
              new DeployJob(Optional.ofNullable(deployJob), Optional.empty()),
              places(surroundings, environment),
              progress)
          .of(environment, new Period(since.orElseThrow(), now));
    } finally {
      bar.end();
    }
  }

  private void refuseWrong(Optional<Instant> since) {
    List<String> wrong = new ArrayList<>();
    List<String> next = new ArrayList<>();
    String environment = root.options.environment;
    if (environment == null || environment.isBlank()) {
      wrong.add("no environment was given");
      next.add("name one with --env NAME, or with the variable MIGRATE_DEPLOY_ENV");
    }
    if (since.isEmpty()) {
      wrong.add("--since " + root.options.since + " is not a time in the last ten years");
      next.add("set --since to " + Since.ACCEPTED);
    }
    if (!wrong.isEmpty()) {
      throw new RefusedException(Problem.of(String.join("; ", wrong), String.join("; ", next)));
    }
  }

  /** The template gives each environment a folder of its own; by itself the tool does not. */
  private List<String> places(CliEnvironment surroundings, String environment) {
    Path directory = root.options.reportDirectory;
    Path file = directory.resolve("result.json");
    List<Path> places =
        directory.equals(Path.of(Defaults.REPORT_DIRECTORY))
            ? List.of(FileNames.resolve(directory, "deploy/" + environment + "/result.json"), file)
            : List.of(file);
    return places.stream()
        .map(place -> surroundings.inRepository(FileNames.text(place.normalize())))
        .toList();
  }
}
