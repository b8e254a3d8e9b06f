package dev.migratedeploy.localcloud.aws;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** AWS' own clients for the local cloud. */
record SdkClients(URI uri) {
  static final String ACCESS_KEY_ID = "AKIALOCAL";

  EcsClient ecs() {
    return local(EcsClient.builder()).build();
  }

  /** With retries as a test wants them. */
  EcsClient ecs(RetryStrategy retries) {
    return local(EcsClient.builder())
        .overrideConfiguration(configuration -> configuration.retryStrategy(retries))
        .build();
  }

  CloudWatchLogsClient logs() {
    return local(CloudWatchLogsClient.builder()).build();
  }

  EcrClient ecr() {
    return local(EcrClient.builder()).build();
  }

  StsClient sts() {
    return local(StsClient.builder()).build();
  }

  private <B extends AwsClientBuilder<B, C>, C> B local(B builder) {
    return builder
        .endpointOverride(uri)
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY_ID, "secret")));
  }
}
