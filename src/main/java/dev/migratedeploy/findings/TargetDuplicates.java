package dev.migratedeploy.findings;

import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.flyway.scripts.ScriptNaming;
import dev.migratedeploy.flyway.scripts.Version;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code duplicate-version} against the target branch: two branches that have each made a script
 * with one version, which nobody sees until both are merged.
 */
final class TargetDuplicates implements FolderRule {
  @Override
  public Stream<RuleMatch> check(RuleContext circumstances) {
    return circumstances.target().stream()
        .flatMap(
            target -> {
              Map<Version, String> theirs = newVersions(target, circumstances.naming());
              return circumstances.scripts().stream()
                  .filter(script -> isNew(script.path(), target))
                  .flatMap(script -> check(script, theirs, target).stream());
            });
  }

  private static Optional<RuleMatch> check(
      MigrationScript script, Map<Version, String> theirs, TargetBranch target) {
    return Versions.of(script)
        .flatMap(
            version ->
                Optional.ofNullable(theirs.get(version))
                    .map(
                        other ->
                            RuleMatch.of(
                                ScriptRule.DUPLICATE_VERSION,
                                script.path(),
                                0,
                                "its version %s is that of %s on %s too"
                                    .formatted(version, other, target.name()),
                                "give it another version")));
  }

  private static Map<Version, String> newVersions(TargetBranch target, ScriptNaming naming) {
    Map<Version, String> versions = new TreeMap<>();
    Set<String> common = target.common();
    target.paths().stream()
        .filter(path -> !common.contains(path))
        .sorted()
        .map(path -> MigrationScript.of(path, Path.of(""), naming))
        .forEach(
            script ->
                Versions.of(script)
                    .ifPresent(version -> versions.putIfAbsent(version, script.path())));
    return versions;
  }

  private static boolean isNew(String path, TargetBranch target) {
    return !target.paths().contains(path) && !target.common().contains(path);
  }
}
