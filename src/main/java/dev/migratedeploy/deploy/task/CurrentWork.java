package dev.migratedeploy.deploy.task;

import java.util.Optional;

/**
 * What a task does now.
 *
 * @param words such as {@code V8__region.sql, line 3: ALTER TABLE for 4 min}
 * @param isObserved whether the observer tells it; else it is the migration that Flyway named last
 */
public record CurrentWork(Optional<String> words, boolean isObserved) {
  static CurrentWork unknown() {
    return new CurrentWork(Optional.empty(), false);
  }

  static CurrentWork observed(String words) {
    return new CurrentWork(Optional.of(words), true);
  }
}
