package dev.migratedeploy.plan.comment;

import dev.migratedeploy.rehearsal.result.HeldLock;
import dev.migratedeploy.rehearsal.result.Measurement;
import dev.migratedeploy.rehearsal.result.RehearsalMessages;
import dev.migratedeploy.rehearsal.result.TableEffect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A table that was there before a script, and what the script did to it in the rehearsal.
 *
 * @param words such as {@code rewritten, ACCESS EXCLUSIVE}; empty if it keeps nobody waiting
 */
record MeasuredTable(String table, String words) {
  /** More would make the comment too long for GitLab. */
  private static final int MOST = 8;

  private static final int LONGEST_NAME = 100;

  /** Those of one script, the most strongly locked first. */
  static List<MeasuredTable> all(Measurement measured) {
    Map<String, Set<String>> tables = new LinkedHashMap<>();
    for (TableEffect effect : measured.effects()) {
      of(tables, effect.table()).add(effect.kind().words());
    }
    for (HeldLock lock : measured.locks()) {
      if (RehearsalMessages.blocksAnybody(lock)) {
        of(tables, lock.table()).add(lock.mode());
      } else {
        of(tables, lock.table());
      }
    }
    List<MeasuredTable> all = new ArrayList<>();
    tables.forEach(
        (table, words) -> all.add(new MeasuredTable(cut(table), String.join(", ", words))));
    return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
  }

  private static Set<String> of(Map<String, Set<String>> tables, String table) {
    return tables.computeIfAbsent(table, unused -> new LinkedHashSet<>());
  }

  private static String cut(String name) {
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
  }

  /** A name without what only one way of writing it has: quotes, capitals, the usual schema. */
  static String plain(String name) {
    String plain = name.replaceAll("[\"`]", "").toLowerCase(Locale.ROOT);
    return plain.startsWith("public.") ? plain.substring("public.".length()) : plain;
  }
}
