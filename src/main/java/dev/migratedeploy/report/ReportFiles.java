package dev.migratedeploy.report;

import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.FleetStarted;
import dev.migratedeploy.deploy.event.DeployEvent.LogLineRead;
import dev.migratedeploy.deploy.event.DeployEvent.TargetLogRead;
import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.secrets.KnownSecrets;
import dev.migratedeploy.secrets.MaskedLines;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.AnyFailure;
import dev.migratedeploy.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the report files, whatever the result. A file that cannot be written is said, and changes
 * no verdict: what happened in the database has happened.
 */
public final class ReportFiles implements DeployListener {
  private static final String TASK_LOG = "task.log";
  private static final String RESULT = "result.json";
  private static final String LOGS_ELSEWHERE =
      "Each database has a log of its own: " + TargetLogFiles.DIRECTORY + "/NAME.log";

  private final Path directory;
  private final Consumer<String> warnings;
  private final WaitableClock ticker;
  private final KnownSecrets secrets;
  private @Nullable MaskedLines lines;
  private final RunSummary run;
  private final Timeline timeline;
  private final LogExcerpt excerpt = new LogExcerpt();
  private final UnwrittenFiles unwritten;
  private final TaskLogFile taskLog;
  private final TargetLogFiles targetLogs;
  private Consumer<String> result = text -> {};
  private Optional<String> page = Optional.empty();
  private boolean rehearses;

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
   * @param secrets what is in no file
   */
  public ReportFiles(
      Path directory, Consumer<String> warnings, WaitableClock ticker, KnownSecrets secrets) {
    this.directory = directory;
    this.warnings = warnings;
    this.ticker = ticker;
    this.secrets = secrets;
    this.run = new RunSummary(ticker.now());
    this.timeline = new Timeline(run.startedAt());
    this.unwritten = new UnwrittenFiles(directory);
    this.taskLog =
        new TaskLogFile(directory.resolve(TASK_LOG), failure -> unwritten.cut(TASK_LOG, failure));
    this.targetLogs = new TargetLogFiles(directory, secrets, unwritten);
  }

  /** Hands on the text of {@code result.json}, also if the file cannot be written. */
  public ReportFiles handingOn(Consumer<String> reader) {
    result = reader;
    return this;
  }

  /** Links {@code report.html} on the job's page, where GitLab shows it at this address. */
  public void shownAt(String address) {
    page = Optional.of(address);
  }

  /**
   * Writes the files of a rehearsal whatever happens, also if the settings cannot be read: GitLab
   * looks for those that it is to link.
   */
  public void ofRehearsal() {
    rehearses = true;
  }

  @Override
  public void on(DeployEvent event) {
    if (event instanceof LogLineRead read) {
      if (run.fleet().outline().isEmpty()) {
        line(read.line(), read.shown());
      }
      return;
    }
    Instant now = ticker.now();
    run.add(event, now);
    timeline.on(event, now);
    if (event instanceof FleetStarted) {
      targetLogs.begin();
      taskLog.line(new LogLine(ticker.now(), LOGS_ELSEWHERE));
    } else if (event instanceof TargetLogRead read) {
      targetLogs.write(read);
    }
    if (event instanceof VerdictReached reached) {
      write(reached.verdict());
    }
  }

  /** A line of the observer may stand between two that hold a secret together. */
  private void line(LogLine line, boolean shown) {
    MaskedLines known = shown ? ofTask() : secrets.lines();
    String text = known.next(line.text());
    taskLog.line(new LogLine(line.at(), text));
    if (shown) {
      excerpt.line(line.at(), text);
    }
  }

  private MaskedLines ofTask() {
    MaskedLines known = lines == null ? secrets.lines() : lines;
    lines = known;
    return known;
  }

  private void write(Verdict verdict) {
    taskLog.close();
    targetLogs.end();
    Instant now = ticker.now();
    Duration took = Duration.between(run.startedAt(), now);
    PageText words = new PageText(secrets::cut);
    write(RESULT, () -> ResultJson.of(run, verdict, took));
    write("junit.xml", () -> JUnitXml.of(run, took));
    write("deploy.env", () -> Dotenv.of(run));
    write("annotations.json", () -> Annotations.of(run, page));
    write("codequality.json", () -> CodeQuality.of(run));
    run.plan().ifPresent(plan -> write("plan.json", () -> PlanJson.of(plan, run, verdict)));
    run.info()
        .filter(info -> info.command().equals("plan") && !run.fleet().groups().isEmpty())
        .ifPresent(
            info ->
                write(
                    "plan.json",
                    () ->
                        PlanJson.of(
                            info.environment(), run.fleet().groups(), run.findings(), verdict)));
    if (rehearses || run.isRehearsal()) {
      write("rehearsal.json", () -> RehearsalJson.of(run, verdict));
      write("report.html", () -> RehearsalPage.of(run, verdict, took, words));
    } else {
      write("report.html", () -> JobPage.of(run, timeline, excerpt, verdict, now, words));
    }
    run.pending().ifPresent(all -> write("pending.json", () -> PendingJson.of(all, verdict)));
    unwritten.tell(warnings);
  }

  /** What goes wrong with one file must not cost the others. */
  private void write(String name, Supplier<String> text) {
    AnyFailure.handled(
        () -> {
          // Half a surrogate pair becomes a question mark here; Files.writeString would give up.
          String shown =
              name.endsWith(".json") ? secrets.cutJson(text.get()) : secrets.cut(text.get());
          if (name.equals(RESULT)) {
            result.accept(shown);
          }
          Files.createDirectories(directory);
          return Files.write(directory.resolve(name), shown.getBytes(StandardCharsets.UTF_8));
        },
        failure -> {
          unwritten.add(name, failure);
          return directory;
        });
  }
}
