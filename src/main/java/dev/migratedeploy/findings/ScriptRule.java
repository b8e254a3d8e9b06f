package dev.migratedeploy.findings;

import dev.migratedeploy.findings.SizeWeight.Effect;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The rules, each by its stable id and with what it counts where the settings say nothing. */
public enum ScriptRule {
  IGNORED_NAME("ignored-name", Severity.ERROR),
  DUPLICATE_VERSION("duplicate-version", Severity.ERROR),
  VERSION_BELOW_DEPLOYED("version-below-deployed", Severity.ERROR),
  EDITED_AFTER_DEPLOY("edited-after-deploy", Severity.ERROR),
  RENAMED_AFTER_DEPLOY("renamed-after-deploy", Severity.ERROR),
  REMOVED_AFTER_DEPLOY("removed-after-deploy", Severity.ERROR),
  NOT_UTF8("not-utf8", Severity.ERROR),
  NOT_IN_TRANSACTION("not-in-transaction", Severity.ERROR),
  CONCURRENT_INDEX("concurrent-index", Severity.ERROR),
  IMPLICIT_COMMIT("implicit-commit", Severity.WARNING),
  EMPTY_SCRIPT("empty-script", Severity.WARNING),
  DROP("drop", Severity.WARNING),
  TRUNCATE("truncate", Severity.WARNING),
  DELETE_WITHOUT_WHERE("delete-without-where", Severity.WARNING, Effect.RAISED),
  UPDATE_WITHOUT_WHERE("update-without-where", Severity.WARNING, Effect.RAISED),
  TABLE_REWRITTEN("table-rewritten", Severity.WARNING, Effect.RAISED_OR_LOWERED),
  TABLE_SCANNED("table-scanned", Severity.WARNING, Effect.RAISED_OR_LOWERED),
  TABLE_LOCKED("table-locked", Severity.INFO);

  public static final List<String> IDS = Arrays.stream(values()).map(ScriptRule::id).toList();

  private final String id;
  private final Severity usual;
  private final Effect bySize;

  ScriptRule(String id, Severity usual) {
    this(id, usual, Effect.NONE);
  }

  ScriptRule(String id, Severity usual, Effect bySize) {
    this.id = id;
    this.usual = usual;
    this.bySize = bySize;
  }

  public static Optional<ScriptRule> of(String id) {
    return Arrays.stream(values()).filter(rule -> rule.id.equals(id)).findFirst();
  }

  public String id() {
    return id;
  }

  /** What it counts where the settings say nothing. */
  public Severity usual() {
    return usual;
  }

  /** What the size of the table changes where the settings do not name the rule. */
  Effect bySize() {
    return bySize;
  }
}
