package dev.migratedeploy.gitlab.git;

import org.eclipse.jgit.lib.FileMode;

/**
 * What a folder of a commit holds under one name.
 *
 * @param name without the folder's; whatever a commit's author put there, and a replacement
 *     character if that is not UTF-8
 * @param id the object's
 */
public record TreeEntry(String name, Kind kind, String id) {

  /** What it is to git. */
  public enum Kind {
    FILE,
    FOLDER,
    SYMBOLIC_LINK,
    SUBMODULE,
    UNKNOWN;

    static Kind of(int rawMode) {
      return switch (rawMode & FileMode.TYPE_MASK) {
        case FileMode.TYPE_FILE -> FILE;
        case FileMode.TYPE_TREE -> FOLDER;
        case FileMode.TYPE_SYMLINK -> SYMBOLIC_LINK;
        case FileMode.TYPE_GITLINK -> SUBMODULE;
        default -> UNKNOWN;
      };
    }
  }
}
