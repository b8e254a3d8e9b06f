package dev.migratedeploy.changes;

import dev.migratedeploy.changes.ConfigurationChange.Aspect;
import dev.migratedeploy.support.SourceFile;
import java.util.List;
import java.util.Map;

/**
 * A file of which not every change counts: its earlier text is read too.
 *
 * @param path from the repository's root
 * @param kind what it is
 */
public record ComparedText(String path, SourceFile file, SettingsReading reading, Kind kind) {
  /** What such files are. */
  public enum Kind {
    SETTINGS("the settings file", Aspect.SETTINGS, Aspect.NOT_KNOWN),
    TARGETS("the list of targets", Aspect.TARGETS, Aspect.TARGETS);

    private final String words;
    private final Aspect ifNew;
    private final Aspect ifUnreadable;

    Kind(String words, Aspect ifNew, Aspect ifUnreadable) {
      this.words = words;
      this.ifNew = ifNew;
      this.ifUnreadable = ifUnreadable;
    }
  }

  /**
   * What changed since a commit.
   *
   * @param before the commit's files, by path to blob id
   */
  List<ConfigurationChange> since(
      String sha, Map<String, String> before, ObjectHash hash, Deployments deployments) {
    String earlier = before.get(path);
    if (earlier == null) {
      return List.of(
          ConfigurationChange.of(
              kind.ifNew, "%s %s is new since that commit".formatted(kind.words, path)));
    }
    if (earlier.equals(GitBlobIds.idsOf(Map.of(path, file), hash).get(path))) {
      return List.of();
    }
    return deployments
        .textOf(sha, path, earlier)
        .flatMap(reading::changesSince)
        .orElseGet(
            () ->
                List.of(
                    ConfigurationChange.of(
                        kind.ifUnreadable,
                        kind.words + " changed and its old version cannot be read")));
  }
}
