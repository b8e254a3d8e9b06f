package dev.migratedeploy.report;

import dev.migratedeploy.deploy.event.DeployEvent.FindingsWeighed;
import dev.migratedeploy.deploy.task.ScriptErrors;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.support.HumanReadable;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What the rules found in scripts, in the job's output. */
final class FindingsOutput {
  private static final int MOST_ERRORS = 20;
  private static final int MOST_FINDINGS = 20;

  private final PrintStream out;
  private final Style style;

  FindingsOutput(PrintStream out, Style style) {
    this.out = out;
    this.style = style;
  }

  void checked(String folder, List<Finding> findings) {
    List<String> errors = ScriptErrors.lines(folder, findings);
    // Few errors are in the result only.
    if (errors.size() > ScriptErrors.MOST_IN_RESULT) {
      limited(style.bad("error   "), errors, MOST_ERRORS);
    }
    limited(
        style.doubtful("warning "),
        FindingLines.of(findings.stream().filter(it -> it.severity() == Severity.WARNING).toList()),
        MOST_FINDINGS);
  }

  /** Only what the sizes say is news; the rest stands under Detect. */
  void weighed(FindingsWeighed weighed) {
    List<Finding> bySize =
        weighed.findings().stream().filter(finding -> finding.weight().why().isPresent()).toList();
    checked(weighed.folder(), bySize);
    long lowered = bySize.stream().filter(it -> it.severity() == Severity.INFO).count();
    if (lowered > 0) {
      out.println(
          JobOutput.INDENT
              + style.dim(
                  HumanReadable.count(lowered, "finding")
                      + (lowered == 1 ? " is an info" : " are infos")
                      + " only, since the table is small"));
    }
  }

  private void limited(String label, List<String> lines, int most) {
    lines.stream()
        .limit(most)
        .forEach(line -> out.println(JobOutput.INDENT + label + TerminalSanitizer.of(line, false)));
    if (lines.size() > most) {
      String more = String.format(Locale.ROOT, "%,d", lines.size() - most);
      out.println(JobOutput.INDENT + "and " + more + " more in codequality.json");
    }
  }
}
