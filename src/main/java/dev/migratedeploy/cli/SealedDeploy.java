package dev.migratedeploy.cli;

import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.plan.pending.DeployJob;
import dev.migratedeploy.project.Settings;
import dev.migratedeploy.project.SettingsFile;
import dev.migratedeploy.report.ReportFiles;
import dev.migratedeploy.runner.SealedJob;
import dev.migratedeploy.runner.checkout.PrivateCheckout;
import dev.migratedeploy.runner.reports.ReportUpload;
import dev.migratedeploy.runner.state.JobDirectory;
import dev.migratedeploy.runner.state.StateDirectory;
import dev.migratedeploy.support.Defaults;
import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The main job for a job that was let in, on a checkout of the driver's own. */
final class SealedDeploy {
  private static final Duration GIT_TIMEOUT = Duration.ofSeconds(30);

  /** To publish the image, to find a place for the task, and to read the rest of its log. */
  private static final Duration BESIDE_THE_TASK = Duration.ofMinutes(30);

  private static final String MIGRATE = "migrate";

  private final ExecutorCommand executor;
  private final CliEnvironment host;
  private final Console page;

  SealedDeploy(ExecutorCommand executor) {
    this.executor = executor;
    this.host = SealedEnvironment.of(executor.root.surroundings());
    this.page = Console.of(new DeployOptions(), host, host.ticker());
  }

  /** The exit code of the verdict, which is printed. */
  int run() {
    host.end().tell(page.listener(), page::detail);
    return host.end().of(this::verdict).exitCode();
  }

  private Verdict verdict() {
    executor.within(ExecutorCommand.LONG_STAGE, "run");
    SealedJob job = executor.admitted();
    try (JobDirectory place =
        StateDirectory.at(executor.stateDirectory()).claim(job.job().id(), host.ticker())) {
      DeployListener listener = listener(job, place);
      host.end().tell(listener, page::detail);
      // Told here: the report files are gone with their place.
      return host.end().of(() -> verdict(job, place, listener));
    }
  }

  private DeployListener listener(SealedJob job, JobDirectory place) {
    ReportFiles files = new ReportFiles(place.reports(), page::warn, host.ticker(), host.secrets());
    job.ci()
        .jobUrl()
        .map(url -> url + "/artifacts/file/" + Defaults.REPORT_DIRECTORY + "/report.html")
        .ifPresent(files::shownAt);
    return DeployListener.all(
        List.of(
            host.end().progress(),
            files,
            new ReportUpload(
                place.reports(),
                job.gitLab(),
                job.job().id(),
                job.job().token(),
                sentence -> page.listener().on(new Noted(sentence)),
                page::warn),
            messages(job),
            page.listener()));
  }

  /** As the policy says it, with the variables of the runner's host. */
  private DeployListener messages(SealedJob job) {
    return isDeploy(job)
        ? new DeployMessages(host, page, Defaults.REPORT_DIRECTORY + "/result.json")
            .of(
                job.grant().receivers(),
                job.grant().environment(),
                Optional.of(job.ci()),
                Optional.empty())
        : DeployMessages.NONE;
  }

  private static boolean isDeploy(SealedJob job) {
    return job.job().wish().command().orElse(MIGRATE).equals(MIGRATE);
  }

  private Verdict verdict(SealedJob job, JobDirectory place, DeployListener listener) {
    try (PrivateCheckout checkout = PrivateCheckout.fetch(job.job(), place.path(), GIT_TIMEOUT)) {
      checkout.writeFiles(job.grant().files());
      Settings settings = job.grant().settings(checkout.directory());
      checkout.writeFolder(settings.scripts(), job.grant().bounds());
      noteReceivers(job, checkout, listener);
      // Another migration of the environment may come first.
      executor.within(job.grant().longestWait().multipliedBy(2).plus(BESIDE_THE_TASK), "run");
      try (CompositionRoot wiring = wiring(job, settings, checkout, listener)) {
        return verdict(job, settings, wiring);
      }
    }
  }

  private static void noteReceivers(
      SealedJob job, PrivateCheckout checkout, DeployListener listener) {
    String file = job.grant().settingsFile();
    if (isDeploy(job)
        && !SettingsFile.receivers(FileNames.resolve(checkout.directory(), file)).isEmpty()) {
      listener.on(
          new Noted("notify in " + file + " is ignored: the runner's policy says who is notified"));
    }
  }

  /** The command that the job asked for by name, or else a deploy with what the settings say. */
  private static Verdict verdict(SealedJob job, Settings settings, CompositionRoot wiring) {
    return switch (job.job().wish().command().orElse(MIGRATE)) {
      case MIGRATE -> wiring.deploy().run();
      case "plan" ->
          wiring.plan(new DeployJob(Optional.empty(), Optional.of(job.job().name()))).run();
      default -> wiring.flyway(settings.environment().command()).run();
    };
  }

  private CompositionRoot wiring(
      SealedJob job, Settings settings, PrivateCheckout checkout, DeployListener listener) {
    CliEnvironment inCheckout =
        new CliEnvironment(
            host.variables(),
            checkout.directory(),
            host.out(),
            host.cancellation(),
            host.ticker(),
            host.end());
    DeployOptions options = new DeployOptions();
    options.config = FileNames.path(job.grant().settingsFile());
    // Asked for by name, it runs even if no script has changed.
    options.force = job.job().wish().command().isPresent();
    return new CompositionRoot(
        inCheckout,
        DeployRequestFactory.ofGrant(settings, job.ci(), inCheckout, options),
        listener,
        host.ticker());
  }
}
