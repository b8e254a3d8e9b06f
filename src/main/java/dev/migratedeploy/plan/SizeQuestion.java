package dev.migratedeploy.plan;

import dev.migratedeploy.findings.sql.ScriptTables;
import dev.migratedeploy.findings.sql.TableUse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tables whose sizes a plan's task is asked for, with commas between them.
 *
 * @param tables as many as fit in what RunTask takes beside the command
 * @param notAsked how many others there are
 */
record SizeQuestion(List<String> tables, int notAsked) {
  /** RunTask takes 8,192 characters of overrides in all. */
  static final int MOST_CHARACTERS = 4_000;

  private static final int LONGEST_NAME = 200;

  SizeQuestion {
    tables = List.copyOf(tables);
  }

  /**
   * The question about scripts, those that count most first. Tables that one of them makes come
   * last: they are there only if that one was applied already.
   */
  static SizeQuestion of(Collection<ScriptTables> scripts) {
    Set<String> made =
        scripts.stream()
            .flatMap(script -> script.created().stream())
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    Set<String> first = new LinkedHashSet<>();
    Set<String> last = new LinkedHashSet<>();
    for (ScriptTables script : scripts) {
      for (TableUse use : script.uses()) {
        (made.contains(use.table().toLowerCase(Locale.ROOT)) ? last : first).add(use.table());
      }
    }
    first.addAll(last);
    return fitting(first);
  }

  private static SizeQuestion fitting(Collection<String> all) {
    List<String> asked = new ArrayList<>();
    int left = MOST_CHARACTERS;
    for (String name : all) {
      if (isSafe(name) && name.length() + 1 <= left) {
        asked.add(name);
        left -= name.length() + 1;
      }
    }
    return new SizeQuestion(asked, all.size() - asked.size());
  }

  /** A name with a comma or a line end in it would be read as two. */
  private static boolean isSafe(String name) {
    return name.length() <= LONGEST_NAME
        && name.indexOf(',') < 0
        && name.chars().noneMatch(Character::isISOControl);
  }
}
