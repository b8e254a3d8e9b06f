package dev.migratedeploy.flyway.observer;

import dev.migratedeploy.flyway.observer.ObserverEvent.Ended;
import dev.migratedeploy.flyway.observer.ObserverEvent.Lost;
import dev.migratedeploy.flyway.observer.ObserverEvent.Sizes;
import dev.migratedeploy.flyway.observer.ObserverEvent.Started;
import java.util.List;
import java.util.Optional;

/**
 * What the observer told of one task, put together.
 *
 * @param coverage how far it can be believed; nothing else here counts if it is forged
 * @param started of the last run of Flyway
 * @param scripts in the order in which they began, a further attempt as an entry of its own
 * @param history after the last run, if it came whole
 * @param answers of {@code info}
 * @param ended the last line of the last run
 */
public record Observed(
    Coverage coverage,
    Optional<Started> started,
    List<ObservedScript> scripts,
    ObservedLocks locks,
    Optional<ObservedHistory> history,
    ObservedAnswers answers,
    Optional<Ended> ended) {
  public Observed {
    scripts = List.copyOf(scripts);
  }

  /** The same without a last line. */
  public Observed(
      Coverage coverage,
      Optional<Started> started,
      List<ObservedScript> scripts,
      ObservedLocks locks,
      Optional<ObservedHistory> history,
      Optional<Sizes> sizes) {
    this(coverage, started, scripts, locks, history, ObservedAnswers.of(sizes), Optional.empty());
  }

  /** How much of what the observer wrote is here. */
  public enum Trust {
    /** No observer was announced. */
    ABSENT,
    /** One was announced and did not speak. */
    SILENT,
    /** Two lines contradict each other: somebody else wrote one of them. */
    FORGED,
    /** Lines are missing: what is here is true, what is not here may have happened. */
    INCOMPLETE,
    /** Every line of every run, to its end. */
    WHOLE
  }

  /**
   * How far it can be believed.
   *
   * @param why it is not whole, as half a sentence
   * @param runs of Flyway in this task
   * @param lost what the observer itself says that it could not see
   */
  public record Coverage(Trust trust, Optional<String> why, int runs, List<Lost> lost) {
    public Coverage {
      lost = List.copyOf(lost);
    }
  }

  /** Of a task without an observer. */
  public static Observed nothing() {
    return new Observed(
        new Coverage(Trust.ABSENT, Optional.empty(), 0, List.of()),
        Optional.empty(),
        List.of(),
        ObservedLocks.none(),
        Optional.empty(),
        Optional.empty());
  }

  /** Of the tables that were asked for. */
  public Optional<Sizes> sizes() {
    return answers.sizes();
  }

  public Trust trust() {
    return coverage.trust();
  }

  /** Whether what it holds may be shown as true, even if some of it is missing. */
  public boolean isBelieved() {
    return trust() == Trust.WHOLE || trust() == Trust.INCOMPLETE;
  }

  public boolean isWhole() {
    return trust() == Trust.WHOLE;
  }

  public boolean isForged() {
    return trust() == Trust.FORGED;
  }

  /** The attempt that ran last, of whatever script. */
  public Optional<ObservedScript> last() {
    return scripts.isEmpty() ? Optional.empty() : Optional.of(scripts.get(scripts.size() - 1));
  }

  /** The same if it ran in the last run of Flyway: then it is the one that this ended with. */
  public Optional<ObservedScript> lastOfLastRun() {
    return last().filter(script -> script.run() == coverage.runs());
  }

  /** The last attempt of a script. */
  public Optional<ObservedScript> script(String name) {
    return scripts.stream()
        .filter(script -> script.name().equals(name))
        .reduce((earlier, later) -> later);
  }
}
