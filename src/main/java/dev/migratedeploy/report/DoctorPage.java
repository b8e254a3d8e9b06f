package dev.migratedeploy.report;

import dev.migratedeploy.doctor.CheckResult;
import dev.migratedeploy.doctor.Checked;
import dev.migratedeploy.doctor.Checklist;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.support.OwnCommand;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.PrintStream;
import java.util.Optional;

/** A line for each precondition, and below it what fixes it. */
public final class DoctorPage {
  private static final String INDENT = " ".repeat(26);

  private final PrintStream out;
  private final Style style;
  private final boolean troublesOnly;

  /**
   * A page on a stream.
   *
   * @param troublesOnly whether what is well goes without saying
   */
  public DoctorPage(PrintStream out, boolean colour, boolean troublesOnly) {
    this.out = out;
    this.style = new Style(colour);
    this.troublesOnly = troublesOnly;
  }

  /** The first line: what is looked at. */
  public void begun(String heading) {
    if (!troublesOnly) {
      out.println(style.bold(heading));
      out.println();
    }
  }

  /** One line of the list, as soon as it is known. */
  public void checked(Checked line) {
    CheckResult outcome = line.outcome();
    if (troublesOnly && outcome instanceof CheckResult.Ok) {
      return;
    }
    print(word(outcome) + style.bold("%-17s".formatted(line.precondition())), outcome.says());
    outcome.details().forEach(detail -> print(INDENT, detail));
    outcome.next().ifPresent(next -> print(INDENT + "→ ", next));
  }

  /** The result and what to do next. */
  public void decided(Checklist list, Optional<String> environment) {
    long errors = list.errors();
    long warnings = list.warnings();
    out.println();
    VerdictDetails said =
        VerdictDetails.of(
            words(list.lines().size(), errors, warnings + list.skipped())
                + (warnings == 0 ? "" : ", " + HumanReadable.count(warnings, "warning"))
                + (list.skipped() == 0 ? "" : ", " + list.skipped() + " not checked"));
    ResultBlock result = new ResultBlock(out, style.colour());
    if (errors == 0) {
      result.success(
          "READY", said.next(environment.map(OwnCommand::deploy).orElse("migrate-deploy")));
    } else {
      result.print(
          new Verdict(
              Verdict.Kind.REFUSED,
              said.next(
                  "fix the items marked →, then run "
                      + environment
                          .map(name -> OwnCommand.of("doctor", name))
                          .orElse("migrate-deploy doctor"))));
    }
  }

  private static String words(int checks, long errors, long doubtful) {
    if (errors > 0) {
      return errors + " of " + checks + " checks would end a deploy";
    }
    return doubtful == 0
        ? "all " + checks + " checks passed"
        : checks - doubtful + " of " + checks + " checks passed";
  }

  private String word(CheckResult outcome) {
    String word = "%-9s".formatted(outcome.word());
    if (outcome instanceof CheckResult.Ok) {
      return style.good(word);
    }
    return outcome instanceof CheckResult.Error ? style.bad(word) : style.doubtful(word);
  }

  /** The text holds the words of others: what AWS, GitLab or a registry said. */
  private void print(String begin, String text) {
    String start = begin;
    for (String line : text.split("\n", -1)) {
      out.println(start + TerminalSanitizer.of(line, false));
      start = INDENT;
    }
  }
}
