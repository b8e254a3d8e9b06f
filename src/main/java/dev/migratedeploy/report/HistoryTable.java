package dev.migratedeploy.report;

import dev.migratedeploy.changes.ComparisonBaseMessages;
import dev.migratedeploy.history.DeployHistory;
import dev.migratedeploy.history.DeployTry;
import dev.migratedeploy.history.FailureCause;
import dev.migratedeploy.history.HistoryFigures;
import dev.migratedeploy.history.PastDeployment;
import dev.migratedeploy.history.SlowScript;
import dev.migratedeploy.history.StoredResult;
import dev.migratedeploy.support.Ellipsis;
import dev.migratedeploy.support.HumanReadable;
import java.io.PrintStream;
import java.util.List;

/** A history for the terminal: a line for each deployment, the last one last, and the figures. */
public final class HistoryTable {
  private static final int MOST_DEPLOYMENTS = 40;
  private static final int MOST_CAUSES = 5;
  private static final int MOST_SCRIPTS = 5;
  private static final int LONGEST_CAUSE = 80;
  private static final int LONGEST_USER = 16;
  private static final String ROW = "%-18s%-17s%-9s%s%7s%6s  %-11s%-13s%s";
  private static final String INDENT = " ".repeat(16);

  private final PrintStream out;
  private final Style style;
  private final DeployHistory history;

  /** A history on a stream. */
  public HistoryTable(PrintStream out, boolean colour, DeployHistory history) {
    this.out = out;
    this.style = new Style(colour);
    this.history = history;
  }

  public void deployments() {
    List<PastDeployment> all = history.deployments();
    if (all.isEmpty()) {
      return;
    }
    int hidden = Math.max(0, all.size() - MOST_DEPLOYMENTS);
    out.println(
        style.dim(
            ROW.formatted(
                    "ended (UTC)",
                    "who",
                    "commit",
                    "%-15s".formatted("verdict"),
                    "scripts",
                    "tries",
                    "time",
                    "lead",
                    "cause")
                .stripTrailing()));
    if (hidden > 0) {
      out.println(hidden + " earlier ones, in --json and --csv");
    }
    all.subList(hidden, all.size()).forEach(deployment -> line(row(deployment)));
    out.println();
  }

  private String row(PastDeployment deployment) {
    DeployTry last = deployment.last();
    return ROW.formatted(
            HistoryTimes.minute(last.endedAt().orElse(last.at())),
            cut(last.deployment().user().orElse(""), LONGEST_USER),
            ComparisonBaseMessages.shortSha(last.deployment().commit().sha()),
            verdict(last),
            last.report().result().map(result -> "" + applied(result)).orElse(""),
            deployment.tries().size(),
            last.took().map(HistoryTimes::words).orElse(""),
            deployment.soundLead().map(lead -> HistoryTimes.words(lead.time())).orElse(""),
            cut(last.cause().orElse(""), LONGEST_CAUSE))
        .stripTrailing();
  }

  static long applied(StoredResult result) {
    return result.scripts().stream().filter(it -> it.state().equals("applied")).count();
  }

  private String verdict(DeployTry last) {
    String word = "%-15s".formatted(cut(visible(last.verdict()), 14));
    return switch (last.end()) {
      case GREEN -> style.good(word);
      case RED -> style.bad(word);
      case CANCELLED, OPEN -> style.doubtful(word);
    };
  }

  public void figures() {
    HistorySentences told = new HistorySentences(history);
    HistoryFigures figures = new HistoryFigures(history);
    line("Deployments", told.deployments());
    if (!history.deployments().isEmpty()) {
      line("Failure rate", told.failureRate());
      line("Recovery", told.recovery());
      line("Lead time", told.leadTime());
      line("Stations", told.stations());
      line("Lock waits", told.lockWaits());
      lines("Failures", causes(figures.causes()));
      lines("Slowest", scripts(figures.slowestScripts()));
    }
    lines("Not counted", told.gaps());
    out.flush();
  }

  private static List<String> causes(List<FailureCause> causes) {
    return causes.stream()
        .limit(MOST_CAUSES)
        .map(
            cause ->
                cause.count() + " × " + cause.verdict() + "  " + cut(cause.cause(), LONGEST_CAUSE))
        .toList();
  }

  private static List<String> scripts(List<SlowScript> scripts) {
    return scripts.stream()
        .limit(MOST_SCRIPTS)
        .map(
            script ->
                HumanReadable.words(script.time())
                    + "  "
                    + script.script()
                    + (script.waited().isZero()
                        ? ""
                        : ", after " + HumanReadable.words(script.waited()) + " for locks")
                    + ", "
                    + HistoryTimes.day(script.at()))
        .toList();
  }

  private void lines(String label, List<String> texts) {
    String begin = label;
    for (String text : texts) {
      line(begin, text);
      begin = "";
    }
  }

  private void line(String label, String text) {
    out.println(style.bold("%-16s".formatted(label)) + visible(text).replace("\n", "\n" + INDENT));
  }

  private void line(String text) {
    out.println(text);
  }

  private static String cut(String text, int longest) {
    return Ellipsis.cut(visible(text.lines().findFirst().orElse("")), longest);
  }

  /** Names and causes are the words of others. */
  private static String visible(String text) {
    return TerminalSanitizer.of(text, false);
  }
}
