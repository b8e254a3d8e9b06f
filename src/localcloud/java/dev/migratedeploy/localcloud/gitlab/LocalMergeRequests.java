package dev.migratedeploy.localcloud.gitlab;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The project's merge requests and what was written below them. */
public final class LocalMergeRequests {
  /** A merge request, open. */
  public record MergeRequest(long iid, String sourceBranch, String targetBranch, String title) {}

  /**
   * A comment.
   *
   * @param authorId the user's number
   */
  public record Note(
      long id,
      long mergeRequestIid,
      long authorId,
      String body,
      Instant createdAt,
      Instant updatedAt) {}

  /**
   * One that is merged.
   *
   * @param sha what the target branch's head was then
   */
  record Merged(long iid, String sha, Instant at) {}

  /** Someone who writes by hand. */
  private static final long A_PERSON = 7;

  private final Clock clock;
  private final List<MergeRequest> all = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();
  private final List<Merged> merged = new ArrayList<>();
  private long written;

  LocalMergeRequests(Clock clock) {
    this.clock = clock;
  }

  public synchronized MergeRequest open(String sourceBranch, String targetBranch) {
    MergeRequest opened =
        new MergeRequest(all.size() + 1L, sourceBranch, targetBranch, "Merge " + sourceBranch);
    all.add(opened);
    return opened;
  }

  /** A merge request has been merged, and the branch's head became that commit. */
  public synchronized void merged(String sha, Instant at) {
    merged.add(new Merged(10_001L + merged.size(), sha, at));
  }

  synchronized List<Merged> merged() {
    return List.copyOf(merged);
  }

  public synchronized List<Note> notes(long iid) {
    return notes.stream().filter(note -> note.mergeRequestIid() == iid).toList();
  }

  /** A comment by a person. */
  public Note write(long iid, String body) {
    return write(iid, A_PERSON, body);
  }

  synchronized Note write(long iid, long authorId, String body) {
    Note note =
        new Note(301L + written++, iid, authorId, kept(body), clock.instant(), clock.instant());
    notes.add(note);
    return note;
  }

  synchronized MergeRequest get(long iid) {
    return all.stream()
        .filter(request -> request.iid() == iid)
        .findFirst()
        .orElseThrow(() -> GitLabError.notFound());
  }

  synchronized Note rewrite(long iid, long id, long authorId, String body) {
    Note old = own(iid, id, authorId);
    Note rewritten = new Note(id, iid, authorId, kept(body), old.createdAt(), clock.instant());
    notes.set(notes.indexOf(old), rewritten);
    return rewritten;
  }

  synchronized void delete(long iid, long id, long authorId) {
    notes.remove(own(iid, id, authorId));
  }

  /** GitLab looks for quick actions in a comment, and strips its end with them. */
  private static String kept(String body) {
    return body.stripTrailing();
  }

  /** Nobody may touch another's comment, a maintainer aside. */
  private Note own(long iid, long id, long authorId) {
    Note found =
        notes(iid).stream()
            .filter(note -> note.id() == id)
            .findFirst()
            .orElseThrow(() -> GitLabError.notFound("Note"));
    if (found.authorId() != authorId) {
      throw GitLabError.forbidden();
    }
    return found;
  }
}
