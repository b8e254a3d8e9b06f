package dev.migratedeploy.report;

import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The last lines of the output: the verdict, its cause, the state of things, what to do next. */
final class ResultBlock {
  /** More would push the cause off the screen. */
  private static final int MOST_DETAILS = 20;

  private final PrintStream out;
  private final Style style;

  ResultBlock(PrintStream out, Style style) {
    this.out = out;
    this.style = style;
  }

  void print(Verdict verdict) {
    VerdictDetails explanation = verdict.explanation();
    line("Result", style(verdict).apply(verdict.title()) + "  ", explanation.cause());
    List<String> details = explanation.details();
    details.stream().limit(MOST_DETAILS).forEach(detail -> line("", detail));
    if (details.size() > MOST_DETAILS) {
      String more = String.format(Locale.ROOT, "%,d", details.size() - MOST_DETAILS);
      line("", "and " + more + " more in result.json");
    }
    explanation.state().ifPresent(state -> line("State", state));
    explanation.next().ifPresent(next -> line("Next", next));
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
