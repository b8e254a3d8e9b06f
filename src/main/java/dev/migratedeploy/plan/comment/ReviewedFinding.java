package dev.migratedeploy.plan.comment;

import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.Severity;
import java.util.Comparator;
import java.util.List;

/**
 * A finding as the comment tells it.
 *
 * @param place such as {@code V7__orders.sql:3}
 * @param text all of it in one line
 */
record ReviewedFinding(Severity severity, String place, String rule, String text) {
  /** Those that reviewers are told of, the worst first. */
  static List<ReviewedFinding> all(List<Finding> findings, String environment) {
    return findings.stream()
        .filter(finding -> finding.severity().compareTo(Severity.WARNING) >= 0)
        .sorted(Comparator.comparing(Finding::severity).reversed())
        .map(finding -> of(finding, environment))
        .toList();
  }

  private static ReviewedFinding of(Finding finding, String environment) {
    String size =
        finding.weight().why().map(why -> " (" + why + " in " + environment + ")").orElse("");
    return new ReviewedFinding(
        finding.severity(),
        finding.place(),
        finding.rule(),
        "%s %s: %s; %s (%s)"
            .formatted(
                finding.severity().word(),
                finding.place(),
                finding.message() + size,
                finding.next(),
                finding.rule()));
  }

  /** Whether a plan's line tells of the same rule at the same place. */
  boolean isToldBy(String line) {
    return List.of(Severity.WARNING, Severity.ERROR).stream()
            .anyMatch(any -> line.startsWith(any.word() + " " + place + ": "))
        && line.endsWith(" (" + rule + ")");
  }

  /** Whether such a line counts more, as that of a large table may. */
  boolean isOutweighedBy(String line) {
    return severity != Severity.ERROR && line.startsWith(Severity.ERROR.word() + " ");
  }
}
