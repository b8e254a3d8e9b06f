package dev.migratedeploy.sealed.policy;

import dev.migratedeploy.sealed.job.RunnerJob;
import dev.migratedeploy.sealed.token.VerifiedToken;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The policy file of a runner's host. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedMethod"}) // only for now
public final class Policy {
  private Policy() {}

  /**
   * Reads and checks a policy file that only its owner can write: root or this user.
   *
   * @throws dev.migratedeploy.problem.RefusedException with every problem of the file at once, or
   *     where others could have written it
   */
  public static Policy read(Path file) {
    throw new UnsupportedOperationException();
  }

  /** The GitLab instance, without a slash at the end: the issuer of tokens, and where git is. */
  public URI gitLab() {
    throw new UnsupportedOperationException();
  }

  /** What the {@code aud} of ID tokens must be. */
  public String audience() {
    throw new UnsupportedOperationException();
  }

  /**
   * Whether the job may do what it wishes. Nothing is fetched for it.
   *
   * @param token where the job has one; a job whose token was refused must not come here
   */
  public Entitlement decide(RunnerJob job, Optional<VerifiedToken> token) {
    throw new UnsupportedOperationException();
  }
}
