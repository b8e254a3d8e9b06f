package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import dev.migratedeploy.changes.ComparisonBase;
import dev.migratedeploy.deploy.event.DeployEvent.ChangesDetected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which scripts have changed.
 *
 * @param total how many there are
 * @param since the commit that was compared with
 */
record ScriptsJson(int total, @Nullable String since, List<Change> changes) {
  /** One of them. */
  record Change(String kind, String path, @Nullable String previousPath) {}

  static ScriptsJson of(ChangesDetected detected) {
    return new ScriptsJson(
        detected.scripts(),
        since(detected.changes().baseline()),
        detected.changes().changes().stream()
            .map(
                change ->
                    new Change(
                        JsonFile.word(change.kind()), change.path(), orNull(change.previousPath())))
            .toList());
  }

  private static @Nullable String since(ComparisonBase base) {
    if (base instanceof ComparisonBase.LastDeployment last) {
      return last.sha();
    }
    if (base instanceof ComparisonBase.GivenCommit given) {
      return given.sha();
    }
    return base instanceof ComparisonBase.LostCommit lost ? lost.sha() : null;
  }
}
