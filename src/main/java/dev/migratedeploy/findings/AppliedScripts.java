package dev.migratedeploy.findings;

import dev.migratedeploy.changes.ScriptChange;
import dev.migratedeploy.changes.ScriptChange.Kind;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.flyway.scripts.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code edited-}, {@code renamed-} and {@code removed-after-deploy}: Flyway checks that every
 * version it has applied is still there, with the same description and content. In which folder the
 * script lies is of no interest to it.
 */
final class AppliedScripts implements FolderRule {
  @Override
  public Stream<RuleMatch> check(RuleContext circumstances) {
    return circumstances.options().validateOnMigrate().value()
        ? Deployed.in(circumstances).stream()
            .flatMap(deployed -> compare(deployed, circumstances).stream())
        : Stream.empty();
  }

  private static List<RuleMatch> compare(Deployed deployed, RuleContext circumstances) {
    NavigableMap<Version, MigrationScript> now = new TreeMap<>();
    circumstances
        .scripts()
        .forEach(
            script -> Versions.of(script).ifPresent(version -> now.putIfAbsent(version, script)));
    Set<String> otherContent =
        circumstances.changes().changes().stream()
            .filter(change -> change.kind() == Kind.ADDED || change.kind() == Kind.EDITED)
            .map(ScriptChange::path)
            .filter(path -> !circumstances.sameLines().contains(path))
            .collect(Collectors.toSet());
    List<RuleMatch> hits = new ArrayList<>();
    deployed
        .byVersion()
        .forEach(
            (version, before) -> {
              MigrationScript script = now.get(version);
              if (script == null) {
                if (!circumstances.options().ignores("missing")) {
                  hits.add(removed(before, isFuture(version, now, circumstances)));
                }
                return;
              }
              if (!Versions.description(script).equals(Versions.description(before))) {
                hits.add(renamed(before, script));
              }
              if (otherContent.contains(script.path())) {
                hits.add(edited(script));
              }
            });
    return hits;
  }

  /** What Flyway passes over if it is not told otherwise, so that a rollback is possible. */
  private static boolean isFuture(
      Version version, NavigableMap<Version, MigrationScript> now, RuleContext circumstances) {
    return circumstances.options().ignores("future")
        && (now.isEmpty() || version.compareTo(now.lastKey()) > 0);
  }

  private static RuleMatch removed(MigrationScript script, boolean future) {
    if (future) {
      return RuleMatch.of(
              ScriptRule.REMOVED_AFTER_DEPLOY,
              script.path(),
              0,
              "it is gone, but the environment has run it, and what it did stays in the database",
              "see that what is there now works with it; it is undone by a new script with a higher"
                  + " version")
          .atMost(Severity.WARNING);
    }
    return RuleMatch.of(
        ScriptRule.REMOVED_AFTER_DEPLOY,
        script.path(),
        0,
        "it is gone, but the environment has run it: Flyway fails if an applied version is"
            + " missing",
        "put it back; what it did is undone by a new script");
  }

  private static RuleMatch renamed(MigrationScript before, MigrationScript script) {
    return RuleMatch.of(
        ScriptRule.RENAMED_AFTER_DEPLOY,
        script.path(),
        0,
        "the environment has run it as %s: Flyway fails if the description of an applied version"
                .formatted(before.path())
            + " is another",
        "give it its old name");
  }

  private static RuleMatch edited(MigrationScript script) {
    return RuleMatch.of(
        ScriptRule.EDITED_AFTER_DEPLOY,
        script.path(),
        0,
        "it differs from what the environment has run: Flyway fails if the checksum"
            + " of an applied version has changed",
        "put it back as it was, and write what is to change as a new script");
  }
}
