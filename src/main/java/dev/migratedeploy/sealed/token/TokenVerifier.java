package dev.migratedeploy.sealed.token;

import dev.migratedeploy.ci.Secret;
import dev.migratedeploy.sealed.job.RunnerJob;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/**
 * Verifies GitLab's ID tokens.
 *
 * @param gitLab the instance, which is the issuer and has the keys
 * @param audience what the policy asks {@code aud} to be
 * @param timeout for each of the two requests to the instance, the whole answer included
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedMethod"}) // only for now
public record TokenVerifier(URI gitLab, String audience, Clock clock, Duration timeout) {

  /**
   * Verifies the signature by the instance's keys, and that the token was made for this job.
   *
   * @throws dev.migratedeploy.problem.RefusedException where the token is not to be believed
   * @throws dev.migratedeploy.problem.NotStartedException where the instance's keys could not be
   *     had
   */
  public VerifiedToken verify(Secret token, RunnerJob job) {
    throw new UnsupportedOperationException();
  }
}
