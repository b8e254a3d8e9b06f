package dev.migratedeploy.history;

import dev.migratedeploy.history.DeployTry.End;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Why deploys failed: tries with the same verdict and the same cause, apart from numbers in it.
 *
 * @param cause of the last one
 */
public record FailureCause(String verdict, String cause, int count) {
  /** Of a try whose report is not there. */
  private static final String NOT_KNOWN =
      "not known: the job's report is missing, expired or unreadable";

  private static final Pattern NUMBERS = Pattern.compile("[0-9a-f]{8,64}+|\\d++");

  /** The most frequent first. */
  static List<FailureCause> of(List<DeployTry> tries) {
    Map<String, FailureCause> causes = new LinkedHashMap<>();
    for (DeployTry one : tries) {
      if (one.end() == End.RED) {
        String cause = one.cause().orElse(NOT_KNOWN);
        causes.merge(
            one.verdict() + " " + NUMBERS.matcher(cause).replaceAll("#"),
            new FailureCause(one.verdict(), cause, 1),
            (before, last) -> new FailureCause(last.verdict(), last.cause(), before.count() + 1));
      }
    }
    List<FailureCause> sorted = new ArrayList<>(causes.values());
    sorted.sort(Comparator.comparing(FailureCause::count).reversed());
    return List.copyOf(sorted);
  }
}
