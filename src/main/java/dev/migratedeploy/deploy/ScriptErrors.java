package dev.migratedeploy.deploy;

import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** The words for scripts that are not deployed. */
final class ScriptErrors {
  private static final int MOST = 50;

  private ScriptErrors() {}

  static Problem problem(String folder, List<Finding> findings) {
    List<Finding> errors = findings.stream().filter(Finding::isError).toList();
    List<String> details = new ArrayList<>();
    errors.stream().limit(MOST).map(error -> words(folder, error)).forEach(details::add);
    if (errors.size() > MOST) {
      details.add("and " + (errors.size() - MOST) + " more in codequality.json");
    }
    return new Problem(
        errors.size() == 1
            ? "a script in %s cannot be deployed".formatted(folder)
            : "the scripts in %s cannot be deployed: %d errors".formatted(folder, errors.size()),
        details,
        "mend them and push; what is right as it is can be allowed, by a comment in the script"
            + " (-- migrate-deploy:allow RULE) or in the settings (findings: {rules: {RULE:"
            + " warning}})");
  }

  private static String words(String folder, Finding error) {
    return "%s/%s: %s; %s (%s)"
        .formatted(folder, error.place(), error.message(), error.next(), error.rule());
  }
}
