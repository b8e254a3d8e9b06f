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
 * Keeps one comment for the plans and rehearsals of all environments. Their jobs write at the same
 * time and GitLab knows no conditional update, so each looks a moment later whether its part still
 * stands and the comment is still the only one, and fixes what is not so.
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
   * Returns when the parts are in the only comment. Of one environment too there may be two jobs:
   * its plan and its rehearsal.
   *
   * @throws ProblemException if that did not succeed
   */
  void leave(CommentBody part) {
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
      } catch (NotStartedException e) {
        trouble = e;
      }
      ticker.sleep(PAUSE);
    }
    throw trouble;
  }

  private static boolean stands(CommentBody part, List<Note> ours) {
    return ours.size() == 1 && CommentBody.parse(ours.get(0).body()).hasAll(part);
  }

  private void write(CommentBody part, List<Note> ours) {
    CommentBody body = new CommentBody(List.of());
    for (Note note : ours) {
      body = body.with(CommentBody.parse(note.body()), environments);
    }
    String text = body.with(part, environments).text();
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
