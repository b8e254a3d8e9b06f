package dev.migratedeploy.findings;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code not-utf8}: Flyway reads UTF-8 unless it is told otherwise. */
final class NotUtf8 implements ContentRule {
  @Override
  public Stream<RuleMatch> check(ParsedScript script, RuleContext circumstances) {
    boolean otherEncoding =
        !circumstances.options().readsOnlyUtf8() || script.options().encoding().isPresent();
    IntStream lines = otherEncoding ? IntStream.empty() : script.firstBadLine().stream();
    return lines.mapToObj(
        line ->
            RuleMatch.of(
                ScriptRule.NOT_UTF8,
                script.path(),
                line,
                "the line holds bytes that are not UTF-8, which Flyway reads: it fails, or writes"
                    + " wrong characters into the database",
                "save the script as UTF-8, or set Flyway's encoding"));
  }
}
