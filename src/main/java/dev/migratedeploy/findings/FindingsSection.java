package dev.migratedeploy.findings;

import dev.migratedeploy.config.Constraint;
import dev.migratedeploy.config.Section;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code findings:}. */
public final class FindingsSection {
  private static final Set<String> KEYS = Set.of("database", "rules", "squawk", "sizes");

  /** In {@code squawk:} what all the rules count that are not named. */
  private static final String DEFAULT = "default";

  private static final Constraint DATABASE =
      Constraint.matching("postgresql|mysql|other", "postgresql, mysql (MariaDB too) or other");
  private static final Constraint SEVERITY =
      Constraint.of(
          word -> Severity.named(word).isPresent(),
          String.join(", ", Severity.WORDS.subList(0, 3)) + " or " + Severity.WORDS.get(3));
  private static final Constraint SQUAWK_RULE =
      Constraint.matching("[a-z][a-z0-9-]*", "a rule of Squawk, such as ban-drop-column");

  private FindingsSection() {}

  /** Reads what the section says; what is wrong becomes a problem of the file. */
  public static FindingsSettings read(Section section) {
    section.knowing(KEYS);
    Map<String, Severity> squawk = new LinkedHashMap<>();
    section
        .texts("squawk", SQUAWK_RULE, SEVERITY)
        .forEach((name, word) -> Severity.named(word).ifPresent(it -> squawk.put(name, it)));
    return new FindingsSettings(
        section
            .optional("database", DATABASE)
            .filter(name -> !name.isEmpty())
            .map(name -> Database.valueOf(name.toUpperCase(Locale.ROOT))),
        rules(section),
        squawk,
        Optional.ofNullable(squawk.remove(DEFAULT)),
        SizeLimits.read(section.section("sizes")));
  }

  private static Map<ScriptRule, Severity> rules(Section section) {
    section.section("rules").knowing(Set.copyOf(ScriptRule.IDS));
    Map<ScriptRule, Severity> rules = new EnumMap<>(ScriptRule.class);
    section
        .texts("rules", Constraint.ANYTHING, SEVERITY)
        .forEach(
            (id, word) ->
                ScriptRule.of(id)
                    .ifPresent(rule -> Severity.named(word).ifPresent(it -> rules.put(rule, it))));
    return rules;
  }
}
