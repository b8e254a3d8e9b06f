package dev.migratedeploy.changes;

import dev.migratedeploy.problem.Problem;
import dev.migratedeploy.problem.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Computes git's own id of a file from its bytes: the hash of {@code blob <length>\0<bytes>}. The
 * files are read as they lie there, since these very files go into the image. Where a checkout
 * converts them (line ends, LFS) their ids differ from the stored ones and they count as edited:
 * Flyway then finds nothing to do, which is the harmless side to err on.
 */
final class GitBlobs {
  /** The hash of a repository's object ids. */
  enum Hash {
    SHA1("SHA-1"),
    SHA256("SHA-256");

    private final String algorithm;

    Hash(String algorithm) {
      this.algorithm = algorithm;
    }

    /** Tells by the length of any of the repository's ids. */
    static Hash of(String objectId) {
      return objectId.length() == 64 ? SHA256 : SHA1;
    }

    private MessageDigest digest() {
      try {
        return MessageDigest.getInstance(algorithm);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has " + algorithm, e);
      }
    }
  }

  private GitBlobs() {}

  /**
   * The ids by the same paths. Symbolic links are left out, as they are on GitLab's side.
   *
   * @param files relative path, with slashes, to file
   */
  static Map<String, String> idsOf(Map<String, Path> files, Hash hash) {
    Map<String, String> ids = new TreeMap<>();
    files.forEach(
        (path, file) -> {
          if (!Files.isSymbolicLink(file)) {
            ids.put(path, idOf(file, hash));
          }
        });
    return ids;
  }

  private static String idOf(Path file, Hash hash) {
    try (InputStream bytes = Files.newInputStream(file)) {
      byte[] content = bytes.readAllBytes();
      MessageDigest digest = hash.digest();
      digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest.digest(content));
    } catch (IOException e) {
      throw new RefusedException(
          Problem.of(
              "could not read the script " + file + " (" + e.getClass().getSimpleName() + ")",
              "check that the checkout holds the file and that this job's user may read it"),
          e);
    }
  }
}
