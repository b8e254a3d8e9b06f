package dev.migratedeploy.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptsChecked;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.support.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A finding in {@code codequality.json}, as GitLab's Code Quality widget reads it. */
record CodeQuality(
    String description,
    @JsonProperty("check_name") String checkName,
    String fingerprint,
    String severity,
    Location location) {
  /** Where it is. */
  record Location(String path, Lines lines) {}

  /** From which line on. */
  record Lines(int begin) {}

  static String of(RunSummary run) {
    String folder = run.findings().map(ScriptsChecked::folder).orElse("");
    Map<String, Integer> equals = new HashMap<>();
    List<CodeQuality> all = new ArrayList<>();
    for (Finding finding : PlanFindings.with(run)) {
      String path = folder.isEmpty() ? finding.path() : folder + "/" + finding.path();
      String identity = finding.rule() + "\n" + path + "\n" + finding.message();
      all.add(of(finding, path, identity + "\n" + equals.merge(identity, 1, Integer::sum)));
    }
    return JsonFile.compact(all) + "\n";
  }

  private static CodeQuality of(Finding finding, String path, String identity) {
    return new CodeQuality(
        finding.explained() + "; " + finding.next(),
        finding.rule(),
        // The same wherever in the script it stands: GitLab tells old from new by it.
        Hash.SHA256.of(identity),
        severity(finding),
        new Location(path, new Lines(Math.max(1, finding.line()))));
  }

  private static String severity(Finding finding) {
    return switch (finding.severity()) {
      case ERROR -> "critical";
      case WARNING -> "major";
      case INFO, OFF -> "info";
    };
  }
}
