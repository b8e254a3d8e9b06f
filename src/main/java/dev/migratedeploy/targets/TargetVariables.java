package dev.migratedeploy.targets;

import dev.migratedeploy.config.FieldTemplate;
import dev.migratedeploy.secrets.SecretVariables;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Fills in the templates of the variables for each database. */
final class TargetVariables {
  private final Map<String, FieldTemplate> templates;
  private final int line;
  private final TargetProblems problems;

  /** The templates of which something was said already. */
  private final Set<String> told = new HashSet<>();

  /** Who has them. */
  private final Map<Map<String, String>, TargetRow> taken = new HashMap<>();

  TargetVariables(TargetsSettings settings, List<TargetRow> rows, TargetProblems problems) {
    this.templates = settings.environment();
    this.line = settings.origin().environment();
    this.problems = problems;
    templates.forEach(
        (name, template) -> {
          for (String field : template.required()) {
            if (!rows.isEmpty() && !problems.isKnown(field, template.line(), key(name))) {
              told.add(name);
            }
          }
        });
  }

  Map<String, String> of(TargetRow row) {
    Map<String, String> variables = new TreeMap<>();
    templates.forEach(
        (name, template) -> {
          FieldTemplate.Filled filled = template.fill(row.withName());
          if (!told.contains(name)) {
            filled
                .missing()
                .forEach(
                    field ->
                        problems.of(
                            row, "no field %s, which %s needs".formatted(field, key(name))));
          }
          filled.text().ifPresent(text -> variables.put(name, checked(row, name, template, text)));
        });
    if (variables.size() == templates.size()) {
      refuseTheSameDatabase(row, variables);
    }
    return variables;
  }

  private String checked(TargetRow row, String name, FieldTemplate template, String text) {
    // What is wrong with a field is told with its line already.
    if (hasControl(text)
        && row.fields().values().stream().noneMatch(TargetVariables::hasControl)
        && told.add(name)) {
      problems.ofSettings(
          template.line(), key(name), "a tab, a line break or another control character is in it");
    }
    if (SecretVariables.carriesSecret("", text) && told.add(name)) {
      problems.ofSettings(
          template.line(),
          key(name),
          "it carries a password, which everybody could read who sees the task; "
              + TargetsSection.WHERE_SECRETS_ARE);
    }
    return text;
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  /** Two tasks could be in it at once. */
  private void refuseTheSameDatabase(TargetRow row, Map<String, String> variables) {
    TargetRow first = taken.putIfAbsent(variables, row);
    if (first == null) {
      return;
    }
    if (templates.values().stream().allMatch(template -> template.usesNone(row.withName()))) {
      if (told.add("")) {
        problems.ofSettings(
            line,
            "environment",
            "it uses no field of the targets, so all of them would be one database;"
                + " write ${target.FIELD} where they differ");
      }
      return;
    }
    problems.of(
        row,
        "the same variables as %s of line %d; they would be one database under two names"
            .formatted(first.name(), first.line()));
  }

  private static String key(String name) {
    return "environment." + name;
  }
}
