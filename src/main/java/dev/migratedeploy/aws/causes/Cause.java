package dev.migratedeploy.aws.causes;

import java.util.List;
import java.util.stream.Stream;

/**
 * One row of a table of causes.
 *
 * @param signs a text shows this cause if it has a word of each group, in lower case
 * @param sentence what is wrong, in words; empty if the other system's own words say it best
 * @param next what to do now
 * @param passes whether it can pass by itself, so that a retry may help
 */
public record Cause(List<List<String>> signs, String sentence, String next, boolean passes) {
  public Cause {
    signs = signs.stream().map(List::copyOf).toList();
  }

  /** The signs of a row, which is completed by what it means. */
  public static Condition when(String... oneOf) {
    return new Condition(List.of(List.of(oneOf)));
  }

  /** The signs of a row, from a group that several rows share. */
  public static Condition when(List<String> oneOf) {
    return new Condition(List.of(oneOf));
  }

  boolean fits(String wording) {
    return signs.stream().allMatch(oneOf -> oneOf.stream().anyMatch(wording::contains));
  }

  /**
   * Groups of words, of each of which a text must have one.
   *
   * @param groups in lower case
   */
  public record Condition(List<List<String>> groups) {
    public Condition {
      groups = List.copyOf(groups);
    }

    /** A further group. */
    public Condition and(String... oneOf) {
      return and(List.of(oneOf));
    }

    /** A further group, one that several rows share. */
    public Condition and(List<String> oneOf) {
      return new Condition(Stream.concat(groups.stream(), Stream.of(oneOf)).toList());
    }

    /** Something is wrong, and stays so until somebody corrects it. */
    public Cause stays(String sentence, String next) {
      return new Cause(groups, sentence, next, false);
    }

    /** Something is in the way that may be gone a little later. */
    public Cause passes(String sentence, String next) {
      return new Cause(groups, sentence, next, true);
    }
  }
}
