package dev.migratedeploy.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptsChecked;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.support.Hash;
import java.util.HashMap;
import java.util.Map;

/** {@code codequality.json}: the findings as GitLab's Code Quality widget reads them. */
final class CodeQuality {
  private CodeQuality() {}

  static String of(RunSummary run) {
    ArrayNode list = new ObjectMapper().createArrayNode();
    String folder = run.findings().map(ScriptsChecked::folder).orElse("");
    write(new ScriptsChecked(folder, PlanFindings.with(run)), list);
    return list + "\n";
  }

  private static void write(ScriptsChecked found, ArrayNode list) {
    Map<String, Integer> equals = new HashMap<>();
    for (Finding finding : found.findings()) {
      String path =
          found.folder().isEmpty() ? finding.path() : found.folder() + "/" + finding.path();
      String identity = finding.rule() + "\n" + path + "\n" + finding.message();
      int number = equals.merge(identity, 1, Integer::sum);
      list.addObject()
          .put("description", finding.message() + "; " + finding.next())
          .put("check_name", finding.rule())
          // The same wherever in the script it stands: GitLab tells old from new by it.
          .put("fingerprint", Hash.SHA256.of(identity + "\n" + number))
          .put("severity", severity(finding))
          .putObject("location")
          .put("path", path)
          .putObject("lines")
          .put("begin", Math.max(1, finding.line()));
    }
  }

  private static String severity(Finding finding) {
    return switch (finding.severity()) {
      case ERROR -> "critical";
      case WARNING -> "major";
      case INFO, OFF -> "info";
    };
  }
}
