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
import dev.migratedeploy.deploy.DeployListener;
import dev.migratedeploy.deploy.RunInfo;
import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.image.Delivery;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A deploy as the journal is told of it, station by station. */
final class Run {
  static final String SHA = "9be01d4c5a3f2b1e0d9c8b7a69584736251403f2";
  static final String DIGEST = "sha256:8620e00f535d" + "0".repeat(52);
  static final ComparisonBase SINCE =
      new ComparisonBase.LastDeployment(SHA, Instant.parse("2025-11-21T10:14:00Z"), 7);

  private final DeployListener journal;
  private final VirtualTicker ticker;
  private final MigrateOutputParser flyway = new MigrateOutputParser();

  Run(DeployListener journal, VirtualTicker ticker) {
    this.journal = journal;
    this.ticker = ticker;
  }

  Run begun() {
    journal.begun(
        new RunInfo(
            "1.0.0",
            "shop/orders",
            "staging",
            Optional.of("main"),
            "3f2a91c0".repeat(5),
            Optional.of("8841")));
    ticker.sleep(Duration.ofMillis(400));
    return this;
  }

  Run noted(String sentence) {
    journal.note(sentence);
    return this;
  }

  Run detected(ComparisonBase baseline, ScriptChange... changes) {
    journal.detected(new ScriptChanges(baseline, List.of(changes)), 31);
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
    journal.planned(List.of(actions));
    return this;
  }

  Run published() {
    journal.published(
        new PublishedImage(
            "registry.example.com/shop/flyway",
            "m-1",
            DIGEST,
            new Delivery.Pushed(3_960, new Delivery.BaseLayers.There())));
    ticker.sleep(Duration.ofSeconds(1));
    return this;
  }

  Run started(LogDestination destination) {
    journal.started(
        new RunningTask(
            "arn:aws:ecs:eu-west-1:123456789012:task/staging/85b626fffac4",
            "staging",
            "flyway:41",
            "flyway"),
        destination);
    return this;
  }

  Run started() {
    return started(
        new LogDestination.CloudWatch("/ecs/flyway", "migrations", Optional.empty(), false));
  }

  Run state(String status, int second) {
    journal.state(
        new TaskState(
            status,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of()),
        Duration.ofSeconds(second));
    return this;
  }

  Run lines(String... lines) {
    for (String line : lines) {
      journal.line(new LogLine(ticker.now(), line));
      flyway.line(line);
      ticker.sleep(Duration.ofSeconds(1));
    }
    return this;
  }

  Run logEnded(int lines) {
    journal.logEnded(
        new LogSummary(lines, Optional.of(new EndMarker(0, lines)), Optional.empty()), flyway);
    return this;
  }

  void decided(Verdict verdict) {
    journal.decided(verdict);
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
