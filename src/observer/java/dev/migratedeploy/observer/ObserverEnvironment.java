package dev.migratedeploy.observer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the image's entrypoint tells the observer. */
final class ObserverEnvironment {
  final @Nullable String key;

  /** Which try this is of the script that did not get its lock, from 1. */
  final int tried;

  /** Which run of Flyway in this container, from 1. */
  final int run;

  /** Null: no lock guard. */
  final @Nullable LockSetting locks;

  /** Whether the schema history is to be told as Flyway finds it. */
  final boolean tellsHistory;

  /** Null: Flyway may change the database whatever its history is. */
  final @Nullable PlannedHistory planned;

  /** Whose sizes are asked for. */
  final List<String> tables;

  ObserverEnvironment(Map<String, String> variables) {
    String value = variables.get("MIGRATE_DEPLOY_OBSERVER");
    this.key = value != null && value.matches("[0-9a-f]{16}") ? value : null;
    this.tried = number(variables.get("MIGRATE_DEPLOY_TRY"));
    this.run = number(variables.get("MIGRATE_DEPLOY_RUN"));
    this.locks = LockSetting.parse(variables.get("MIGRATE_DEPLOY_LOCKS"));
    String history = variables.get("MIGRATE_DEPLOY_HISTORY");
    this.tellsHistory = PlannedHistory.isToBeTold(history);
    this.planned = PlannedHistory.parse(history);
    List<String> names = new ArrayList<>();
    for (String name : variables.getOrDefault("MIGRATE_DEPLOY_TABLES", "").split(",", -1)) {
      if (!name.isBlank()) {
        names.add(name.trim());
      }
    }
    this.tables = names;
  }

  private static int number(@Nullable String text) {
    return text != null && text.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(text) : 1;
  }
}
