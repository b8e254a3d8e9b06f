package dev.migratedeploy.deploy.task;

import dev.migratedeploy.deploy.request.DueScripts;
import dev.migratedeploy.flyway.ScriptsInHistory;
import dev.migratedeploy.flyway.observer.LockMessages;
import dev.migratedeploy.flyway.observer.LockWait;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.flyway.observer.ObservedScript;
import dev.migratedeploy.flyway.observer.ObservedScript.State;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.flyway.scripts.Version;
import dev.migratedeploy.support.HumanReadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is in the database after a run that came to no good end, as the observer saw it. */
final class ObservedState {
  /** As many scripts as are named. */
  private static final int NAMED = 5;

  private final Observed observed;
  private final Optional<ScriptsInHistory> history;
  private final DueScripts due;

  ObservedState(Observed observed, Optional<ScriptsInHistory> history, DueScripts due) {
    this.observed = observed;
    this.history = history;
    this.due = due;
  }

  /** The script that ran last; absent if the observer tells nothing of any. */
  private Optional<ObservedScript> last() {
    return observed.isBelieved() ? observed.last() : Optional.empty();
  }

  /**
   * After a script that failed, or that was broken off.
   *
   * @param saidRolledBack whether Flyway said so of the one that failed
   */
  Optional<String> sentence(boolean saidRolledBack) {
    return last().map(script -> sentence(script, saidRolledBack));
  }

  /** The same of a run that broke off whose scripts are one transaction. */
  Optional<String> ofGroup() {
    return history.isPresent()
        ? sentence(false)
        : last()
            .map(
                unused ->
                    named(observed.scripts().stream().map(ObservedScript::name).distinct().toList())
                        + " begun in one transaction (group=true): all of it is applied or"
                        + " nothing");
  }

  /** Whether it is proved that nothing stayed of the script that failed. */
  boolean isRolledBack() {
    return last().filter(script -> script.state() == State.ROLLED_BACK).isPresent();
  }

  private String sentence(ObservedScript last, boolean saidRolledBack) {
    List<String> parts = new ArrayList<>();
    history
        .flatMap(ScriptsInHistory::version)
        .map(Version::text)
        .map(it -> "version " + it)
        .ifPresent(parts::add);
    List<String> applied = applied(last);
    parts.add(
        applied.isEmpty()
            ? "no script was applied by this run"
            : named(applied) + " applied by this run");
    if (!applied.contains(last.name())) {
      parts.add(last.name() + " " + fate(last, saidRolledBack));
    }
    List<String> gone = gone(applied, last);
    if (!gone.isEmpty()) {
      parts.add(
          named(gone)
              + " came to "
              + (gone.size() == 1 ? "its" : "their")
              + " end and "
              + (gone.size() == 1 ? "is" : "are")
              + " not in the schema history");
    }
    List<String> untried = untried();
    if (!untried.isEmpty()) {
      parts.add(named(untried) + (untried.size() == 1 ? " was" : " were") + " not tried");
    }
    return String.join("; ", parts);
  }

  /**
   * The history tells, if it came; else a script is in the database for sure only if the next one
   * began: until then it was not committed.
   */
  private List<String> applied(ObservedScript last) {
    return observed.scripts().stream()
        .filter(script -> script.state() == State.APPLIED)
        .filter(
            script ->
                history.map(rows -> rows.wasAppliedNow(script.name())).orElse(!script.equals(last)))
        .map(ObservedScript::name)
        .distinct()
        .toList();
  }

  /** Scripts that are not in the history although others came after them. */
  private List<String> gone(List<String> applied, ObservedScript last) {
    return history.isEmpty()
        ? List.of()
        : observed.scripts().stream()
            .filter(script -> script.state() == State.APPLIED)
            .map(ObservedScript::name)
            .filter(name -> !applied.contains(name) && !name.equals(last.name()))
            .distinct()
            .toList();
  }

  private String fate(ObservedScript script, boolean saidRolledBack) {
    return switch (script.state()) {
      case ROLLED_BACK -> "was rolled back";
      case FAILED ->
          script.failed().orElseThrow().rolledBack().isPresent()
              ? "was not rolled back and may be half-applied"
              : saidRolledBack ? "was rolled back" : "may be half-applied";
      case APPLIED ->
          "came to its end"
              + (history.isPresent()
                  ? " and is not in the schema history"
                  : " and may or may not be committed");
      case RUNNING -> running(script);
    };
  }

  private String running(ObservedScript script) {
    return (script.begun().inTransaction()
            ? "was begun in a transaction: it is applied as a whole or not at all"
            : "was begun and may be half-applied")
        + script
            .running()
            .map(
                still ->
                    "; last seen at"
                        + still.at().line().map(line -> " line " + line).orElse(" a statement")
                        + still.at().kind().map(kind -> " (" + kind + ")").orElse("")
                        + ", after "
                        + HumanReadable.words(still.time()))
            .orElse("")
        + waiting(script);
  }

  private String waiting(ObservedScript script) {
    return observed.locks().waits().stream()
        .reduce((earlier, later) -> later)
        .filter(wait -> wait.lasted().isEmpty() && wait.run() == script.run())
        .map(LockWait::last)
        .filter(wait -> wait.script().equals(script.name()))
        .filter(wait -> script.statements().stream().noneMatch(done -> done.at().equals(wait.at())))
        .map(
            wait ->
                "; it waited for "
                    + LockMessages.lock(wait.mode(), wait.table())
                    + ", "
                    + LockMessages.holders(wait.by()))
        .orElse("");
  }

  private List<String> untried() {
    return due.scripts().stream()
        .map(MigrationScript::path)
        .filter(
            path ->
                observed.scripts().stream()
                    .map(ObservedScript::name)
                    .noneMatch(name -> path.equals(name) || path.endsWith("/" + name)))
        .toList();
  }

  private static String named(List<String> scripts) {
    int more = scripts.size() - NAMED;
    String names = String.join(", ", scripts.subList(0, Math.min(NAMED, scripts.size())));
    return more > 0 ? names + " and " + more + " more" : names;
  }
}
