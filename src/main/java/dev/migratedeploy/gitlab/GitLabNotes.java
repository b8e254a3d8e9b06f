package dev.migratedeploy.gitlab;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.support.Sleeper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.gitlab4j.api.NotesApi;

/** The comments of a merge request, read and written with {@code GITLAB_TOKEN}. */
public final class GitLabNotes implements Notes {
  private final GitLabAccess access;
  private final GitLabClient gitLab;
  private final GitLabProblems problems;
  private final String project;
  private final long iid;

  /**
   * The comments of one merge request.
   *
   * @param sleeper waits between two attempts, if GitLab is not there for a moment
   */
  public GitLabNotes(CiContext ci, long iid, Sleeper sleeper) {
    this.problems = new GitLabProblems(ci, GitLabPurpose.COMMENTS);
    this.access = GitLabAccess.of(ci, GitLabTimeouts.COMMENTS);
    this.gitLab =
        new GitLabClient(
            new GitLabHttpClient(access), problems, new RetryPolicy(problems, sleeper));
    this.project = ci.projectId();
    this.iid = iid;
  }

  @Override
  public List<Note> ours(Predicate<String> isOurs) {
    long me = ownUser();
    List<Note> ours = new ArrayList<>();
    Optional<GitLabAnswer> notFound =
        GitLabPages.withHiddenEntries(gitLab, problems)
            .forEach(
                Map.of(),
                note -> {
                  if (note.path("author").path("id").asLong(-1) == me
                      && isOurs.test(note.path("body").asText())) {
                    ours.add(new Note(note.path("id").asLong(), note.path("body").asText()));
                  }
                  return true;
                },
                "projects",
                project,
                "merge_requests",
                String.valueOf(iid),
                "notes");
    if (notFound.isPresent()) {
      throw problems.projectHidden();
    }
    ours.sort(Comparator.comparingLong(Note::id));
    return ours;
  }

  private long ownUser() {
    GitLabAnswer user = gitLab.get(Map.of(), "user");
    if (user.status() == 404) {
      throw problems.unexpected(user);
    }
    return user.json().path("id").asLong();
  }

  @Override
  public void create(String body) {
    written(notes -> notes.createMergeRequestNote(project, iid, body, null, null));
  }

  @Override
  public void rewrite(long id, String body) {
    written(notes -> notes.updateMergeRequestNote(project, iid, id, body));
  }

  /** What is not there any more is deleted: another job may have been faster. */
  @Override
  public void delete(long id) {
    change(notes -> notes.deleteMergeRequestNote(project, iid, id));
  }

  @FunctionalInterface
  private interface Change {
    void by(NotesApi notes) throws Exception;
  }

  private void written(Change change) {
    if (change(change).status() == 404) {
      throw problems.projectHidden();
    }
  }

  private GitLabAnswer change(Change change) {
    return gitLab.change(new GitLab4jClient(access), api -> change.by(api.getNotesApi()));
  }
}
