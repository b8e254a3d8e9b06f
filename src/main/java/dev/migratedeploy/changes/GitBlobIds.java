package dev.migratedeploy.changes;

import dev.migratedeploy.support.SourceFile;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;

/**
 * Computes git's own id of a file from its bytes: the hash of {@code blob <length>\0<bytes>}. The
 * files are read as they lie there, since these very files go into the image. Where a checkout
 * converts them (line ends, LFS) their ids differ from the stored ones and they count as edited:
 * Flyway then finds nothing to do, which is the harmless side to err on.
 */
final class GitBlobIds {
  private GitBlobIds() {}

  /**
   * The ids by the same paths. Symbolic links are left out, as they are on GitLab's side.
   *
   * @param files relative path, with slashes, to file
   */
  static Map<String, String> idsOf(Map<String, SourceFile> files, ObjectHash hash) {
    Map<String, String> ids = new TreeMap<>();
    files.forEach(
        (path, file) -> {
          if (!Files.isSymbolicLink(file.path())) {
            ids.put(path, idOf(file, hash));
          }
        });
    return ids;
  }

  private static String idOf(SourceFile file, ObjectHash hash) {
    try {
      return hash.idOf("blob", file.bytes());
    } catch (IOException e) {
      throw new RefusedException(
          Problem.of(
              "could not read the script " + file + " (" + e.getClass().getSimpleName() + ")",
              "check that the checkout holds the file and that this job's user may read it"),
          e);
    }
  }
}
