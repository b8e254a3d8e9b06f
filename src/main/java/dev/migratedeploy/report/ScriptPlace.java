package dev.migratedeploy.report;

import dev.migratedeploy.flyway.observer.StatementRef;

/** Where something happens: {@code V8__region_not_null.sql, line 3}. */
final class ScriptPlace {
  private ScriptPlace() {}

  static String of(StatementRef at) {
    return at.script() + at.line().map(line -> ", line " + line).orElse("");
  }

  /** The same as the subject of a sentence. */
  static String subject(StatementRef at) {
    return of(at) + (at.line().isPresent() ? "," : "");
  }
}
