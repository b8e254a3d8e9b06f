package dev.migratedeploy.changes;

import java.util.Optional;

/**
 * One script that is not what it was.
 *
 * @param path relative to the scripts folder, with slashes; for a removed script where it was
 * @param previousPath where a renamed script was; empty for every other kind
 */
public record ScriptChange(Kind kind, String path, Optional<String> previousPath) {
  /** What happened to a script. */
  public enum Kind {
    ADDED,
    EDITED,
    REMOVED,
    /** Moved or renamed with its content unchanged to the byte. */
    RENAMED
  }

  public ScriptChange {
    if (previousPath.isPresent() != (kind == Kind.RENAMED)) {
      throw new IllegalArgumentException("only a renamed script has a previous path: " + path);
    }
  }

  public static ScriptChange added(String path) {
    return new ScriptChange(Kind.ADDED, path, Optional.empty());
  }

  public static ScriptChange edited(String path) {
    return new ScriptChange(Kind.EDITED, path, Optional.empty());
  }

  public static ScriptChange removed(String path) {
    return new ScriptChange(Kind.REMOVED, path, Optional.empty());
  }

  public static ScriptChange renamed(String previousPath, String path) {
    return new ScriptChange(Kind.RENAMED, path, Optional.of(previousPath));
  }
}
