package dev.migratedeploy.findings;

import java.util.stream.Stream;

/** Looks into one script that the environment has not seen yet. */
interface ContentRule {
  Stream<RuleMatch> check(ParsedScript script, RuleContext circumstances);
}
