package dev.migratedeploy.report;

import dev.migratedeploy.changes.ComparisonBase;
import dev.migratedeploy.changes.ComparisonBaseMessages;
import dev.migratedeploy.plan.pending.EnvironmentStatus;
import dev.migratedeploy.plan.pending.PendingScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is pending in one environment, in a few lines. */
final class PendingLines {
  private PendingLines() {}

  static List<String> of(EnvironmentStatus status, int most) {
    if (status instanceof EnvironmentStatus.NotKnown unknown) {
      return List.of(visible(unknown.environment() + ": not known, " + unknown.why()));
    }
    EnvironmentStatus.Known known = (EnvironmentStatus.Known) status;
    List<String> lines = new ArrayList<>();
    lines.add(visible(known.environment() + ": " + heading(known)));
    known.waiting().stream().limit(most).map(PendingLines::line).forEach(lines::add);
    if (known.waiting().size() > most) {
      lines.add("  and " + (known.waiting().size() - most) + " more, in pending.json");
    }
    known.configuration().stream()
        .limit(most)
        .map(change -> "  changed " + visible(change.words()))
        .forEach(lines::add);
    return lines;
  }

  private static String heading(EnvironmentStatus.Known status) {
    String compared =
        status.baseline() instanceof ComparisonBase.NoDeploymentYet
            ? "never deployed"
            : ComparisonBaseMessages.words(status.baseline())
                + status.job().map(job -> " by " + job).orElse("");
    return (status.waiting().isEmpty() ? "nothing" : status.waiting().size() + " pending")
        + " ("
        + compared
        + ")";
  }

  private static String line(PendingScript script) {
    return "  %-8s%s  %s"
        .formatted(
            script.kind().name().toLowerCase(Locale.ROOT),
            visible(script.path()),
            script
                .since()
                .map(day -> "since " + ComparisonBaseMessages.day(day))
                .orElse("since when: unknown"));
  }

  private static String visible(String text) {
    return TerminalSanitizer.of(text, false);
  }
}
