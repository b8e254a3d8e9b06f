package dev.migratedeploy.findings;

import java.util.stream.Stream;

/** {@code empty-script}: a script that was perhaps not saved before it was committed. */
final class EmptyScript implements ContentRule {
  @Override
  public Stream<RuleMatch> check(ParsedScript script, RuleContext circumstances) {
    return script.sql().statements().isEmpty()
        ? Stream.of(
            RuleMatch.of(
                ScriptRule.EMPTY_SCRIPT,
                script.path(),
                0,
                "there is no statement in it: it counts as applied and does nothing",
                "write it, or leave it out"))
        : Stream.empty();
  }
}
