package dev.migratedeploy.report;

import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The last lines of every command's output: the verdict, its cause, the state of things, what to do
 * next. As a listener it prints nothing else of a run.
 */
public final class ResultBlock implements DeployListener {
  /** More would push the cause off the screen. */
  private static final int MOST_DETAILS = 20;

  private final PrintStream out;
  private final Style style;

  public ResultBlock(PrintStream out, boolean colour) {
    this.out = out;
    this.style = new Style(colour);
  }

  @Override
  public void on(DeployEvent event) {
    if (event instanceof VerdictReached reached) {
      print(reached.verdict());
    }
  }

  public void print(Verdict verdict) {
    print(verdict, Optional.empty());
  }

  /**
   * The same.
   *
   * @param logs where the logs are that a reader needs, if they were not shown
   */
  void print(Verdict verdict, Optional<String> logs) {
    print(style(verdict).apply(verdict.title()), verdict.explanation(), logs);
  }

  /** A success that is no verdict on a run, such as {@code READY}. */
  public void success(String title, VerdictDetails said) {
    print(style.good(title), said, Optional.empty());
  }

  private void print(String title, VerdictDetails said, Optional<String> logs) {
    line("Result", title + "  ", said.cause());
    List<String> details = said.details();
    details.stream().limit(MOST_DETAILS).forEach(detail -> line("", detail));
    if (details.size() > MOST_DETAILS) {
      String more = String.format(Locale.ROOT, "%,d", details.size() - MOST_DETAILS);
      line("", "and " + more + " more in result.json");
    }
    said.state().ifPresent(state -> line("State", state));
    said.next().ifPresent(next -> line("Next", next));
    logs.ifPresent(places -> line("Log", places));
    out.flush();
  }

  private UnaryOperator<String> style(Verdict verdict) {
    if (verdict.isSuccess()) {
      return style::good;
    }
    return verdict.isUncertain() ? style::doubtful : style::bad;
  }

  private void line(String label, String text) {
    line(label, "", text);
  }

  /** The text holds the words of others: what Flyway, the database, AWS or a registry said. */
  private void line(String label, String title, String text) {
    String begin = style.bold("%-7s".formatted(label)) + "  " + title;
    for (String line : text.split("\n", -1)) {
      out.println(begin + TerminalSanitizer.of(line, false));
      begin = " ".repeat(9);
    }
  }
}
