package dev.migratedeploy.aws;

import dev.migratedeploy.ci.CiContext;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Builds the SDK's clients for one environment. Endpoints follow the SDK's own variables ({@code
 * AWS_ENDPOINT_URL} and its per-service forms), which the SDK reads itself.
 */
public final class AwsClients implements SdkAutoCloseable {
  private final SdkHttpClient http = Transport.http();
  private final Optional<Region> region;
  private final AwsCredentialsProvider credentials;

  private AwsClients(Optional<Region> region, AwsCredentialsProvider credentials) {
    this.region = region;
    this.credentials = credentials;
  }

  /**
   * Clients in a region, with a role if there is one.
   *
   * @param region the settings' region; without one the SDK looks for it in {@code AWS_REGION} and
   *     its profile
   * @param roleArn the role to assume, with the job's ID token if there is one
   * @param environment is part of the role's session name
   */
  public static AwsClients of(
      Optional<String> region, Optional<String> roleArn, String environment, CiContext ci) {
    return of(region, roleArn, environment, ci, secret -> {});
  }

  /**
   * The same.
   *
   * @param secrets gets every key and session token that is used
   */
  public static AwsClients of(
      Optional<String> region,
      Optional<String> roleArn,
      String environment,
      CiContext ci,
      Consumer<String> secrets) {
    Optional<Region> place = region.map(Region::of);
    AwsCredentialsProvider own = telling(DefaultCredentialsProvider.builder().build(), secrets);
    AwsCredentialsProvider credentials =
        roleArn
            .map(
                role ->
                    AssumedRole.credentials(
                        role, place, own, AssumedRole.sessionName(environment, ci), ci))
            .map(assumed -> telling(assumed, secrets))
            .orElse(own);
    return new AwsClients(place, credentials);
  }

  private static AwsCredentialsProvider telling(
      AwsCredentialsProvider provider, Consumer<String> secrets) {
    return () -> {
      AwsCredentials credentials = provider.resolveCredentials();
      secrets.accept(credentials.accessKeyId());
      secrets.accept(credentials.secretAccessKey());
      if (credentials instanceof AwsSessionCredentials session) {
        secrets.accept(session.sessionToken());
      }
      return credentials;
    };
  }

  /** The client that a builder makes, in this environment's region and identity. */
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(B builder) {
    region.ifPresent(builder::region);
    try {
      return builder
          .credentialsProvider(credentials)
          .httpClient(http)
          .overrideConfiguration(call -> call.retryStrategy(retries()))
          .build();
    } catch (SdkException e) {
      throw AwsFailure.of("set up the AWS clients", "sts:GetCallerIdentity", e);
    }
  }

  /**
   * How often a call is tried: {@code AWS_RETRY_MODE} and {@code AWS_MAX_ATTEMPTS} if they are set,
   * else four times. The SDK's own mode since 2026 tries three times and soon gives up where AWS
   * throttles, which a fleet's calls expect (AWS SDKs reference guide, "Retry behavior").
   */
  private static RetryStrategy retries() {
    return AwsRetryStrategy.forRetryMode(
        RetryMode.resolver().defaultRetryMode(RetryMode.LEGACY).resolve());
  }

  /** Asks AWS who this job is; no permission is needed for it (API_GetCallerIdentity). */
  public AwsIdentity identity() {
    try (StsClient sts = build(StsClient.builder())) {
      GetCallerIdentityResponse caller = sts.getCallerIdentity();
      return new AwsIdentity(caller.account(), caller.arn());
    } catch (SdkException e) {
      throw AwsFailure.of("ask AWS who this job is", "sts:GetCallerIdentity", e);
    }
  }

  /**
   * A service without a client of the SDK's own.
   *
   * @param service as in the variable {@code AWS_ENDPOINT_URL_…}, in lower case, such as {@code
   *     service_quotas}
   */
  public SignedEndpoint endpoint(String service) {
    return new SignedEndpoint(service, region, credentials, http);
  }

  /** The same identity in another region, such as that of an ECR repository. */
  public AwsClients in(String otherRegion) {
    return new AwsClients(Optional.of(Region.of(otherRegion)), credentials);
  }

  @Override
  public void close() {
    http.close();
  }
}
