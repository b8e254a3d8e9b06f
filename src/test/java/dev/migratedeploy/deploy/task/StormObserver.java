package dev.migratedeploy.deploy.task;

import static dev.migratedeploy.flyway.observer.ObserverScript.line;
import static dev.migratedeploy.flyway.observer.ObserverScript.row;

import dev.migratedeploy.flyway.observer.ObserverScript;
import java.util.ArrayList;
import java.util.List;

/** What the observer of a task writes, and what others write in its name. */
final class StormObserver {
  /** A line to be written at a time in milliseconds. */
  record Spoken(long at, String text) {}

  private final StormDice dice;
  private final List<Spoken> lines = new ArrayList<>();
  private int number;

  StormObserver(StormDice dice) {
    this.dice = dice;
  }

  /**
   * Of a task that runs its scripts one after another.
   *
   * @param ended when it ends, killed or not
   * @param exitCode 137 if it is killed and says no last word
   */
  List<Spoken> of(long began, long work, long ended, int exitCode) {
    dice.count("observer");
    lines.add(new Spoken(began, ObserverScript.KEY_LINE));
    say(began, "started", "observer", "0.1.0", "try", 1);
    List<Object> rows = new ArrayList<>();
    for (int script = 1; script <= StormTask.SCRIPTS; script++) {
      String name = "V" + script + "__a.sql";
      long begins = began + work * (script - 1) / (StormTask.SCRIPTS + 1);
      long applied = began + work * script / (StormTask.SCRIPTS + 1);
      if (begins <= ended) {
        say(begins, "script", "script", name, "version", "" + script, "transaction", true);
      }
      if (applied <= ended) {
        say(applied, "applied", "script", name, "ms", applied - begins);
        rows.add(row(script, "" + script, name));
      }
    }
    if (exitCode != 137) {
      say(ended, "history", "page", 1, "pages", 1, "rows", rows);
      say(ended, "end", "result", exitCode == 0 ? "applied" : "failed");
    }
    if (dice.trouble("observer forged", 20)) {
      forge(began, ended);
    }
    return lines;
  }

  private void say(long at, String event, Object... keysAndValues) {
    number++;
    String text = line(1, number, at, event, keysAndValues);
    if (dice.trouble("observer's line cut", 2)) {
      lines.add(new Spoken(at, text.substring(0, text.length() - dice.between(1, 30))));
      return;
    }
    lines.add(new Spoken(at, text));
    if (dice.trouble("observer's line doubled", 5)) {
      lines.add(new Spoken(at, text));
    }
  }

  /** By somebody who knows the key, or who does not. */
  private void forge(long began, long ended) {
    String text = line(1, dice.between(1, 12), -1, "applied", "script", "V3__a.sql", "ms", 1);
    boolean knows = dice.percent(50);
    lines.add(
        new Spoken(
            began + (ended - began) * dice.between(0, 100) / 100,
            knows ? text : text.replace(ObserverScript.KEY, "f".repeat(16))));
  }
}
