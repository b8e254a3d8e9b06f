package dev.migratedeploy.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which of the known names a misspelled one was meant to be. */
public final class Suggestion {
  private Suggestion() {}

  /** A question to append to a message, or nothing if no name is close. */
  public static String question(String written, Collection<String> known) {
    return of(written, known).map(name -> "; did you mean " + name + "?").orElse("");
  }

  /** The closest of the known names, if one is close. */
  public static Optional<String> of(String written, Collection<String> known) {
    String folded = folded(written);
    return known.stream()
        .filter(name -> distance(folded, folded(name)) <= Math.max(1, name.length() / 4))
        .min(Comparator.comparingInt(name -> distance(folded, folded(name))));
  }

  /** Makes {@code taskDefinition}, {@code task_definition} and {@code task-definition} one. */
  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  /** How many characters are to be changed, added, removed or swapped with their neighbour. */
  private static int distance(String from, String to) {
    int[][] costs = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          costs[i][j] = i + j;
          continue;
        }
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        costs[i][j] =
            Math.min(costs[i - 1][j - 1] + change, Math.min(costs[i - 1][j], costs[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          costs[i][j] = Math.min(costs[i][j], costs[i - 2][j - 2] + 1);
        }
      }
    }
    return costs[from.length()][to.length()];
  }
}
