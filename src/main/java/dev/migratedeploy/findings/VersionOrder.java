package dev.migratedeploy.findings;

import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.flyway.scripts.Version;
import java.util.stream.Stream;

/** {@code version-below-deployed}: what Flyway fails on or passes over, unless told otherwise. */
final class VersionOrder implements FolderRule {
  @Override
  public Stream<RuleMatch> check(RuleContext circumstances) {
    if (circumstances.options().outOfOrder().value()) {
      return Stream.empty();
    }
    return Deployed.in(circumstances).stream()
        .flatMap(
            deployed ->
                deployed.highest().stream()
                    .flatMap(
                        highest ->
                            circumstances.scripts().stream()
                                .filter(script -> isBelow(script, highest, deployed))
                                .map(script -> hit(script, highest))));
  }

  private static boolean isBelow(MigrationScript script, Version highest, Deployed deployed) {
    return Versions.of(script)
        .filter(version -> version.compareTo(highest) < 0)
        .filter(version -> !deployed.byVersion().containsKey(version))
        .isPresent();
  }

  private static RuleMatch hit(MigrationScript script, Version highest) {
    return RuleMatch.of(
        ScriptRule.VERSION_BELOW_DEPLOYED,
        script.path(),
        0,
        "its version is below %s, the highest one deployed: Flyway does not run it"
            .formatted(highest),
        "give it a version above %s, or let Flyway run it with outOfOrder=true".formatted(highest));
  }
}
