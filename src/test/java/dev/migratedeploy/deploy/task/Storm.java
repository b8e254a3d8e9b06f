package dev.migratedeploy.deploy.task;

import dev.migratedeploy.changes.CommitPaths;
import dev.migratedeploy.changes.ComparisonBase;
import dev.migratedeploy.changes.Deployments;
import dev.migratedeploy.changes.ScriptDetection;
import dev.migratedeploy.deploy.Deploy;
import dev.migratedeploy.deploy.DeployReports;
import dev.migratedeploy.deploy.ScriptCheck;
import dev.migratedeploy.deploy.request.CancelPolicy;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.IfRunning;
import dev.migratedeploy.deploy.request.Inquiry;
import dev.migratedeploy.deploy.request.RunOptions;
import dev.migratedeploy.findings.FindingsSettings;
import dev.migratedeploy.findings.Linter;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import dev.migratedeploy.image.Images;
import dev.migratedeploy.image.PreparedImage;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One deploy, with everything around it in turmoil. */
final class Storm {
  /**
   * One run of the tool.
   *
   * @param cancelled when it was asked to end, in milliseconds
   */
  record Run(
      Verdict verdict,
      StormJournal journal,
      Duration timeout,
      CancelPolicy policy,
      Optional<Long> cancelled,
      long began,
      long ended) {}

  private final StormDice dice;
  private final StormClock clock = new StormClock();
  private final StormyEcs ecs;
  private final ScriptFolder scripts;

  Storm(long seed, ScriptFolder scripts) {
    this.dice = new StormDice(seed);
    this.ecs = new StormyEcs(dice, clock);
    this.scripts = scripts;
  }

  StormyEcs ecs() {
    return ecs;
  }

  StormDice dice() {
    return dice;
  }

  StormClock clock() {
    return clock;
  }

  Run run(String job) {
    ecs.reopen();
    ecs.tasks().forEach(task -> task.log().reopen());
    Duration timeout =
        dice.trouble("short --timeout", 15)
            ? Duration.ofSeconds(dice.between(5, 120))
            : Duration.ofMinutes(30);
    CancelPolicy policy = dice.one(List.of(CancelPolicy.values()));
    StormJournal journal = new StormJournal(clock);
    Cancellation cancellation = new Cancellation(clock);
    long began = clock.millis();
    if (dice.trouble("job cancelled", 25)) {
      clock.at(began + dice.between(0, dice.one(List.of(10_000, 200_000))), cancellation::request);
    }
    Verdict verdict = deploy(request(job, timeout, policy), journal, cancellation);
    clock.at(Long.MAX_VALUE, () -> {});
    return new Run(
        verdict,
        journal,
        timeout,
        policy,
        cancellation
            .requestedAt()
            .map(at -> Duration.between(StormClock.instant(0), at).toMillis()),
        began,
        clock.millis());
  }

  private Verdict deploy(DeployRequest request, StormJournal journal, Cancellation cancellation) {
    Images images = images();
    TaskFollower follower =
        new TaskFollower(
            ecs,
            (task, destination) -> token -> ecs.task(task).log().read(token),
            journal,
            clock,
            cancellation);
    MigrationRun job = new MigrationRun(ecs, follower, journal, clock, cancellation);
    ScriptDetection detection =
        new ScriptDetection(nothingDeployed(), scripts.folder(), ScriptFolder::counts);
    try {
      ScriptCheck check =
          new ScriptCheck(
              detection, Optional.empty(), FindingsSettings.none(), Linter.none(), journal);
      DeployReports reports =
          new DeployReports(detection.deployments(), "result.json", sentence -> {});
      return new Deploy(
              request,
              check,
              reports,
              images,
              ecs,
              (due, template, image) -> job.run(due, template, image).verdict(),
              journal)
          .run();
    } catch (ProblemException e) {
      return Verdict.of(e);
    }
  }

  private DeployRequest request(String job, Duration timeout, CancelPolicy policy) {
    DeployRequest sample = SampleDeploy.request();
    return new DeployRequest(
        SampleDeploy.ci("shop/orders", job),
        sample.environment(),
        sample.image(),
        scripts,
        List.of(),
        new RunOptions(Optional.empty(), false, false, timeout, policy, IfRunning.AUTO, List.of()),
        Inquiry.NONE);
  }

  private Images images() {
    return spec ->
        new PreparedImage() {
          @Override
          public String repository() {
            return spec.repository();
          }

          @Override
          public String tag() {
            return SampleDeploy.IMAGE.tag();
          }

          @Override
          public Optional<String> digest() {
            return Optional.empty();
          }

          @Override
          public PublishedImage publish() {
            clock.pass(dice.between(100, 5_000));
            return SampleDeploy.IMAGE;
          }
        };
  }

  private static Deployments nothingDeployed() {
    return new Deployments() {
      @Override
      public Optional<ComparisonBase.LastDeployment> lastSuccessful(
          String environment, Optional<String> jobName) {
        return Optional.empty();
      }

      @Override
      public Optional<Map<String, String>> blobsOf(String revision, CommitPaths paths) {
        return Optional.empty();
      }

      @Override
      public Optional<String> textOf(String sha, String path, String blob) {
        return Optional.empty();
      }
    };
  }
}
