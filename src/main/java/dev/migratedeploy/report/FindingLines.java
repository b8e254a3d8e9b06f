package dev.migratedeploy.report;

import dev.migratedeploy.findings.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Findings in the job's output: those of one kind are one line, unless they are few. */
final class FindingLines {
  /** As many findings of one kind as are told one by one, if each says something else. */
  private static final int FEW = 3;

  /** As many places as are named of the findings of one kind. */
  private static final int PLACES = 3;

  private FindingLines() {}

  static List<String> of(List<Finding> findings) {
    Map<String, List<Finding>> byRule =
        findings.stream()
            .collect(Collectors.groupingBy(Finding::rule, LinkedHashMap::new, Collectors.toList()));
    List<String> lines = new ArrayList<>();
    for (List<Finding> kind : byRule.values()) {
      boolean alike = kind.stream().map(Finding::explained).distinct().count() == 1;
      if (kind.size() == 1 || (!alike && kind.size() <= FEW)) {
        kind.forEach(finding -> lines.add(single(finding)));
      } else {
        lines.add(counted(kind) + (alike ? ": " + kind.get(0).explained() : ""));
      }
    }
    return lines;
  }

  private static String single(Finding finding) {
    return "%s: %s (%s)".formatted(finding.place(), finding.explained(), finding.rule());
  }

  private static String counted(List<Finding> kind) {
    String places =
        kind.stream().limit(PLACES).map(Finding::place).collect(Collectors.joining(", "));
    return "%d × %s: %s%s"
        .formatted(
            kind.size(),
            kind.get(0).rule(),
            places,
            kind.size() > PLACES
                ? " and " + (kind.size() - PLACES) + " more (all in codequality.json)"
                : "");
  }
}
