package dev.migratedeploy.targets;

import dev.migratedeploy.config.Suggestion;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which databases are meant: names in which * stands for any letters and ? for one. */
final class TargetGlob {
  private static final int MOST_NAMES = 10;
  private static final String NEXT =
      "correct --target: a name, * for any letters, ? for one, commas between several";

  private TargetGlob() {}

  /**
   * Those of an environment that are meant.
   *
   * @param globs with commas between them
   * @throws RefusedException if one of them is nobody's name
   */
  static Targets of(Targets targets, String globs) {
    List<String> names = targets.all().stream().map(Target::name).toList();
    List<String> some =
        Arrays.stream(globs.split(",", -1)).map(String::strip).filter(it -> !it.isEmpty()).toList();
    if (some.isEmpty()) {
      throw new RefusedException(
          Problem.of(
              "--target names no target: the list has " + HumanReadable.some(names, MOST_NAMES),
              NEXT));
    }
    List<Predicate<String>> meant = new ArrayList<>();
    List<String> details = new ArrayList<>();
    for (String glob : some) {
      Predicate<String> matches = pattern(glob).asMatchPredicate();
      meant.add(matches);
      if (names.stream().noneMatch(matches)) {
        details.add("no target matches %s%s".formatted(glob, Suggestion.question(glob, names)));
      }
    }
    if (!details.isEmpty()) {
      throw new RefusedException(
          new Problem(
              "could not choose the targets %s: the list has %s"
                  .formatted(globs, HumanReadable.some(names, MOST_NAMES)),
              details,
              NEXT));
    }
    Targets chosen =
        targets.only(target -> meant.stream().anyMatch(matches -> matches.test(target.name())));
    return chosen.all().size() == names.size() ? targets : chosen.asPart();
  }

  private static Pattern pattern(String glob) {
    return Pattern.compile(
        glob.chars()
            .mapToObj(
                letter ->
                    letter == '*' ? ".*" : letter == '?' ? "." : Pattern.quote("" + (char) letter))
            .collect(Collectors.joining()));
  }
}
