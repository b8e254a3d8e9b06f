package dev.migratedeploy.report;

import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.support.Ellipsis;
import dev.migratedeploy.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The databases of a run that did not end well, each in a line when it ends. */
final class FleetFailures {
  private static final int MOST = 20;
  private static final int MOST_TOGETHER = 5;

  /** What is longer is in the database's own log. */
  private static final int LONGEST_CAUSE = 200;

  private static final int SHORT_CAUSE = 40;
  private static final int NAMED = 3;

  /** Those that were left out, or left running, for one cause. */
  private static final class Many {
    private final String first;
    private final Verdict verdict;
    private int databases;
    private boolean told;

    Many(String first, Verdict verdict) {
      this.first = first;
      this.verdict = verdict;
    }
  }

  private final Style style;
  private final Map<String, String> firstByCause = new HashMap<>();
  private final Map<String, Many> many = new LinkedHashMap<>();
  private final List<String> logs = new ArrayList<>();
  private int told;
  private int toldTogether;
  private int untold;
  private int withLog;

  FleetFailures(Style style) {
    this.style = style;
  }

  /** The line for one; empty if it ended well, or if there were too many. */
  Optional<String> line(TargetResult result) {
    Verdict verdict = result.verdict();
    String cause = cause(verdict);
    if (verdict.isSuccess()) {
      return Optional.empty();
    }
    if (result.isNotTried() || verdict.is(Verdict.Kind.STILL_RUNNING)) {
      many.computeIfAbsent(cause, unused -> new Many(result.target(), verdict)).databases++;
      return Optional.empty();
    }
    if (result.run().log().isPresent() && ++withLog <= NAMED) {
      logs.add(TargetLogFiles.DIRECTORY + "/" + result.target() + ".log");
    }
    if (told >= MOST) {
      untold++;
      return Optional.empty();
    }
    told++;
    return Optional.of(line(result.target(), verdict, sameAs(result.target(), cause)));
  }

  /** What was said is not said again. */
  private String sameAs(String name, String cause) {
    String first = firstByCause.putIfAbsent(cause, name);
    return first == null || cause.length() <= SHORT_CAUSE ? cause : "the same as " + first;
  }

  /** Those that were not tried or still run, a line for each cause that has none yet. */
  List<String> together() {
    List<String> lines = new ArrayList<>();
    many.forEach(
        (cause, all) -> {
          if (!all.told && toldTogether < MOST_TOGETHER) {
            toldTogether++;
            all.told = true;
            String others = all.databases > 1 ? " and " + (all.databases - 1) + " more" : "";
            lines.add(line(all.first + others, all.verdict, cause));
          }
        });
    return lines;
  }

  private String line(String name, Verdict verdict, String cause) {
    UnaryOperator<String> colour = verdict.isUncertain() ? style::doubtful : style::bad;
    return "  " + name + "  " + colour.apply(verdict.title()) + "  " + cause;
  }

  private static String cause(Verdict verdict) {
    return Ellipsis.cut(TerminalSanitizer.of(verdict.explanation().cause(), false), LONGEST_CAUSE);
  }

  /** How many had no line. */
  Optional<String> others() {
    return untold == 0
        ? Optional.empty()
        : Optional.of(
            "  and " + untold + " more, in " + TargetLogFiles.DIRECTORY + "/ and result.json");
  }

  /** Where the logs of those that did not end well are. */
  Optional<String> logs() {
    if (logs.isEmpty()) {
      return Optional.empty();
    }
    int more = withLog - logs.size();
    return Optional.of(
        String.join(", ", logs)
            + (more > 0 ? " and " + more + " more" : "")
            + " (the whole log); the others are beside it");
  }
}
