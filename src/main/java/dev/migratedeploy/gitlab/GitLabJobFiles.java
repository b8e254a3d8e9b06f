package dev.migratedeploy.gitlab;

import dev.migratedeploy.gitlab.Attempt.Answered;
import dev.migratedeploy.network.HttpStatus;
import dev.migratedeploy.network.TooLargeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads single files of jobs' artifacts: one that cannot be read is told, and costs no other. */
record GitLabJobFiles(
    String project, GitLabHttpClient http, RetryPolicy retries, GitLabProblems problems) {
  /** A report of 5,000 databases is a third of it. */
  private static final int MOST_CHARACTERS = 16 << 20;

  /**
   * One file; may be asked for by several threads at once.
   *
   * @param path from the root of the job's checkout
   */
  ArtifactFile file(String job, String path) {
    List<String> segments = new ArrayList<>(List.of("projects", project, "jobs", job, "artifacts"));
    segments.addAll(List.of(path.split("/", -1)));
    String[] place = segments.toArray(String[]::new);
    return retries.ask(() -> attempt(place));
  }

  private Attempt<ArtifactFile> attempt(String[] place) {
    try {
      GitLabAnswer answer = http.get(Map.of(), place);
      return HttpStatus.isTransient(answer.status())
          ? Attempt.temporary("status " + answer.status(), answer.header("retry-after"))
          : new Answered<>(of(answer));
    } catch (IOException e) {
      return isTooLarge(e)
          ? new Answered<>(tooLarge())
          : Attempt.temporary(String.valueOf(e.getMessage()));
    }
  }

  private ArtifactFile of(GitLabAnswer answer) {
    return switch (answer.status()) {
      case 200 ->
          answer.body().length() > MOST_CHARACTERS
              ? tooLarge()
              : new ArtifactFile.Text(answer.body());
      case 404 -> new ArtifactFile.Absent();
      case 401, 403 -> throw refused(answer);
      default -> new ArtifactFile.Unreadable("GitLab answered " + answer.status());
    };
  }

  /** GitLab says in JSON why; a page of somebody else's is no reason to fail. */
  private RuntimeException refused(GitLabAnswer answer) {
    return answer.looksLikeJson() && answer.isWhole()
        ? problems.refused(answer)
        : problems.notGitLab("status " + answer.status() + " and a body that is not JSON");
  }

  private static ArtifactFile tooLarge() {
    return new ArtifactFile.Unreadable("it is larger than 16 MiB");
  }

  private static boolean isTooLarge(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      if (cause instanceof TooLargeException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
