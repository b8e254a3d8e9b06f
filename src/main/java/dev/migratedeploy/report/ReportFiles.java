package dev.migratedeploy.report;

import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.deploy.DeployListener;
import dev.migratedeploy.deploy.RunInfo;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.plan.Plan;
import dev.migratedeploy.plan.pending.EnvironmentStatus;
import dev.migratedeploy.secrets.KnownSecrets;
import dev.migratedeploy.secrets.MaskedLines;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.AnyFailure;
import dev.migratedeploy.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the report files, whatever the result. A file that cannot be written is said, and changes
 * no verdict: what happened in the database has happened.
 */
public final class ReportFiles implements DeployListener {
  private static final String TASK_LOG = "task.log";

  private final Path directory;
  private final Consumer<String> warnings;
  private final WaitableClock ticker;
  private final KnownSecrets secrets;
  private @Nullable MaskedLines lines;
  private final RunSummary run;
  private final UnwrittenFiles unwritten;
  private final TaskLogFile taskLog;

  /**
   * Files in a directory, which is made when the first one is written.
   *
   * @param warnings gets a sentence if files cannot be written
   */
  public ReportFiles(Path directory, Consumer<String> warnings, WaitableClock ticker) {
    this(directory, warnings, ticker, new KnownSecrets());
  }

  /**
   * The same.
   *
   * @param secrets what stands in no file
   */
  public ReportFiles(
      Path directory, Consumer<String> warnings, WaitableClock ticker, KnownSecrets secrets) {
    this.directory = directory;
    this.warnings = warnings;
    this.ticker = ticker;
    this.secrets = secrets;
    this.run = new RunSummary(ticker.now());
    this.unwritten = new UnwrittenFiles(directory);
    this.taskLog =
        new TaskLogFile(directory.resolve(TASK_LOG), failure -> unwritten.cut(TASK_LOG, failure));
  }

  @Override
  public void begun(RunInfo heading) {
    run.begun(heading);
  }

  @Override
  public void detected(ScriptChanges changes, int scripts) {
    run.detected(changes, scripts);
  }

  @Override
  public void found(String folder, List<Finding> findings) {
    run.found(folder, findings);
  }

  @Override
  public void forecast(Plan plan) {
    run.forecast(plan);
  }

  @Override
  public void owed(List<EnvironmentStatus> debts) {
    run.owed(debts);
  }

  @Override
  public void published(PublishedImage image) {
    run.published(image);
  }

  @Override
  public void started(RunningTask task, LogDestination log) {
    run.started(task, log);
  }

  @Override
  public void state(TaskState state, Duration elapsed) {
    run.state(state, elapsed);
  }

  @Override
  public void line(LogLine line) {
    MaskedLines known = lines == null ? secrets.lines() : lines;
    lines = known;
    taskLog.line(new LogLine(line.at(), known.next(line.text())));
  }

  @Override
  public void logEnded(LogSummary log, MigrateOutputParser flyway) {
    run.logEnded(log, flyway);
  }

  @Override
  public void decided(Verdict verdict) {
    run.decided(verdict);
    taskLog.close();
    Duration took = Duration.between(run.startedAt, ticker.now());
    write("result.json", () -> ResultJson.of(run, took));
    write("junit.xml", () -> JUnitXml.of(run));
    write("deploy.env", () -> Dotenv.of(run));
    write("annotations.json", () -> Annotations.of(run));
    write("codequality.json", () -> CodeQuality.of(run));
    run.plan.ifPresent(plan -> write("plan.json", () -> PlanJson.of(plan, run.findings, verdict)));
    run.debts.ifPresent(debts -> write("plan.json", () -> PendingJson.of(debts, verdict)));
    unwritten.tell(warnings);
  }

  /** What goes wrong with one file must not cost the others. */
  private void write(String name, Supplier<String> text) {
    AnyFailure.handled(
        () -> {
          Files.createDirectories(directory);
          // Half a surrogate pair becomes a question mark here; Files.writeString would give up.
          String shown =
              name.endsWith(".json") ? secrets.cutJson(text.get()) : secrets.cut(text.get());
          return Files.write(directory.resolve(name), shown.getBytes(StandardCharsets.UTF_8));
        },
        failure -> {
          unwritten.add(name, failure);
          return directory;
        });
  }
}
