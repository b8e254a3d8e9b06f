package dev.migratedeploy.report;

import dev.migratedeploy.changes.ComparisonBase;
import dev.migratedeploy.changes.ComparisonBaseMessages;
import dev.migratedeploy.changes.ConfigurationChange;
import dev.migratedeploy.changes.ScriptChange;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.flyway.scripts.ScriptOrder;
import dev.migratedeploy.support.HumanReadable;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What detection found, in lines. */
final class ChangeLines {
  private ChangeLines() {}

  /**
   * How many changed, of how many, since when.
   *
   * @param scripts how many there are
   */
  static String heading(ScriptChanges changes, int scripts) {
    String all = HumanReadable.count(scripts, "script");
    ComparisonBase baseline = changes.baseline();
    if (baseline instanceof ComparisonBase.NoDeploymentYet none) {
      return all
          + ", all new: "
          + none.otherJob()
              .map(
                  job ->
                      "this job has not deployed here yet, the last deployment is of the job "
                          + TerminalSanitizer.of(job, false)
                          + "; Flyway passes over what is applied")
              .orElse("nothing was deployed here yet");
    }
    return changes.changes().size()
        + " of "
        + all
        + (changes.configuration().isEmpty() ? "" : " and the configuration")
        + " changed since "
        + ComparisonBaseMessages.words(baseline);
  }

  /**
   * A line for each change, in the order in which Flyway applies them.
   *
   * @param most how many of them at most; the others are counted
   */
  static List<String> of(ScriptChanges changes, int most) {
    List<ScriptChange> all =
        changes.changes().stream()
            .sorted(Comparator.comparing(ScriptChange::path, ScriptOrder.OF_PATHS))
            .toList();
    Stream<String> others =
        all.size() > most ? Stream.of("and " + (all.size() - most) + " more") : Stream.of();
    return Stream.concat(
            Stream.concat(all.stream().limit(most).map(ChangeLines::line), others),
            ofConfiguration(changes.configuration(), most))
        .toList();
  }

  private static Stream<String> ofConfiguration(List<ConfigurationChange> all, int most) {
    Stream<String> others =
        all.size() > most ? Stream.of("and " + (all.size() - most) + " more files") : Stream.of();
    return Stream.concat(
        all.stream()
            .limit(most)
            .map(
                change ->
                    "%-8s%s".formatted("changed", TerminalSanitizer.of(change.words(), false))),
        others);
  }

  private static String line(ScriptChange change) {
    String kind = change.kind().name().toLowerCase(Locale.ROOT);
    return "%-8s%s".formatted(kind, TerminalSanitizer.of(path(change), false));
  }

  private static String path(ScriptChange change) {
    return change
        .previousPath()
        .map(previous -> previous + " → " + change.path())
        .orElse(change.path());
  }
}
