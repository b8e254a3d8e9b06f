package dev.migratedeploy.report;

import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.result.RehearsalMessages;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.rehearsal.result.RehearsedScript.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rehearsed scripts as test cases. */
final class JUnitRehearsal {
  private final Map<String, RehearsedScript> scripts = new LinkedHashMap<>();

  JUnitRehearsal(RunSummary run) {
    run.rehearsal()
        .map(Rehearsal::scripts)
        .orElse(List.of())
        .forEach(it -> scripts.put(it.path(), it));
  }

  Set<String> paths() {
    return scripts.keySet();
  }

  boolean has(String path) {
    return scripts.containsKey(path);
  }

  Optional<Duration> time(String path) {
    return at(path)
        .filter(script -> script.outcome() != Outcome.NOT_TRIED)
        .map(RehearsedScript::took);
  }

  /** Why nothing is known of it. */
  Optional<String> skipped(String path) {
    return at(path)
        .filter(script -> script.outcome() != Outcome.APPLIED)
        .map(
            script ->
                RehearsalMessages.outcome(script)
                    + script
                        .failure()
                        .map(failure -> ": " + RehearsalMessages.failure(failure))
                        .orElse(""));
  }

  /**
   * GitLab shows the text of a failure, and not its message.
   *
   * @param error what the failure says
   */
  Optional<String> statement(String path, Finding error) {
    return at(path)
        .flatMap(RehearsedScript::failure)
        .filter(failure -> error.message().endsWith(failure.message()))
        .map(
            failure ->
                RehearsalMessages.failure(failure)
                    + failure.statement().map(statement -> "\n" + statement.text()).orElse(""));
  }

  /** What it did: locks, rewrites, the schema's changes. */
  Optional<String> output(String path) {
    return at(path)
        .map(RehearsedLines::of)
        .filter(lines -> !lines.isEmpty())
        .map(lines -> String.join("\n", lines))
        // GitLab takes such a mark for a link to a file among the job's artifacts.
        .map(text -> text.replace("[[ATTACHMENT", "[ [ATTACHMENT"));
  }

  private Optional<RehearsedScript> at(String path) {
    return Optional.ofNullable(scripts.get(path));
  }
}
