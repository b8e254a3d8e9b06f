package dev.migratedeploy.observer;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run of Flyway has come to, as far as it was seen. */
final class RunResult {
  /** Scripts that were begun in this run. */
  final Set<String> begun = new LinkedHashSet<>();

  final Set<String> indexedConcurrently = new LinkedHashSet<>();
  volatile boolean migrating;
  volatile boolean asksForInfo;
  volatile boolean ended;
  int applied;
  int statements;
  @Nullable FailedScript failed;
  @Nullable Blockage blockage;

  synchronized void begins(String script) {
    begun.add(script);
  }

  synchronized void applied(ScriptProgress script) {
    applied++;
    statements += script.statements;
  }

  synchronized void fails(FailedScript script) {
    failed = script;
  }

  synchronized void blockedBy(@Nullable Blockage who) {
    blockage = who;
  }

  synchronized String word() {
    return failed != null ? "failed" : applied > 0 ? "applied" : "none";
  }
}
