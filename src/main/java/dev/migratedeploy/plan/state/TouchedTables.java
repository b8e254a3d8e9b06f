package dev.migratedeploy.plan.state;

import dev.migratedeploy.flyway.observer.DatabaseSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the pending scripts touch, as far as it is known.
 *
 * @param byScript the tables of a script by its path, the largest first
 * @param unread names with a placeholder of Flyway in them, which mean nothing here
 * @param notAsked how many tables the request had no room for
 * @param oldest the session with the database's oldest open transaction
 */
public record TouchedTables(
    Map<String, List<TouchedTable>> byScript,
    List<String> unread,
    int notAsked,
    Optional<DatabaseSession> oldest) {
  /** A younger one is gone when the deploy comes. */
  private static final Duration OLD = Duration.ofMinutes(1);

  public TouchedTables {
    byScript = Map.copyOf(byScript);
    unread = List.copyOf(unread);
  }

  public static TouchedTables none() {
    return new TouchedTables(Map.of(), List.of(), 0, Optional.empty());
  }

  public List<TouchedTable> of(PlannedScript script) {
    return script.path().map(path -> byScript.getOrDefault(path, List.of())).orElse(List.of());
  }

  /** The oldest open transaction, if it is so old that a migration may have to wait for it. */
  public Optional<DatabaseSession> inTheWay() {
    return oldest.filter(
        session -> session.transaction().filter(age -> age.compareTo(OLD) >= 0).isPresent());
  }
}
