package dev.migratedeploy.report;

import dev.migratedeploy.deploy.event.DeployEvent.DatabasesCompared;
import dev.migratedeploy.plan.state.DatabaseGroup;
import dev.migratedeploy.support.HumanReadable;
import java.util.ArrayList;
import java.util.List;

/** What many databases are at, a few lines for those in the same state together. */
final class GroupLines {
  private static final int MOST_GROUPS = 10;
  private static final int MOST_NAMES = 20;
  private static final int MOST_SCRIPTS = 8;

  /** Behind the indent of the job's output a line of this length ends before column 80. */
  private static final int WIDTH = 62;

  private GroupLines() {}

  static String heading(DatabasesCompared compared) {
    int databases = compared.groups().stream().mapToInt(group -> group.databases().size()).sum();
    return HumanReadable.count(databases, "database")
        + " of "
        + TerminalSanitizer.of(compared.environment(), false)
        + (compared.groups().size() > 1
            ? " in " + compared.groups().size() + " different states"
            : databases > 1 ? ", all in the same state" : "");
  }

  static List<String> of(List<DatabaseGroup> groups) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST_GROUPS, groups.size()); i++) {
      add(groups.get(i), i == 0, lines);
    }
    List<DatabaseGroup> others =
        groups.subList(Math.min(MOST_GROUPS, groups.size()), groups.size());
    if (!others.isEmpty()) {
      int databases = others.stream().mapToInt(group -> group.databases().size()).sum();
      lines.add(
          "and "
              + HumanReadable.count(others.size(), "more state")
              + " ("
              + HumanReadable.count(databases, "database")
              + "), in result.json");
    }
    return lines;
  }

  private static void add(DatabaseGroup group, boolean largest, List<String> lines) {
    int count = group.databases().size();
    String words = TerminalSanitizer.of(group.words(), false) + ": ";
    if (largest && count > MOST_NAMES) {
      lines.add(words + HumanReadable.count(count, "database"));
    } else {
      wrapped(words, group.databases(), lines);
    }
    if (!group.verdict().isSuccess()) {
      lines.add(
          "  "
              + group.verdict().title()
              + "  "
              + TerminalSanitizer.of(group.verdict().explanation().cause(), false));
    }
    group
        .plan()
        .ifPresent(plan -> PlanLines.of(plan, MOST_SCRIPTS).forEach(it -> lines.add("  " + it)));
  }

  private static void wrapped(String words, List<String> names, List<String> lines) {
    List<String> shown = new ArrayList<>(names.subList(0, Math.min(MOST_NAMES, names.size())));
    int more = names.size() - shown.size();
    StringBuilder line = new StringBuilder(words);
    for (int i = 0; i < shown.size(); i++) {
      boolean last = i == shown.size() - 1;
      String name = shown.get(i) + (last ? end(names.size(), more) : ", ");
      if (line.length() + name.length() > WIDTH && line.length() > words.length()) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder("  ");
      }
      line.append(name);
    }
    lines.add(line.toString());
  }

  private static String end(int count, int more) {
    if (more > 0) {
      return " and " + more + " more (" + count + ")";
    }
    return count > 1 ? " (" + count + ")" : "";
  }
}
