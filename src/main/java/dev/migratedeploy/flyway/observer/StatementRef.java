package dev.migratedeploy.flyway.observer;

import java.util.Optional;

/**
 * A statement of a script.
 *
 * @param script as the schema history names it: the path below the location
 * @param number of the statement in the script, from 1; 0 if the script failed outside of one
 * @param line where it begins, from 1
 * @param kind in SQL's own words, such as {@code ALTER TABLE}
 */
public record StatementRef(
    String script, int number, Optional<Integer> line, Optional<String> kind) {
  /** Such as {@code V8__region_not_null.sql, line 3 (ALTER TABLE)}. */
  public String words() {
    return script
        + line.map(at -> ", line " + at).orElse("")
        + kind.map(what -> " (" + what + ")").orElse("");
  }
}
