package dev.migratedeploy.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleWithWebIdentityCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * A role's session that lasts as long as the job may run, so that STS is not needed in the middle
 * of a migration. A role whose {@code MaxSessionDuration} is shorter gets sessions of an hour, each
 * of which is renewed with the same ID token.
 */
final class LongSession implements AwsCredentialsProvider {
  /** What STS gives without being asked (API_AssumeRoleWithWebIdentity). */
  private static final Duration USUAL = Duration.ofHours(1);

  /** The longest MaxSessionDuration that IAM has. */
  private static final Duration LONGEST = Duration.ofHours(12);

  private final AwsCredentialsProvider sessions;
  private volatile @Nullable Integer seconds;

  /**
   * Asks for sessions of the job's length.
   *
   * @param request the request for a number of seconds, or null for the usual number
   */
  LongSession(
      Optional<Duration> jobTimeout,
      Function<@Nullable Integer, AssumeRoleWithWebIdentityRequest> request,
      StsClient sts) {
    seconds =
        jobTimeout
            .filter(timeout -> timeout.compareTo(USUAL) > 0)
            .map(timeout -> timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST)
            .map(timeout -> (int) timeout.toSeconds())
            .orElse(null);
    sessions =
        StsAssumeRoleWithWebIdentityCredentialsProvider.builder()
            .stsClient(sts)
            .refreshRequest(() -> request.apply(seconds))
            .build();
  }

  @Override
  public AwsCredentials resolveCredentials() {
    try {
      return sessions.resolveCredentials();
    } catch (StsException e) {
      if (seconds == null || !String.valueOf(e.getMessage()).contains("MaxSessionDuration")) {
        throw e;
      }
      seconds = null;
      return sessions.resolveCredentials();
    }
  }
}
