package dev.migratedeploy.plan.comment;

import dev.migratedeploy.plan.comment.EnvironmentState.Outcome;
import dev.migratedeploy.plan.comment.EnvironmentState.Planned;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Parts of a comment, by hand. */
final class CommentStates {
  private CommentStates() {}

  /** Rows such as {@code V1__tea.sql applied 2026-11-21} or {@code R__teas.sql pending}. */
  static EnvironmentState part(String environment, long pipeline, String... rows) {
    return new EnvironmentState(
        environment,
        new Outcome("SAFE", true, "a deploy would apply it"),
        Optional.of("7"),
        new Planned("3f2a91c0".repeat(5), pipeline),
        Stream.of(rows).map(CommentStates::row).toList(),
        List.of());
  }

  private static ScriptRow row(String words) {
    List<String> word = List.of(words.split(" "));
    String script = word.get(0);
    return new ScriptRow(
        script,
        script.startsWith("V")
            ? Optional.of(script.substring(1, script.indexOf("__")))
            : Optional.empty(),
        word.get(1),
        word.size() > 2 ? Optional.of(word.get(2)) : Optional.empty());
  }
}
