package dev.migratedeploy.plan.comment;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The comment's text: a hidden first line, by which it is found again and which holds every part,
 * and below it what people see.
 *
 * @param parts the plan of each environment, in the order of the settings
 * @param rehearsals the same of the rehearsals: they are of jobs, and maybe of commits, of their
 *     own
 */
record CommentBody(List<EnvironmentState> parts, List<RehearsalState> rehearsals) {
  /** GitLab takes a million characters; nobody reads so many, and every reviewer is mailed them. */
  private static final int LONGEST = 60_000;

  /** How many of the schema's changes there is room for, tried one after the other. */
  private static final List<Integer> CHANGES = List.of(200, 100, 50, 20, 0);

  CommentBody {
    parts = List.copyOf(parts);
    rehearsals = List.copyOf(rehearsals);
  }

  CommentBody(List<EnvironmentState> parts) {
    this(parts, List.of());
  }

  static CommentBody of(RehearsalState rehearsal) {
    return new CommentBody(List.of(), List.of(rehearsal));
  }

  /** Whether a comment is one of this tool's: a reply that quotes one does not begin like it. */
  static boolean isOurs(String text) {
    return text.startsWith(CommentStateCodec.BEGIN);
  }

  static CommentBody parse(String text) {
    return CommentStateCodec.parse(text.lines().findFirst().orElse(""));
  }

  String text() {
    String text = "";
    for (int changes : CHANGES) {
      text = with(changes).rendered();
      if (text.length() < LONGEST) {
        break;
      }
    }
    return text;
  }

  private String rendered() {
    return kept(CommentStateCodec.of(this) + "\n\n" + new CommentTable(this).render());
  }

  private CommentBody with(int changes) {
    int room = changes / Math.max(1, rehearsals.size());
    return new CommentBody(parts, rehearsals.stream().map(it -> it.with(room)).toList());
  }

  /** What GitLab keeps of a comment: blanks and line ends at its end are stripped. */
  static String kept(String text) {
    return text.stripTrailing();
  }

  /**
   * The parts of two together; of two of one environment that of the newer pipeline counts, of the
   * same pipeline the other's. A plan never takes the place of a rehearsal.
   *
   * @param environments those that there are, in their order; what was said of another is dropped
   */
  CommentBody with(CommentBody other, List<String> environments) {
    return new CommentBody(
        latest(
            parts,
            other.parts,
            EnvironmentState::environment,
            EnvironmentState::pipeline,
            environments),
        latest(
            rehearsals,
            other.rehearsals,
            RehearsalState::environment,
            rehearsal -> rehearsal.planned().pipeline(),
            environments));
  }

  private static <T> List<T> latest(
      List<T> known,
      List<T> others,
      Function<T, String> environment,
      ToLongFunction<T> pipeline,
      List<String> environments) {
    Map<String, T> latest = new TreeMap<>();
    Stream.concat(known.stream(), others.stream())
        .forEach(
            part ->
                latest.merge(
                    environment.apply(part),
                    part,
                    (old, now) ->
                        pipeline.applyAsLong(now) >= pipeline.applyAsLong(old) ? now : old));
    return environments.stream().distinct().filter(latest::containsKey).map(latest::get).toList();
  }

  /** Whether these parts are in it, or some that a newer pipeline has put in their place. */
  boolean hasAll(CommentBody wanted) {
    return wanted.parts.stream().allMatch(this::has)
        && wanted.rehearsals.stream().allMatch(this::has);
  }

  private boolean has(EnvironmentState wanted) {
    return parts.stream()
        .anyMatch(
            part ->
                part.equals(wanted)
                    || (part.environment().equals(wanted.environment())
                        && part.pipeline() > wanted.pipeline()));
  }

  private boolean has(RehearsalState wanted) {
    return rehearsals.stream()
        .anyMatch(
            part ->
                part.tellsOf(wanted)
                    || (part.environment().equals(wanted.environment())
                        && part.planned().pipeline() > wanted.planned().pipeline()));
  }
}
