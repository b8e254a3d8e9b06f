package dev.migratedeploy.rehearsal;

import dev.migratedeploy.rehearsal.result.RehearsedDatabase;
import java.util.Optional;

/** Compares the rehearsal's database with the environment's. */
final class DatabaseVersions {
  private DatabaseVersions() {}

  /**
   * Why a rehearsal proves less than it seems; empty if both are of one version.
   *
   * @param wanted the environment's, with as many parts as count
   */
  static Optional<String> note(RehearsedDatabase database, String wanted, String environment) {
    String[] theirs = wanted.split("\\.", -1);
    String[] ours = database.version().split("[^0-9]+", -1);
    for (int i = 0; i < theirs.length; i++) {
      int there = Integer.parseInt(theirs[i]);
      int here = i < ours.length && ours[i].matches("\\d{1,9}") ? Integer.parseInt(ours[i]) : 0;
      if (here != there) {
        return Optional.of(words(database, wanted, environment, here < there));
      }
    }
    return Optional.empty();
  }

  private static String words(
      RehearsedDatabase database, String wanted, String environment, boolean older) {
    return ("rehearsed on %s, and %s has %s: "
            + (older
                ? "what came with the later version fails here, and locks and rewrites may differ"
                : "what this version brought fails there, and locks and rewrites may differ")
            + "; rehearse on version %s")
        .formatted(database.words(), environment, wanted, wanted);
  }
}
