package dev.migratedeploy.gitlab;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.gitlab.git.GitRefusedException;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;

/** Words for the user where GitLab does not give what was asked. */
final class GitLabProblems {
  /** GitLab 19.4; a token's permissions cannot be changed after it was made. */
  private static final String FINE_GRAINED =
      "make another fine-grained token with the project permissions Deployment: Read, Repository:"
          + " Read, Commit: Read and Code: Read";

  private final String host;
  private final String project;
  private final boolean jobTokenOnly;
  private final GitLabPurpose purpose;

  GitLabProblems(CiContext context) {
    this(context, GitLabPurpose.DEPLOYMENTS);
  }

  GitLabProblems(CiContext context, GitLabPurpose purpose) {
    this.purpose = purpose;
    this.host = context.apiUrl().getRawAuthority();
    this.project = context.projectPath().orElse(context.projectId());
    this.jobTokenOnly = context.token().isEmpty();
  }

  /** For a status that is neither success nor "not found". */
  RefusedException refused(GitLabAnswer answer) {
    return switch (answer.status()) {
      case 401 -> refuse(host + " refused " + tokenName() + " (401)", makeAToken());
      case 403 -> forbidden(answer);
      default -> unexpected(answer);
    };
  }

  private RefusedException forbidden(GitLabAnswer answer) {
    String scopes = answer.json().path("scope").asText("");
    if (!scopes.isEmpty()) {
      // Any of those that GitLab names would do; the weakest is enough.
      String scope = scopes.contains(purpose.scope()) ? purpose.scope() : scopes;
      return refuse(
          tokenName() + " does not have the scope " + scope + " (403) on " + host,
          "give GITLAB_TOKEN the scope " + scope + "; or " + makeAToken());
    }
    String words = answer.json().path("error_description").asText("");
    return refuse(
        tokenName()
            + " may not "
            + purpose.deed()
            + " "
            + project
            + " (403)"
            + (words.isEmpty() ? "" : ": " + shorten(words)),
        purpose == GitLabPurpose.DEPLOYMENTS && words.contains("fine-grained")
            ? FINE_GRAINED + "; or " + makeAToken()
            : makeAToken());
  }

  /** GitLab answers "not found" also if the token may not know that the project exists. */
  RefusedException projectHidden() {
    return refuse(
        host + " shows no project " + project + " to " + tokenName() + " (404)",
        jobTokenOnly
            ? "GitLab hides a private project from a token without access and accepts CI_JOB_TOKEN "
                + "on some endpoints only: "
                + makeAToken()
            : "check CI_PROJECT_ID, and that GITLAB_TOKEN belongs to this project: "
                + makeAToken());
  }

  /** For a job token in a repository whose ids are of SHA-256, which JGit cannot fetch from. */
  RefusedException longIds() {
    return refuse(
        "could not read the commits of "
            + project
            + " on "
            + host
            + " with CI_JOB_TOKEN: its git repository names them by SHA-256",
        "GitLab's API can; it needs another token: " + makeAToken());
  }

  /** For a job token, which may look commits up from GitLab 18.3 on only. */
  RefusedException shortId(String shortId) {
    return refuse(
        "could not look up the short commit id "
            + shortId
            + ": "
            + host
            + " does not let CI_JOB_TOKEN read its Commits API (GitLab before 18.3)",
        "give the commit's full id, a branch or a tag; or " + makeAToken());
  }

  /** For a job token that may not even fetch. */
  RefusedException fetchRefused(GitRefusedException e) {
    return new RefusedException(
        Problem.of(
            "could not fetch from "
                + project
                + " on "
                + host
                + " with CI_JOB_TOKEN: "
                + shorten(String.valueOf(e.getMessage())),
            makeAToken()),
        e);
  }

  RefusedException unexpected(GitLabAnswer answer) {
    return refuse(
        host + " answered " + answer.status() + " " + shorten(answer.message()),
        "check CI_API_V4_URL and CI_PROJECT_ID");
  }

  RefusedException notGitLab(String reason) {
    return refuse(
        "could not read GitLab's API at " + host + ": it answered with " + reason,
        "check that CI_API_V4_URL is the address of GitLab's API "
            + "and that no login page or proxy is in front of it");
  }

  RefusedException untrusted(Throwable cause) {
    return new RefusedException(
        Problem.of(
            "could not connect to " + host + ": its certificate is not trusted",
            "let SSL_CERT_FILE name a file with the certificate of its authority, or set"
                + " tls-ca-file in the runner's config.toml, which does it for every job"),
        cause);
  }

  RefusedException tooLarge(String sha, Throwable cause) {
    return new RefusedException(
        Problem.of(
            "could not read the folders of commit " + sha + ": " + cause.getMessage(),
            "compare with another commit by --since, or give the job a GITLAB_TOKEN"),
        cause);
  }

  NotStartedException unreachable(String reason, int attempts) {
    return new NotStartedException(
        Problem.of(
            "could not ask "
                + host
                + " "
                + purpose.question()
                + ": "
                + reason
                + (attempts > 1 ? ", " + attempts + " times in a row" : ""),
            purpose.retry()));
  }

  private String makeAToken() {
    return "create a project access token with role Reporter or higher and scope "
        + purpose.scope()
        + ", and set it as the masked CI/CD variable GITLAB_TOKEN";
  }

  private String tokenName() {
    return jobTokenOnly ? "CI_JOB_TOKEN" : "GITLAB_TOKEN";
  }

  private static RefusedException refuse(String cause, String next) {
    return new RefusedException(Problem.of(cause, next));
  }

  private static String shorten(String message) {
    return message.length() <= 200 ? message : message.substring(0, 200) + "…";
  }
}
