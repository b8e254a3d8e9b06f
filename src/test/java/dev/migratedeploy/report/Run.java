package dev.migratedeploy.report;

import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.logs.EndMarker;
import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.changes.ComparisonBase;
import dev.migratedeploy.changes.ScriptChange;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.deploy.event.DeployEvent.ActionsListed;
import dev.migratedeploy.deploy.event.DeployEvent.ChangesDetected;
import dev.migratedeploy.deploy.event.DeployEvent.FlywayObserved;
import dev.migratedeploy.deploy.event.DeployEvent.ImagePublished;
import dev.migratedeploy.deploy.event.DeployEvent.LogEnded;
import dev.migratedeploy.deploy.event.DeployEvent.LogLineRead;
import dev.migratedeploy.deploy.event.DeployEvent.MonitoringStarted;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployEvent.RunStarted;
import dev.migratedeploy.deploy.event.DeployEvent.TaskStateChanged;
import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.event.RunInfo;
import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.flyway.observer.ObserverEvent;
import dev.migratedeploy.image.Delivery;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A deploy as a listener is told of it, station by station. */
final class Run {
  static final String SHA = "9be01d4c5a3f2b1e0d9c8b7a69584736251403f2";
  static final String DIGEST = "sha256:8620e00f535d" + "0".repeat(52);
  static final ComparisonBase SINCE =
      new ComparisonBase.LastDeployment(SHA, Instant.parse("2025-11-21T10:14:00Z"), 7);

  private static final RunningTask TASK =
      new RunningTask(
          "arn:aws:ecs:eu-west-1:123456789012:task/staging/85b626fffac4",
          "staging",
          "flyway:41",
          "flyway");

  private final DeployListener listener;
  private final VirtualTicker ticker;
  private final MigrateOutputParser flyway = new MigrateOutputParser();

  Run(DeployListener listener, VirtualTicker ticker) {
    this.listener = listener;
    this.ticker = ticker;
  }

  Run begun() {
    listener.on(
        new RunStarted(
            new RunInfo(
                "1.0.0",
                "shop/orders",
                "staging",
                Optional.of("main"),
                "3f2a91c0".repeat(5),
                Optional.of("8841"),
                "deploy")));
    ticker.sleep(Duration.ofMillis(400));
    return this;
  }

  Run noted(String sentence) {
    listener.on(new Noted(sentence));
    return this;
  }

  Run detected(ComparisonBase baseline, ScriptChange... changes) {
    listener.on(new ChangesDetected(new ScriptChanges(baseline, List.of(changes)), 31));
    ticker.sleep(Duration.ofMillis(600));
    return this;
  }

  /** Two of 31 scripts. */
  Run detected() {
    return detected(
        SINCE,
        ScriptChange.added("V7__orders_by_region.sql"),
        ScriptChange.edited("R__order_summary.sql"));
  }

  Run planned(String... actions) {
    listener.on(new ActionsListed(List.of(actions)));
    return this;
  }

  Run published() {
    listener.on(
        new ImagePublished(
            new PublishedImage(
                "registry.example.com/shop/flyway",
                "m-1",
                DIGEST,
                new Delivery.Pushed(3_960, new Delivery.BaseLayers.There()))));
    ticker.sleep(Duration.ofSeconds(1));
    return this;
  }

  Run started(LogDestination destination) {
    listener.on(new MonitoringStarted(TASK, destination));
    return this;
  }

  Run started() {
    return started(
        new LogDestination.CloudWatch("/ecs/flyway", "migrations", Optional.empty(), false));
  }

  Run state(String status, int second) {
    listener.on(
        new TaskStateChanged(
            TASK.arn(),
            new TaskState(
                status,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of()),
            Duration.ofSeconds(second)));
    return this;
  }

  /** The task had run for so long when the job looked for the first time, just now. */
  Run runningFor(Duration time) {
    listener.on(
        new TaskStateChanged(
            TASK.arn(),
            new TaskState(
                "RUNNING",
                Optional.empty(),
                Optional.empty(),
                Optional.of(ticker.now().minus(time)),
                Optional.empty(),
                List.of()),
            Duration.ZERO));
    return this;
  }

  /** The task had stopped when the job looked for the first time. */
  Run stoppedAfterRunning(int seconds) {
    Instant began = ticker.now().minus(Duration.ofHours(3));
    listener.on(
        new TaskStateChanged(
            TASK.arn(),
            new TaskState(
                "STOPPED",
                Optional.empty(),
                Optional.empty(),
                Optional.of(began),
                Optional.of(began.plusSeconds(seconds)),
                List.of()),
            Duration.ofHours(3)));
    return this;
  }

  Run lines(String... lines) {
    for (String line : lines) {
      listener.on(new LogLineRead(TASK, new LogLine(ticker.now(), line)));
      flyway.line(line);
      ticker.sleep(Duration.ofSeconds(1));
    }
    return this;
  }

  /** The observer inside Flyway says so, now. */
  Run seen(ObserverEvent... events) {
    for (ObserverEvent event : events) {
      listener.on(new FlywayObserved(TASK.arn(), ticker.now(), event));
    }
    return this;
  }

  /** The end of a log that holds the observer's lines. */
  Run logEnded(int lines, Observed observed) {
    listener.on(
        new LogEnded(
            TASK.arn(),
            new LogSummary(lines, Optional.of(new EndMarker(0, lines)), Optional.empty()),
            flyway.result(),
            observed));
    return this;
  }

  Run after(int millis) {
    ticker.sleep(Duration.ofMillis(millis));
    return this;
  }

  Run logEnded(int lines) {
    listener.on(
        new LogEnded(
            TASK.arn(),
            new LogSummary(lines, Optional.of(new EndMarker(0, lines)), Optional.empty()),
            flyway.result()));
    return this;
  }

  void decided(Verdict verdict) {
    listener.on(new VerdictReached(verdict));
  }

  /** From the first station to a complete log. */
  Run upToTheLog(String... lines) {
    return begun()
        .detected()
        .published()
        .started()
        .state("PROVISIONING", 9)
        .state("RUNNING", 31)
        .lines(lines)
        .logEnded(lines.length);
  }

  static Verdict applied(String cause) {
    return new Verdict(Verdict.Kind.APPLIED, VerdictDetails.of(cause));
  }
}
