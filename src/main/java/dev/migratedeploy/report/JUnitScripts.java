package dev.migratedeploy.report;

import dev.migratedeploy.flyway.observer.LockMessages;
import dev.migratedeploy.flyway.observer.LockWait;
import dev.migratedeploy.support.HumanReadable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of the scripts that are test cases: from the observer, if there was one. */
final class JUnitScripts {
  private static final int MOST_WAITS = 10;

  private final Map<String, ScriptRun> runs = new HashMap<>();

  private final ScriptsInDatabase inDatabase;

  JUnitScripts(RunSummary run) {
    inDatabase = ScriptsInDatabase.of(run);
    ScriptRun.of(run.observed()).forEach(script -> runs.put(script.name(), script));
  }

  boolean isInDatabase(String path) {
    return inDatabase.has(path);
  }

  /** How long the script at a path took in the try that decided, if that was seen. */
  Optional<Duration> time(String path) {
    return at(path).flatMap(run -> run.last().time());
  }

  /** What is worth saying of it: its waits for locks and its tries. */
  Optional<String> output(String path) {
    return at(path)
        .map(JUnitScripts::lines)
        .filter(lines -> !lines.isEmpty())
        .map(lines -> String.join("\n", lines))
        // GitLab takes such a mark for a link to a file among the job's artifacts.
        .map(text -> text.replace("[[ATTACHMENT", "[ [ATTACHMENT"));
  }

  private static List<String> lines(ScriptRun run) {
    List<String> lines = new ArrayList<>();
    run.waits().stream()
        .sorted(Comparator.comparing(LockWait::time).reversed())
        .limit(MOST_WAITS)
        .forEach(wait -> lines.add(words(wait)));
    if (run.waits().size() > MOST_WAITS) {
      lines.add("and " + HumanReadable.count(run.waits().size() - MOST_WAITS, "shorter wait"));
    }
    if (run.tries().size() > 1) {
      lines.add(
          run.tries().size()
              + " tries, "
              + HumanReadable.words(run.waited())
              + " of waits and pauses");
    }
    return lines;
  }

  private static String words(LockWait wait) {
    return wait.last().at().words()
        + ": waited "
        + HumanReadable.words(wait.time())
        + " for "
        + LockMessages.lock(wait.last().mode(), wait.last().table())
        + ", "
        + LockMessages.holders(wait.last().by());
  }

  private Optional<ScriptRun> at(String path) {
    return ScriptRun.nameAt(path, runs.keySet()).map(runs::get);
  }
}
