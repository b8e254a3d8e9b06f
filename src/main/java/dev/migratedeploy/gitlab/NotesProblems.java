package dev.migratedeploy.gitlab;

import dev.migratedeploy.gitlab.Notes.NotesException;

/** Words for why GitLab does not take a comment. */
final class NotesProblems {
  private static final String SCOPE =
      "it needs the scope api (a project access token with the role Reporter or higher)";

  private NotesProblems() {}

  /** Ends here for every status but success. */
  static void check(int status, String body) throws NotesException {
    if (status >= 200 && status < 300) {
      return;
    }
    boolean passing = status == 408 || status == 409 || status == 429 || status >= 500;
    throw new NotesException(
        passing ? "GitLab answered " + status : refused(status, body), passing);
  }

  static NotesException notJson() {
    return new NotesException("what GitLab answered is not whole", true);
  }

  static NotesException noAnswer(Exception e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new NotesException("GitLab did not answer (" + root + ")", true);
  }

  private static String refused(int status, String body) {
    return switch (status) {
      case 401, 404 -> "GitLab refused GITLAB_TOKEN (" + status + "); " + SCOPE;
      case 403 ->
          body.contains("insufficient_scope")
              ? "GITLAB_TOKEN does not have the scope api (403)"
              : "GITLAB_TOKEN may not write one (403); " + SCOPE;
      default -> "GitLab answered " + status;
    };
  }
}
