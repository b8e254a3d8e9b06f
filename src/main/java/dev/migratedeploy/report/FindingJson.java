package dev.migratedeploy.report;

import dev.migratedeploy.findings.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule found in a script.
 *
 * @param path below the scripts folder
 * @param line null if it is about the script as a whole
 */
record FindingJson(
    String rule,
    String severity,
    String path,
    @Nullable Integer line,
    String message,
    String next) {
  static List<FindingJson> all(List<Finding> findings) {
    return findings.stream().map(FindingJson::of).toList();
  }

  private static FindingJson of(Finding finding) {
    return new FindingJson(
        finding.rule(),
        finding.severity().word(),
        finding.path(),
        finding.line() == 0 ? null : (Integer) finding.line(),
        finding.explained(),
        finding.next());
  }
}
