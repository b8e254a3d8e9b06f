package dev.migratedeploy.gitlab;

/** What GitLab is asked for, which decides what a token needs. */
enum GitLabPurpose {
  DEPLOYMENTS("what was deployed", "read_api", "read the deployments and files of"),
  COMMENTS("for the comments of the merge request", "api", "write a comment in");

  private final String question;
  private final String scope;
  private final String deed;

  GitLabPurpose(String question, String scope, String deed) {
    this.question = question;
    this.scope = scope;
    this.deed = deed;
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
}
