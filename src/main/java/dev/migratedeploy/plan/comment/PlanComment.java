package dev.migratedeploy.plan.comment;

import dev.migratedeploy.gitlab.Notes;
import dev.migratedeploy.gitlab.Notes.Note;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import java.time.Duration;
import java.util.List;

/**
 * Keeps one comment for all environments. Their jobs write at the same time and GitLab knows no
 * conditional update, so each looks a moment later whether its part still stands and the comment is
 * still the only one, and fixes what is not so.
 */
final class PlanComment {
  private static final int ATTEMPTS = 6;

  /** Longer than another job takes from its reading to its writing. */
  private static final Duration PAUSE = Duration.ofMillis(1500);

  private final Notes notes;
  private final List<String> environments;
  private final WaitableClock ticker;

  PlanComment(Notes notes, List<String> environments, WaitableClock ticker) {
    this.notes = notes;
    this.environments = List.copyOf(environments);
    this.ticker = ticker;
  }

  /**
   * Returns when the part is in the only comment.
   *
   * @throws ProblemException if that did not succeed
   */
  void leave(EnvironmentState part) {
    ProblemException trouble =
        new NotStartedException(
            Problem.of(
                "other jobs go on overwriting it", "run the job again when they have ended"));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<Note> ours = notes.ours(CommentBody::isOurs);
      if (attempt > 0 && stands(part, ours)) {
        return;
      }
      try {
        write(part, ours);
        if (environments.size() == 1) {
          return;
        }
      } catch (NotStartedException e) {
        trouble = e;
      }
      ticker.sleep(PAUSE);
    }
    throw trouble;
  }

  private static boolean stands(EnvironmentState part, List<Note> ours) {
    return ours.size() == 1 && CommentBody.parse(ours.get(0).body()).has(part);
  }

  private void write(EnvironmentState part, List<Note> ours) {
    CommentBody body = new CommentBody(List.of());
    for (Note note : ours) {
      body = body.with(CommentBody.parse(note.body()), environments);
    }
    String text = body.with(new CommentBody(List.of(part)), environments).text();
    if (ours.isEmpty()) {
      notes.create(text);
      return;
    }
    if (!CommentBody.kept(ours.get(0).body()).equals(text)) {
      notes.rewrite(ours.get(0).id(), text);
    }
    for (Note surplus : ours.subList(1, ours.size())) {
      notes.delete(surplus.id());
    }
  }
}
