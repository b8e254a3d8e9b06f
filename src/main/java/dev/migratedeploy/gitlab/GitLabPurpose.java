package dev.migratedeploy.gitlab;

/** What GitLab is asked for, which decides what a token needs. */
enum GitLabPurpose {
  DEPLOYMENTS(
      "what was deployed",
      "read_api",
      "read the deployments and files of",
      "retry the job; nothing was started"),
  COMMENTS(
      "for the comments of the merge request",
      "api",
      "write a comment in",
      "the plan itself is complete; run the job again for its comment");

  private final String question;
  private final String scope;
  private final String deed;
  private final String retry;

  GitLabPurpose(String question, String scope, String deed, String retry) {
    this.question = question;
    this.scope = scope;
    this.deed = deed;
    this.retry = retry;
  }

  /** In the sentence {@code could not ask gitlab.example.com …}. */
  String question() {
    return question;
  }

  /** The weakest scope of an access token that is enough. */
  String scope() {
    return scope;
  }

  /** In the sentence {@code GITLAB_TOKEN may not … shop/orders}. */
  String deed() {
    return deed;
  }

  /** What to do if GitLab is not there for now: a comment is written when the plan has ended. */
  String retry() {
    return retry;
  }
}
