package dev.migratedeploy.runner.token;

import dev.migratedeploy.gitlab.PublicDocuments;
import dev.migratedeploy.runner.job.RunnerJob;
import dev.migratedeploy.support.Secret;
import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Verifies GitLab's ID tokens.
 *
 * @param gitLab the instance, which has the keys
 * @param issuer what the policy asks {@code iss} to be
 * @param audience what the policy asks {@code aud} to be
 * @param timeout for each of the two requests to the instance, the whole answer included
 */
public record TokenVerifier(
    URI gitLab, String issuer, String audience, Clock clock, Duration timeout) {
  /** How far the clocks of GitLab and of this host may be apart. */
  private static final int SKEW_SECONDS = 30;

  /** GitLab lets no job run for longer than a month. */
  private static final int LONGEST_JOB_SECONDS = 31 * 24 * 60 * 60;

  /**
   * Verifies the signature by the instance's keys, and that the token was made for this job.
   *
   * @throws dev.migratedeploy.verdict.RefusedException if the token is not to be believed
   * @throws dev.migratedeploy.verdict.NotStartedException if the instance's keys could not be had
   */
  public VerifiedToken verify(Secret token, RunnerJob job) {
    CompactJws form = CompactJws.of(token);
    PublicKey key =
        GitLabJwks.fetch(gitLab, issuer, new PublicDocuments(timeout)).named(form.keyId());
    checkSignatureAndTimes(form, key);
    return new Claims(form.claims()).of(job);
  }

  private void checkSignatureAndTimes(CompactJws form, PublicKey key) {
    try {
      new JwtConsumerBuilder()
          .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
          .setVerificationKey(key)
          .setExpectedIssuer(issuer)
          .setExpectedAudience(audience)
          .setRequireExpirationTime()
          .setRequireNotBefore()
          .setRequireIssuedAt()
          .setIssuedAtRestrictions(0, LONGEST_JOB_SECONDS)
          .setAllowedClockSkewInSeconds(SKEW_SECONDS)
          .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
          .build()
          .process(form.serialized());
    } catch (InvalidJwtException e) {
      throw refusal(e);
    }
  }

  private RuntimeException refusal(InvalidJwtException e) {
    if (e.hasErrorCode(ErrorCodes.EXPIRED)) {
      return TokenProblems.refused("it has expired", "run the job again for a new one");
    }
    if (e.hasErrorCode(ErrorCodes.NOT_YET_VALID)
        || e.hasErrorCode(ErrorCodes.ISSUED_AT_INVALID_FUTURE)) {
      return TokenProblems.refused(
          "it is not valid yet", "set the clock of the runner's host, then run the job again");
    }
    if (e.hasErrorCode(ErrorCodes.AUDIENCE_INVALID)
        || e.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
      return TokenProblems.refused(
          "it is meant for another audience", "say aud: %s in id_tokens:".formatted(audience));
    }
    if (e.hasErrorCode(ErrorCodes.ISSUER_INVALID) || e.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
      return TokenProblems.refused(
          "its issuer is not " + issuer,
          "compare GitLab's setting ci_id_tokens_issuer_url with issuer: of the policy on the"
              + " runner's host");
    }
    return e.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)
        ? TokenProblems.refused("its signature is not this GitLab's")
        : TokenProblems.refused("a claim of it is missing or malformed");
  }
}
