package dev.migratedeploy.report;

import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.RehearsalEnded;
import dev.migratedeploy.deploy.event.DeployEvent.RehearsalStarted;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptRehearsed;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptsChecked;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.rehearsal.result.RehearsalMessages;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.rehearsal.result.RehearsedScript.Outcome;
import dev.migratedeploy.rehearsal.result.ScriptFailure;
import dev.migratedeploy.rehearsal.result.TableEffect;
import dev.migratedeploy.support.Ellipsis;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.support.WaitableClock;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** A rehearsal in the job's output: the base state, and below it each new script. */
final class RehearsalOutput {
  /** Of more scripts only those are shown that a reviewer has to look at. */
  private static final int MOST_SCRIPTS = 50;

  private static final int MOST_NAMES = 5;
  private static final int LONGEST_TEXT = 300;

  private final PrintStream out;
  private final Style style;
  private final Sections sections;
  private final FindingsOutput findings;
  private final WaitableClock ticker;
  private List<Finding> known = List.of();
  private boolean begun;
  private int shown;
  private int uneventful;

  RehearsalOutput(
      PrintStream out,
      Style style,
      Sections sections,
      FindingsOutput findings,
      WaitableClock ticker) {
    this.out = out;
    this.style = style;
    this.sections = sections;
    this.findings = findings;
    this.ticker = ticker;
  }

  /** What follows the word Base. */
  static String heading(RehearsalStarted started) {
    return RehearsalMessages.base(started.base())
        + ", on "
        + TerminalSanitizer.of(started.database().words(), false);
  }

  void on(DeployEvent event) {
    if (event instanceof ScriptsChecked checked) {
      known = checked.findings();
    } else if (event instanceof RehearsalStarted started) {
      RehearsedLines.passedOver(started.base())
          .forEach(line -> out.println(JobOutput.INDENT + style.doubtful(line)));
    } else if (event instanceof ScriptRehearsed rehearsed) {
      script(rehearsed.script());
    } else if (event instanceof RehearsalEnded ended) {
      end(ended);
    }
  }

  private void script(RehearsedScript script) {
    if (script.outcome() == Outcome.NOT_TRIED) {
      return; // the result names them
    }
    begin();
    if (shown >= MOST_SCRIPTS && !isRemarkable(script)) {
      uneventful++;
      return;
    }
    shown++;
    String name = TerminalSanitizer.of(Ellipsis.cut(script.path(), LONGEST_TEXT), false);
    out.println(
        "  %-28s %6s  %s".formatted(name, HumanReadable.brief(script.took()), outcome(script)));
    RehearsedLines.of(script).forEach(line -> out.println(JobOutput.INDENT + line));
  }

  /** Why one failed is the result's cause; why others were not rehearsed is said here only. */
  private String outcome(RehearsedScript script) {
    String words = RehearsalMessages.outcome(script);
    return switch (script.outcome()) {
      case APPLIED, ROLLED_BACK, NOT_TRIED -> words;
      case FAILED -> style.bad("FAILED") + place(script).map(line -> "  " + line).orElse("");
      case NOT_REHEARSED -> style.doubtful(words) + why(script);
    };
  }

  private static Optional<String> place(RehearsedScript script) {
    return script.failure().flatMap(ScriptFailure::statement).flatMap(RehearsalMessages::place);
  }

  private static String why(RehearsedScript script) {
    return script
        .failure()
        .map(RehearsalMessages::failure)
        .map(text -> "  " + Ellipsis.cut(text.replaceAll("\\s+", " "), LONGEST_TEXT))
        .map(text -> TerminalSanitizer.of(text, false))
        .orElse("");
  }

  private static boolean isRemarkable(RehearsedScript script) {
    return script.outcome() != Outcome.APPLIED
        || script.effects().measured().effects().stream()
            .anyMatch(effect -> effect.kind() == TableEffect.Kind.REWRITTEN);
  }

  private void begin() {
    if (!begun) {
      begun = true;
      sections.begin("scripts", ticker.now());
      out.println(style.bold("Scripts"));
    }
  }

  private void end(RehearsalEnded ended) {
    if (uneventful > 0) {
      out.println(
          "  and " + HumanReadable.count(uneventful, "script") + " applied, in rehearsal.json");
    }
    List<String> unmeasured =
        ended.rehearsal().scripts().stream()
            .filter(RehearsedScript::isUnmeasured)
            .map(RehearsedScript::path)
            .toList();
    if (!unmeasured.isEmpty()) {
      String names = HumanReadable.some(unmeasured, MOST_NAMES);
      out.println(
          JobOutput.INDENT
              + style.doubtful(
                  TerminalSanitizer.of("locks and rewrites not measured: " + names, false)));
    }
    findings.checked(
        ended.folder(),
        ended.findings().stream().filter(finding -> !known.contains(finding)).toList());
  }
}
