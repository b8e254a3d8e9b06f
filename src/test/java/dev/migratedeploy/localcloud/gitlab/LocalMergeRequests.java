package dev.migratedeploy.localcloud.gitlab;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The project's merge requests and what was written below them. */
public final class LocalMergeRequests {
  /** A merge request, open. */
  public record MergeRequest(long iid, String sourceBranch, String targetBranch, String title) {}

  /** A comment. */
  public record Note(
      long id, long mergeRequestIid, String body, Instant createdAt, Instant updatedAt) {}

  private final Clock clock;
  private final List<MergeRequest> all = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();

  LocalMergeRequests(Clock clock) {
    this.clock = clock;
  }

  public synchronized MergeRequest open(String sourceBranch, String targetBranch) {
    MergeRequest opened =
        new MergeRequest(all.size() + 1L, sourceBranch, targetBranch, "Merge " + sourceBranch);
    all.add(opened);
    return opened;
  }

  public synchronized List<Note> notes(long iid) {
    return notes.stream().filter(note -> note.mergeRequestIid() == iid).toList();
  }

  public synchronized Note write(long iid, String body) {
    Note note = new Note(301L + notes.size(), iid, body, clock.instant(), clock.instant());
    notes.add(note);
    return note;
  }

  synchronized MergeRequest get(long iid) {
    return all.stream()
        .filter(request -> request.iid() == iid)
        .findFirst()
        .orElseThrow(() -> GitLabError.notFound());
  }

  synchronized Note rewrite(long iid, long id, String body) {
    Note old =
        notes(iid).stream()
            .filter(note -> note.id() == id)
            .findFirst()
            .orElseThrow(() -> GitLabError.notFound("Note"));
    Note rewritten = new Note(id, iid, body, old.createdAt(), clock.instant());
    notes.set(notes.indexOf(old), rewritten);
    return rewritten;
  }
}
