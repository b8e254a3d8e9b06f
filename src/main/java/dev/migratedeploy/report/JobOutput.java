package dev.migratedeploy.report;

import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.deploy.DeployListener;
import dev.migratedeploy.deploy.RunInfo;
import dev.migratedeploy.deploy.task.ScriptErrors;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.plan.Plan;
import dev.migratedeploy.plan.pending.EnvironmentStatus;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.Verdict;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What the person reads: one screen that says what was to be done, what happened, and what now. */
public final class JobOutput implements DeployListener {
  private static final int MOST_CHANGES = 20;
  private static final int MOST_ERRORS = 20;
  private static final int MOST_FINDINGS = 20;
  private static final String INDENT = " ".repeat(16);

  private final PrintStream out;
  private final Style style;
  private final Sections sections;
  private final LogLines log;
  private final WaitableClock ticker;
  private Instant stationBegan;
  private boolean inLog;

  /**
   * Output to a stream.
   *
   * @param colour whether colours may be used
   * @param gitLab whether the reader is GitLab, which folds sections
   */
  public JobOutput(PrintStream out, boolean colour, boolean gitLab, WaitableClock ticker) {
    this.out = out;
    this.style = new Style(colour);
    this.sections = new Sections(out, gitLab);
    this.log = new LogLines(out, style);
    this.ticker = ticker;
    this.stationBegan = ticker.now();
  }

  @Override
  public void begun(RunInfo heading) {
    out.println(style.bold(heading.words()));
    out.println();
  }

  @Override
  public void detected(ScriptChanges changes, int scripts) {
    station("Detect", took(), ChangeLines.heading(changes, scripts));
    ChangeLines.of(changes, MOST_CHANGES).forEach(this::indented);
  }

  @Override
  public void found(String folder, List<Finding> findings) {
    List<String> errors = ScriptErrors.lines(folder, findings);
    // Few errors stand in the result only.
    if (errors.size() > ScriptErrors.MOST_IN_RESULT) {
      limited(style.bad("error   "), errors, MOST_ERRORS);
    }
    limited(
        style.doubtful("warning "),
        FindingLines.of(findings.stream().filter(it -> it.severity() == Severity.WARNING).toList()),
        MOST_FINDINGS);
  }

  private void limited(String label, List<String> lines, int most) {
    lines.stream()
        .limit(most)
        .forEach(line -> out.println(INDENT + label + TerminalSanitizer.of(line, false)));
    if (lines.size() > most) {
      String more = String.format(Locale.ROOT, "%,d", lines.size() - most);
      out.println(INDENT + "and " + more + " more in codequality.json");
    }
  }

  @Override
  public void planned(List<String> actions) {
    station("Plan", "", "this would be done");
    actions.forEach(action -> indented(TerminalSanitizer.of(action, false)));
  }

  @Override
  public void forecast(Plan plan) {
    station("Plan", "", PlanLines.heading(plan));
    PlanLines.of(plan, MOST_CHANGES).forEach(this::indented);
  }

  @Override
  public void owed(List<EnvironmentStatus> debts) {
    station("Debt", took(), "what is merged and not applied");
    debts.forEach(debt -> PendingLines.of(debt, MOST_CHANGES).forEach(this::indented));
  }

  private void indented(String line) {
    out.println(INDENT + line);
  }

  @Override
  public void note(String sentence) {
    out.println((inLog ? "  …  " : INDENT) + style.dim(TerminalSanitizer.of(sentence, false)));
  }

  @Override
  public void published(PublishedImage image) {
    station(
        "Publish",
        took(),
        image.shortName() + style.dim("  (" + DeliveryMessages.of(image.delivery()) + ")"));
  }

  @Override
  public void started(RunningTask task, LogDestination destination) {
    station(
        "Task",
        took(),
        task.definition() + " on cluster " + task.cluster() + ", task " + task.id());
    if (destination instanceof LogDestination.Elsewhere elsewhere) {
      out.println(
          INDENT
              + style.doubtful(
                  "its output goes to " + elsewhere.place() + ": it is not shown here"));
    }
  }

  @Override
  public void state(TaskState state, Duration elapsed) {
    if (!log.begun()) {
      out.println(
          INDENT
              + style.dim(
                  state.status().toLowerCase(Locale.ROOT)
                      + " after "
                      + HumanReadable.words(elapsed)));
    }
  }

  @Override
  public void line(LogLine line) {
    if (!log.begun()) {
      sections.begin("log", ticker.now());
      out.println(style.bold("Log"));
    }
    inLog = true;
    log.print(line);
  }

  @Override
  public void unshownLine(LogLine line) {}

  @Override
  public void logEnded(LogSummary summary, MigrateOutputParser flyway) {
    stationBegan = ticker.now();
  }

  @Override
  public void decided(Verdict verdict) {
    sections.end(ticker.now());
    new ResultBlock(out, style).print(verdict);
    out.flush();
  }

  /** Its work began when the station before it was done. */
  private void station(String name, String took, String text) {
    sections.begin(name.toLowerCase(Locale.ROOT), stationBegan);
    out.println(style.bold("%-7s".formatted(name)) + " %6s  ".formatted(took) + text);
    stationBegan = ticker.now();
    inLog = false;
  }

  private String took() {
    return HumanReadable.words(Duration.between(stationBegan, ticker.now()));
  }
}
