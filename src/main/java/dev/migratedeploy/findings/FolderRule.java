package dev.migratedeploy.findings;

import java.util.stream.Stream;

/** Looks at all scripts together. */
interface FolderRule {
  Stream<RuleMatch> check(RuleContext circumstances);
}
