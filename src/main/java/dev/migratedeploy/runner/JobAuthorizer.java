package dev.migratedeploy.runner;

import dev.migratedeploy.runner.job.RunnerJob;
import dev.migratedeploy.runner.policy.AuthorizationDecision;
import dev.migratedeploy.runner.policy.Grant;
import dev.migratedeploy.runner.policy.Policy;
import dev.migratedeploy.runner.token.TokenVerifier;
import dev.migratedeploy.runner.token.VerifiedToken;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a job in, or not. Each stage asks again: what an earlier one found is nothing that could be
 * kept in a place that nobody changes.
 *
 * @param policyFile of the runner's host
 */
public record JobAuthorizer(Path policyFile, Clock clock) {
  private static final String JOB_FILE = "JOB_RESPONSE_FILE";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /**
   * The job, if it may do what it asks for.
   *
   * @param variables of the driver's process, of which only the Runner's own are read
   * @throws RefusedException if it may not
   * @throws dev.migratedeploy.verdict.NotStartedException if GitLab's keys could not be had
   */
  public SealedJob of(Map<String, String> variables) {
    // By hand, without a job, an administrator of the host learns everything that is wrong with it.
    Policy policy =
        variables.containsKey(JOB_FILE) ? Policy.readForJob(policyFile) : Policy.read(policyFile);
    RunnerJob job = RunnerJob.read(jobFile(variables), policy.gitLab());
    TokenVerifier verifier =
        new TokenVerifier(policy.gitLab(), policy.issuer(), policy.audience(), clock, TIMEOUT);
    Optional<VerifiedToken> token =
        job.wish().idToken().map(unverified -> verifier.verify(unverified, job));
    AuthorizationDecision entitlement = policy.decide(job, token);
    if (entitlement instanceof AuthorizationDecision.Refused refused) {
      throw new RefusedException(refused.problem());
    }
    Grant grant = ((AuthorizationDecision.Granted) entitlement).grant();
    Optional<Problem> tooEarly = grant.objectionAt(clock.instant());
    if (tooEarly.isPresent()) {
      throw new RefusedException(tooEarly.get());
    }
    boolean wishes = job.wish().isDeployment();
    return new SealedJob(
        job,
        policy.gitLab(),
        grant,
        token.map(signed -> signed.isDeployment(wishes)).orElse(wishes));
  }

  private static Path jobFile(Map<String, String> variables) {
    return Optional.ofNullable(variables.get(JOB_FILE))
        .filter(file -> !file.isBlank())
        .map(Path::of)
        .orElseThrow(
            () ->
                new RefusedException(
                    Problem.of(
                        JOB_FILE + " is not set, with which GitLab Runner says what the job is",
                        "let the custom executor of GitLab Runner start this")));
  }
}
