package dev.migratedeploy.plan.comment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The comment's text: a hidden first line, by which it is found again and which holds every part,
 * and below it what people see.
 *
 * @param parts one for each environment, in the order of the settings
 */
public record CommentBody(List<EnvironmentState> parts) {
  public CommentBody {
    parts = List.copyOf(parts);
  }

  /** Whether a comment is one of this tool's: a reply that quotes one does not begin like it. */
  public static boolean isOurs(String text) {
    return text.startsWith(CommentStateCodec.BEGIN);
  }

  static CommentBody parse(String text) {
    return new CommentBody(CommentStateCodec.parse(text.lines().findFirst().orElse("")));
  }

  String text() {
    return kept(CommentStateCodec.of(parts) + "\n\n" + new CommentTable(parts).render());
  }

  /** What GitLab keeps of a comment: blanks and line ends at its end are stripped. */
  static String kept(String text) {
    return text.stripTrailing();
  }

  /**
   * The parts of two together; of two of one environment that of the newer pipeline counts, of the
   * same pipeline the other's.
   *
   * @param environments those that there are, in their order; what was said of another is dropped
   */
  CommentBody with(CommentBody other, List<String> environments) {
    Map<String, EnvironmentState> latest = new TreeMap<>();
    List<EnvironmentState> all = new ArrayList<>(parts);
    all.addAll(other.parts);
    for (EnvironmentState part : all) {
      latest.merge(
          part.environment(), part, (old, now) -> now.pipeline() >= old.pipeline() ? now : old);
    }
    return new CommentBody(
        latest.values().stream()
            .filter(part -> environments.contains(part.environment()))
            .sorted(Comparator.comparingInt(part -> environments.indexOf(part.environment())))
            .toList());
  }

  /** Whether this part is in it, or one that a newer pipeline has put in its place. */
  boolean has(EnvironmentState wanted) {
    return parts.stream()
        .anyMatch(
            part ->
                part.equals(wanted)
                    || (part.environment().equals(wanted.environment())
                        && part.pipeline() > wanted.pipeline()));
  }
}
