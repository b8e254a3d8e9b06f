package dev.migratedeploy.localcloud.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManifestsTest {
  private static final LayeredImage IMAGE =
      new LayeredImage(
          List.of(new TarLayer().file("hello", "hello", 0644).gzip()),
          Map.of("Cmd", List.of("hello")));

  private final LocalRegistry registry = LocalRegistry.start();
  private final Asking client = new Asking(registry);

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void aManifestIsGivenOutByTagAndDigestAsItWasPushed() throws Exception {
    IMAGE.blobs().forEach(blob -> registry.putBlob("x", blob));
    byte[] bytes = IMAGE.manifest().bytes();
    String type = "application/vnd.docker.distribution.manifest.v2+json";

    HttpResponse<String> pushed =
        client.ask("PUT", "/v2/x/manifests/1.0", bytes, "Content-Type", type);

    assertThat(pushed.statusCode()).isEqualTo(201);
    String digest = pushed.headers().firstValue("Docker-Content-Digest").orElseThrow();
    assertThat(digest).isEqualTo(Digest.of(bytes).value());
    for (String reference : List.of("1.0", digest)) {
      HttpResponse<String> got = client.ask("GET", "/v2/x/manifests/" + reference);
      assertThat(got.body()).isEqualTo(IMAGE.manifest().json());
      assertThat(got.headers().firstValue("Content-Type")).hasValue(type);
      assertThat(got.headers().firstValue("Docker-Content-Digest")).hasValue(digest);
    }
  }

  @Test
  void aManifestWhoseBlobsAreMissingIsRefused() throws Exception {
    HttpResponse<String> pushed =
        client.ask("PUT", "/v2/x/manifests/1.0", IMAGE.manifest().bytes());

    assertThat(pushed.statusCode()).isEqualTo(400);
    assertThat(pushed.body()).contains("MANIFEST_BLOB_UNKNOWN");
    assertThat(registry.tags("x")).isEmpty();
  }

  @Test
  void anIndexWhoseManifestsAreMissingIsRefused() throws Exception {
    String index =
        "{\"schemaVersion\":2,\"manifests\":[{\"digest\":\"%s\"}]}"
            .formatted(IMAGE.manifest().digest());
    byte[] bytes = index.getBytes(UTF_8);
    String address = "/v2/x/manifests/all";

    assertThat(client.ask("PUT", address, bytes).statusCode()).isEqualTo(400);
    registry.put("x", "one", IMAGE);
    assertThat(client.ask("PUT", address, bytes, "Content-Type", LayeredImage.INDEX).statusCode())
        .isEqualTo(201);
    assertThat(registry.manifest("x", "all").orElseThrow().mediaType())
        .isEqualTo(LayeredImage.INDEX);
  }

  @Test
  void whatIsNoManifestIsRefused() throws Exception {
    byte[] bytes = "hello".getBytes(UTF_8);

    HttpResponse<String> pushed = client.ask("PUT", "/v2/x/manifests/1.0", bytes);

    assertThat(pushed.statusCode()).isEqualTo(400);
    assertThat(pushed.body()).contains("MANIFEST_INVALID");
  }

  @Test
  void aManifestUnderAnotherDigestIsRefused() throws Exception {
    IMAGE.blobs().forEach(blob -> registry.putBlob("x", blob));
    String other = "/v2/x/manifests/" + Digest.of(new byte[0]);

    HttpResponse<String> pushed = client.ask("PUT", other, IMAGE.manifest().bytes());

    assertThat(pushed.statusCode()).isEqualTo(400);
    assertThat(pushed.body()).contains("DIGEST_INVALID");
  }

  @Test
  void anUnknownManifestIsNamedInTheError() throws Exception {
    registry.createRepository("x");

    HttpResponse<String> got = client.ask("GET", "/v2/x/manifests/1.0");

    assertThat(got.statusCode()).isEqualTo(404);
    assertThat(got.body()).startsWith("{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\"");
  }

  @Test
  void deletingATagLeavesTheManifestAndDeletingTheManifestTakesItsTags() throws Exception {
    Digest digest = registry.put("x", "1.0", IMAGE);
    registry.put("x", "latest", IMAGE);

    assertThat(client.ask("DELETE", "/v2/x/manifests/1.0").statusCode()).isEqualTo(202);
    assertThat(client.ask("GET", "/v2/x/manifests/" + digest).statusCode()).isEqualTo(200);
    assertThat(registry.tags("x")).containsExactly("latest");

    assertThat(client.ask("DELETE", "/v2/x/manifests/" + digest).statusCode()).isEqualTo(202);
    assertThat(registry.tags("x")).isEmpty();
    assertThat(client.ask("DELETE", "/v2/x/manifests/" + digest).statusCode()).isEqualTo(404);
  }

  @Test
  void repositoriesAndTagsAreListedInPages() throws Exception {
    registry.put("a/b", "1", IMAGE);
    registry.put("a/b", "2", IMAGE);
    registry.put("a/b", "3", IMAGE);

    assertThat(client.ask("GET", "/v2/_catalog").body()).isEqualTo("{\"repositories\":[\"a/b\"]}");
    HttpResponse<String> page = client.ask("GET", "/v2/a/b/tags/list?n=2");
    assertThat(page.body()).isEqualTo("{\"name\":\"a/b\",\"tags\":[\"1\",\"2\"]}");
    assertThat(page.headers().firstValue("Link"))
        .hasValue("</v2/a/b/tags/list?n=2&last=2>; rel=\"next\"");
    assertThat(client.ask("GET", "/v2/a/b/tags/list?n=2&last=2").body())
        .isEqualTo("{\"name\":\"a/b\",\"tags\":[\"3\"]}");
  }
}
