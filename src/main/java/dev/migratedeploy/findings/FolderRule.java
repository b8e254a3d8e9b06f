package dev.migratedeploy.findings;

import java.util.stream.Stream;

/** Looks at all scripts together. */
interface FolderRule {
  Stream<Hit> check(Circumstances circumstances);
}
