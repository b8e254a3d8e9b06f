package dev.migratedeploy.deploy.task;

import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.verdict.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The words for scripts that are not deployed. */
public final class ScriptErrors {
  /** As many lines as the result holds: what is longer comes before it. */
  public static final int MOST_IN_RESULT = 10;

  private ScriptErrors() {}

  /** What is wrong and how to fix it, a line for each file and rule. */
  public static List<String> lines(String folder, List<Finding> findings) {
    Map<List<String>, List<Finding>> byFile =
        findings.stream()
            .filter(Finding::isError)
            .collect(
                Collectors.groupingBy(
                    error -> List.of(error.path(), error.rule()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return byFile.values().stream().map(errors -> words(folder, errors)).toList();
  }

  public static Problem problem(String folder, List<Finding> findings) {
    long errors = findings.stream().filter(Finding::isError).count();
    List<String> lines = lines(folder, findings);
    List<String> details = new ArrayList<>(lines.stream().limit(MOST_IN_RESULT).toList());
    if (lines.size() > MOST_IN_RESULT) {
      details.add("and " + (lines.size() - MOST_IN_RESULT) + " more above and in codequality.json");
    }
    return new Problem(
        errors == 1
            ? "a script in %s cannot be deployed".formatted(folder)
            : "the scripts in %s cannot be deployed: %d errors".formatted(folder, errors),
        details,
        "fix them and push; what is right as it is can be allowed, by a comment in the script"
            + " (-- migrate-deploy:allow RULE) or in the settings (findings: {rules: {RULE:"
            + " warning}})");
  }

  private static String words(String folder, List<Finding> errors) {
    Finding first = errors.get(0);
    return "%s/%s%s: %s; %s (%s)"
        .formatted(
            folder,
            first.place(),
            errors.size() == 1 ? "" : " and " + (errors.size() - 1) + " more in this file",
            first.explained(),
            first.next(),
            first.rule());
  }
}
