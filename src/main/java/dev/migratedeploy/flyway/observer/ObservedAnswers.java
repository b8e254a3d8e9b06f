package dev.migratedeploy.flyway.observer;

import dev.migratedeploy.flyway.observer.ObserverEvent.HistoryCompared;
import dev.migratedeploy.flyway.observer.ObserverEvent.Sizes;
import java.util.Optional;

/**
 * What the observer answered to what a task asked it.
 *
 * @param sizes of the tables that were asked for
 * @param history as Flyway found it
 * @param compared that history with the one that a plan saw
 * @param notChecked why nobody could compare them
 */
public record ObservedAnswers(
    Optional<Sizes> sizes,
    Optional<HistoryMark> history,
    Optional<HistoryCompared> compared,
    Optional<String> notChecked) {
  static ObservedAnswers none() {
    return of(Optional.empty());
  }

  static ObservedAnswers of(Optional<Sizes> sizes) {
    return new ObservedAnswers(sizes, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
