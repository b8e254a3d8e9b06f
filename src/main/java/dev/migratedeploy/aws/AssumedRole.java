package dev.migratedeploy.aws;

import dev.migratedeploy.ci.CiContext;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;

/** The environment's role, assumed with GitLab's ID token, or with the job's own AWS identity. */
final class AssumedRole {
  /** STS takes 2 to 64 of these characters as a session's name (API_AssumeRole). */
  private static final int LONGEST_SESSION_NAME = 64;

  private static final int LONGEST_PART = 20;

  /** How often STS is asked: it fetches the keys of an ID token's issuer while it is asked. */
  private static final int ATTEMPTS = 5;

  private AssumedRole() {}

  static AwsCredentialsProvider credentials(
      String role,
      Optional<Region> region,
      AwsCredentialsProvider own,
      String session,
      CiContext ci) {
    StsClientBuilder sts =
        StsClient.builder()
            .httpClient(Transport.http())
            .overrideConfiguration(
                c ->
                    c.retryStrategy(
                        retry ->
                            retry.maxAttempts(ATTEMPTS).retryOnException(AwsFailure::mayPass)));
    region.ifPresent(sts::region);
    return ci.idToken()
        .<AwsCredentialsProvider>map(
            token ->
                new LongSession(
                    ci.jobTimeout(),
                    seconds ->
                        AssumeRoleWithWebIdentityRequest.builder()
                            .roleArn(role)
                            .roleSessionName(session)
                            .webIdentityToken(token.reveal())
                            .durationSeconds(seconds)
                            .build(),
                    sts.credentialsProvider(AnonymousCredentialsProvider.create()).build()))
        .orElseGet(
            () ->
                StsAssumeRoleCredentialsProvider.builder()
                    .stsClient(sts.credentialsProvider(own).build())
                    .refreshRequest(request -> request.roleArn(role).roleSessionName(session))
                    .build());
  }

  /** Says in CloudTrail which project, environment and job it was; what is too long is cut. */
  static String sessionName(String environment, CiContext ci) {
    String job = "-" + cut(ci.jobId().orElse("0"), LONGEST_PART);
    String place = "-" + cut(environment, LONGEST_PART);
    String project = "migrate-deploy-" + ci.projectPath().orElse(ci.projectId());
    String name = cut(project, LONGEST_SESSION_NAME - place.length() - job.length()) + place + job;
    return name.replaceAll("[^A-Za-z0-9_+=,.@-]", "-");
  }

  private static String cut(String text, int length) {
    return text.substring(0, Math.min(text.length(), length));
  }
}
