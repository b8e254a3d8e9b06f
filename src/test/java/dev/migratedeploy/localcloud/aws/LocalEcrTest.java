package dev.migratedeploy.localcloud.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

class LocalEcrTest {
  private final LocalAws aws = LocalAws.start(ProgramRuntime.echo());
  private final EcrClient client = new SdkClients(aws.uri()).ecr();

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void aTokenOpensTheRegistryUntilItExpires() {
    aws.ecr().registry(URI.create("http://127.0.0.1:5000"));
    AuthorizationData data = client.getAuthorizationToken().authorizationData().get(0);
    assertThat(data.proxyEndpoint()).isEqualTo("http://127.0.0.1:5000");
    assertThat(data.expiresAt()).isAfter(Instant.now());
    String[] token =
        new String(Base64.getDecoder().decode(data.authorizationToken()), StandardCharsets.UTF_8)
            .split(":", 2);
    assertThat(aws.ecr().accepts(token[0], token[1])).isTrue();
    assertThat(aws.ecr().accepts(token[0], "guessed")).isFalse();
    assertThat(aws.ecr().accepts("root", token[1])).isFalse();
    aws.ecr().expireTokens();
    assertThat(aws.ecr().accepts(token[0], token[1])).isFalse();
  }

  @Test
  void repositoriesAreKept() {
    client.createRepository(r -> r.repositoryName("flyway"));
    assertThat(client.describeRepositories().repositories())
        .extracting(Repository::repositoryUri)
        .containsExactly("123456789012.dkr.ecr.eu-west-1.amazonaws.com/flyway");
    assertThatThrownBy(() -> client.createRepository(r -> r.repositoryName("flyway")))
        .isInstanceOf(RepositoryAlreadyExistsException.class);
    assertThatThrownBy(() -> client.describeRepositories(r -> r.repositoryNames("nope")))
        .isInstanceOf(RepositoryNotFoundException.class);
  }
}
