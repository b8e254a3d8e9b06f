package dev.migratedeploy.report;

import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.deploy.event.DeployEvent.FlywayObserved;
import dev.migratedeploy.support.WaitableClock;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** The task's log in the job's output: its own lines, and between them what the observer saw. */
final class LogOutput {
  private final PrintStream out;
  private final Style style;
  private final Sections sections;
  private final LogLines lines;
  private final WaitableClock ticker;
  private ObservedLines observed = new ObservedLines();
  private RetriedOutput retried = new RetriedOutput();

  LogOutput(PrintStream out, Style style, Sections sections, WaitableClock ticker) {
    this.out = out;
    this.style = style;
    this.sections = sections;
    this.lines = new LogLines(out, style);
    this.ticker = ticker;
  }

  /** The lines that follow are those of another task. */
  void ofNewTask() {
    observed = new ObservedLines();
    retried = new RetriedOutput();
  }

  boolean begun() {
    return lines.begun();
  }

  void line(LogLine line) {
    begin();
    print(retried.read(lines.masked(line)));
  }

  /** Whether it was worth a line. */
  boolean observed(FlywayObserved seen) {
    print(retried.observed(seen.event()));
    Optional<LiveLine> told = observed.of(seen.event());
    told.ifPresent(
        line -> {
          begin();
          lines.print(seen.at(), line);
        });
    return told.isPresent();
  }

  /** Nothing more comes of this task. */
  void ended() {
    print(retried.release());
  }

  private void begin() {
    if (!lines.begun()) {
      sections.begin("log", ticker.now());
      out.println(style.bold("Log"));
    }
  }

  private void print(List<LogLine> all) {
    all.forEach(lines::print);
  }
}
