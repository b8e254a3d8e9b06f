package dev.migratedeploy.report;

import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlannedScript;
import dev.migratedeploy.plan.state.ScriptState;
import java.util.ArrayList;
import java.util.List;

/** A plan as a short table: what is applied is only counted. */
final class PlanLines {
  private PlanLines() {}

  static String heading(Plan plan) {
    return plan.environment()
        + " is "
        + plan.version().map(version -> "at version " + version).orElse("empty");
  }

  /** A line for each script, at most so many, in the order in which Flyway applies them. */
  static List<String> of(Plan plan, int most) {
    List<PlannedScript> listed = plan.remarkable();
    List<String> lines = new ArrayList<>();
    listed.stream().limit(most).forEach(script -> lines.addAll(lines(plan, script)));
    if (listed.size() > most) {
      lines.add("and " + (listed.size() - most) + " more, in plan.json");
    }
    int applied = plan.in(ScriptState.APPLIED).size();
    if (applied > 0) {
      lines.add((listed.isEmpty() && applied > 1 ? "all " : "") + applied + " applied");
    }
    lines.addAll(TouchedLines.notes(plan.touched()));
    return lines;
  }

  private static List<String> lines(Plan plan, PlannedScript script) {
    List<String> lines = new ArrayList<>();
    lines.add(line(script));
    lines.addAll(TouchedLines.of(plan.touched().of(script)));
    return lines;
  }

  private static String line(PlannedScript script) {
    String again =
        script
            .day()
            .map(
                day ->
                    script.state() == ScriptState.PENDING
                        ? "  (again, last applied " + day + ")"
                        : "  (" + day + ")")
            .orElse("");
    return "%-13s %s"
        .formatted(script.state().words(), TerminalSanitizer.of(script.name() + again, false));
  }
}
