package dev.migratedeploy.cli;

import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.report.page.Link;
import dev.migratedeploy.secrets.KnownSecrets;
import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.support.WaitableClock;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command finds around it.
 *
 * @param variables the process's environment
 * @param directory where the job runs: the checkout
 * @param out where the job's log is written; secrets do not get through
 * @param data where programs read: JSON, help, a completion script
 * @param cancellation is told when the job is to end
 * @param ticker the time, which a job waits on
 * @param end takes the verdict
 */
public record CliEnvironment(
    Map<String, String> variables,
    Path directory,
    PrintStream out,
    PrintStream data,
    Cancellation cancellation,
    WaitableClock ticker,
    RunEnd end) {
  public CliEnvironment {
    variables = Map.copyOf(variables);
    out = KnownSecrets.of(variables).through(out);
  }

  /** The same where people and programs read in one place. */
  public CliEnvironment(
      Map<String, String> variables,
      Path directory,
      PrintStream out,
      Cancellation cancellation,
      WaitableClock ticker,
      RunEnd end) {
    this(variables, directory, out, out, cancellation, ticker, end);
  }

  /** What is printed nowhere. */
  KnownSecrets secrets() {
    return KnownSecrets.behind(out);
  }

  public CliEnvironment(
      Map<String, String> variables,
      Path directory,
      PrintStream out,
      Cancellation cancellation,
      WaitableClock ticker) {
    this(variables, directory, cancellation, ticker, KnownSecrets.of(variables).through(out));
  }

  private CliEnvironment(
      Map<String, String> variables,
      Path directory,
      Cancellation cancellation,
      WaitableClock ticker,
      PrintStream masked) {
    this(variables, directory, masked, cancellation, ticker, new RunEnd(cancellation, masked));
  }

  /** Whether this is a GitLab job, whose log folds sections and shows colours. */
  boolean gitLab() {
    return "true".equals(variables.get("GITLAB_CI"));
  }

  /** Where GitLab shows {@code report.html} among a job's artifacts, once the job has ended. */
  Optional<String> reportPage(Path reports) {
    Path page = FileNames.resolve(reports, "report.html").normalize();
    return Optional.ofNullable(variables.get("CI_JOB_URL"))
        .filter(url -> gitLab() && !page.isAbsolute())
        .flatMap(
            url ->
                Optional.of(inRepository(FileNames.text(page)))
                    .filter(path -> !path.startsWith(".."))
                    .map(path -> url + "/artifacts/file/" + Link.encoded(path)));
  }

  /** Where a job of this kind leaves its result. */
  String resultFile(Path reportDirectory) {
    return inRepository(
        FileNames.text(FileNames.path(reportDirectory + "/result.json").normalize()));
  }

  /** A job may run in a folder below the checkout; GitLab knows paths from the checkout's root. */
  String inRepository(String folder) {
    Path here = directory.toAbsolutePath().normalize();
    return Optional.ofNullable(variables.get("CI_PROJECT_DIR"))
        .map(root -> FileNames.path(root).toAbsolutePath().normalize())
        .filter(here::startsWith)
        .map(root -> FileNames.resolve(root.relativize(here), folder).normalize())
        .map(FileNames::text)
        .orElse(folder);
  }
}
