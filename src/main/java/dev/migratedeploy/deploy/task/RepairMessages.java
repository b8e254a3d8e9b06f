package dev.migratedeploy.deploy.task;

import dev.migratedeploy.flyway.RepairOutput;
import dev.migratedeploy.support.OwnCommand;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.ArrayList;
import java.util.List;

/** What {@code flyway repair} did to the schema history. */
record RepairMessages(String environment, RepairOutput repair) {
  /**
   * What was repaired.
   *
   * @param complete whether no line of the log is missing
   * @param completeness the same in words
   */
  VerdictDetails explanation(boolean complete, String completeness) {
    List<String> done = done(complete);
    VerdictDetails explanation =
        VerdictDetails.of(
                (done.isEmpty() ? nothing(complete) : String.join("; ", done))
                    + ".  "
                    + completeness)
            .next(OwnCommand.of("plan", environment) + " says what a deploy would do");
    List<String> left = left(complete);
    return left.isEmpty() ? explanation : explanation.state(String.join("; ", left));
  }

  private List<String> done(boolean complete) {
    List<String> done = new ArrayList<>();
    if (removed(complete)) {
      done.add("the failed migration was removed from the schema history");
    }
    if (!repair.realigned().isEmpty()) {
      done.add(were(repair.realigned()) + " aligned with the scripts of this commit");
    }
    if (!repair.deleted().isEmpty()) {
      done.add(were(repair.deleted()) + " marked as deleted");
    }
    return done;
  }

  private String nothing(boolean complete) {
    if (repair.tableMissing()) {
      return "nothing needed repair: Flyway has never run in this database";
    }
    return complete && repair.finished()
        ? "nothing needed repair: the schema history holds no failed migration"
        : "the task exited with 0";
  }

  /** Repair changes Flyway's own table and nothing else. */
  private List<String> left(boolean complete) {
    List<String> left = new ArrayList<>();
    if (removed(complete)) {
      left.add(
          "what the failed script did outside of a transaction is still in the database, if nobody"
              + " has undone it");
    }
    if (!repair.deleted().isEmpty()) {
      left.add("what the deleted migrations made is still in the database");
    }
    return left;
  }

  /** Flyway says only that nothing had to be removed: where lines are missing, that one may be. */
  private boolean removed(boolean complete) {
    return complete && repair.removedFailed();
  }

  private static String were(List<String> scripts) {
    return String.join(", ", scripts) + (scripts.size() == 1 ? " was" : " were");
  }
}
