package dev.migratedeploy.localcloud.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Amazon's registry asks for and Docker's does not. */
class StrictRegistryTest {
  private static final LayeredImage IMAGE = new LayeredImage(List.of(), Map.of());

  private final LocalRegistry registry = LocalRegistry.start();
  private final Asking client = new Asking(registry);

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void whoDoesNotLogInIsToldHow() throws Exception {
    registry.requireLogin((user, password) -> user.equals("AWS") && password.equals("to:ken"));

    HttpResponse<String> answer = client.ask("GET", "/v2/");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
        .startsWith("Basic realm=");
    assertThat(answer.body()).contains("UNAUTHORIZED");
    assertThat(login("AWS:token")).isEqualTo(401);
    assertThat(login("AWS:to:ken")).isEqualTo(200);
  }

  @Test
  void aHeaderThatIsNoBasicLoginIsRefused() throws Exception {
    registry.requireLogin((user, password) -> true);

    assertThat(client.ask("GET", "/v2/", "Authorization", "Bearer x").statusCode()).isEqualTo(401);
    assertThat(client.ask("GET", "/v2/", "Authorization", "Basic ?").statusCode()).isEqualTo(401);
  }

  @Test
  void aRepositoryMustBeCreatedFirst() throws Exception {
    registry.requireCreatedRepositories("123456789012");

    HttpResponse<String> refused = client.ask("POST", "/v2/flyway/blobs/uploads/");

    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.body())
        .contains("NAME_UNKNOWN")
        .contains(
            "The repository with name 'flyway' does not exist in the registry with id '123456789012'");
    registry.createRepository("flyway");
    assertThat(client.ask("POST", "/v2/flyway/blobs/uploads/").statusCode()).isEqualTo(202);
  }

  @Test
  void anImmutableTagIsRefusedAlsoWithTheSameDigest() throws Exception {
    registry.makeTagsImmutable("flyway");
    IMAGE.blobs().forEach(blob -> registry.putBlob("flyway", blob));
    byte[] manifest = IMAGE.manifest().bytes();

    assertThat(client.ask("PUT", "/v2/flyway/manifests/1.0", manifest).statusCode()).isEqualTo(201);
    HttpResponse<String> again = client.ask("PUT", "/v2/flyway/manifests/1.0", manifest);

    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.body())
        .contains("TAG_INVALID")
        .contains(
            "The image tag '1.0' already exists in the 'flyway' repository and cannot be overwritten because the repository is immutable.");
    assertThat(client.ask("PUT", "/v2/flyway/manifests/1.1", manifest).statusCode()).isEqualTo(201);
  }

  @Test
  void aDeniedPushLeavesReadingAllowed() throws Exception {
    registry.put("flyway", "1.0", IMAGE);
    registry.denyPush("flyway");

    HttpResponse<String> refused =
        client.ask("POST", "/v2/flyway/blobs/uploads/", new byte[200_000]);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("DENIED");
    assertThat(client.ask("GET", "/v2/flyway/manifests/1.0").statusCode()).isEqualTo(200);
  }

  private int login(String userAndPassword) throws Exception {
    String encoded = Base64.getEncoder().encodeToString(userAndPassword.getBytes(UTF_8));
    return client.ask("GET", "/v2/", "Authorization", "Basic " + encoded).statusCode();
  }
}
