package dev.migratedeploy.findings;

import dev.migratedeploy.flyway.scripts.ScriptFinding;
import dev.migratedeploy.flyway.scripts.ScriptNames;
import java.util.stream.Stream;

/** {@code ignored-name} and {@code duplicate-version}, by Flyway's rules for names. */
final class ScriptNameRules implements FolderRule {
  @Override
  public Stream<RuleMatch> check(RuleContext circumstances) {
    return ScriptNames.findings(circumstances.scripts()).stream()
        .map(
            finding ->
                RuleMatch.of(
                    finding.kind() == ScriptFinding.Kind.IGNORED
                        ? ScriptRule.IGNORED_NAME
                        : ScriptRule.DUPLICATE_VERSION,
                    finding.path(),
                    0,
                    finding.message(),
                    finding.next()));
  }
}
