package dev.migratedeploy.rehearsal.engine.measure;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** PostgreSQL's locks on tables, from the weakest. */
enum LockMode {
  ACCESS_SHARE,
  ROW_SHARE,
  ROW_EXCLUSIVE,
  SHARE_UPDATE_EXCLUSIVE,
  SHARE,
  SHARE_ROW_EXCLUSIVE,
  EXCLUSIVE,
  ACCESS_EXCLUSIVE;

  /** By the names that {@code pg_locks} has for them, such as {@code AccessExclusiveLock}. */
  static final Map<String, LockMode> BY_CATALOG_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(LockMode::catalogName, Function.identity()));

  /** As the manual calls it, such as {@code ACCESS EXCLUSIVE}. */
  String words() {
    return name().replace('_', ' ');
  }

  /** The mode with these words of the manual. */
  static LockMode of(String words) {
    return valueOf(words.replace(' ', '_'));
  }

  /** {@code SELECT} needs ACCESS SHARE, with which only this one conflicts. */
  boolean blocksReads() {
    return this == ACCESS_EXCLUSIVE;
  }

  /** {@code INSERT} and the like need ROW EXCLUSIVE. */
  boolean blocksWrites() {
    return compareTo(SHARE) >= 0;
  }

  boolean isStrongerThan(LockMode other) {
    return compareTo(other) > 0;
  }

  static LockMode stronger(LockMode one, LockMode other) {
    return one.isStrongerThan(other) ? one : other;
  }

  private String catalogName() {
    StringBuilder name = new StringBuilder();
    for (String word : name().split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.append("Lock").toString();
  }
}
