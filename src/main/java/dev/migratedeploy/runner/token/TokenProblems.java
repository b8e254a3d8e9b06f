package dev.migratedeploy.runner.token;

import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;

/** Why a token is not believed. Never with a piece of the token, nor with a library's words. */
final class TokenProblems {
  private TokenProblems() {}

  static RefusedException refused(String why) {
    return refused(
        why,
        "let GitLab make the token for this very job, with id_tokens: and the policy's audience, and"
            + " set MIGRATE_DEPLOY_ID_TOKEN in no other way");
  }

  static RefusedException refused(String why, String next) {
    return new RefusedException(Problem.of("the ID token is refused: " + why, next));
  }

  static RefusedException noKeys(String why) {
    return new RefusedException(
        Problem.of(
            "could not read GitLab's keys for ID tokens: " + why,
            "check the policy's gitlab: on the runner's host; it is GitLab's external URL"));
  }

  static NotStartedException unreachable(String why) {
    return new NotStartedException(
        Problem.of(
            "could not read GitLab's keys for ID tokens: " + why,
            "run the job again; if it stays so, check that the runner's host reaches GitLab over"
                + " HTTPS, and let SSL_CERT_FILE there name the authority of GitLab's certificate"));
  }
}
