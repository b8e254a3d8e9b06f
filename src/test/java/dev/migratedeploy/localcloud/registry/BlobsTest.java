package dev.migratedeploy.localcloud.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlobsTest {
  private static final byte[] BLOB = "a blob of some bytes".getBytes(UTF_8);
  private static final Digest DIGEST = Digest.of(BLOB);

  private final LocalRegistry registry = LocalRegistry.start();
  private final Asking client = new Asking(registry);

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void aBlobPushedInOneRequestIsGivenBack() throws Exception {
    HttpResponse<String> pushed =
        client.ask("POST", "/v2/a/b/blobs/uploads/?digest=" + DIGEST, BLOB);

    assertThat(pushed.statusCode()).isEqualTo(201);
    assertThat(pushed.headers().firstValue("Docker-Content-Digest")).hasValue(DIGEST.value());
    HttpResponse<String> got = client.ask("GET", pushed.headers().firstValue("Location").get());
    assertThat(got.body()).isEqualTo(new String(BLOB, UTF_8));
  }

  @Test
  void aBlobPushedInPiecesIsGivenBack() throws Exception {
    String address = client.upload("x");

    HttpResponse<String> first =
        client.ask("PATCH", address, "a blob of".getBytes(UTF_8), "Content-Range", "0-8");
    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(first.headers().firstValue("Range")).hasValue("0-8");
    assertThat(client.ask("PATCH", address, " some".getBytes(UTF_8)).statusCode()).isEqualTo(202);
    HttpResponse<String> last =
        client.ask("PUT", address + "?digest=" + DIGEST, " bytes".getBytes(UTF_8));

    assertThat(last.statusCode()).isEqualTo(201);
    assertThat(client.ask("GET", "/v2/x/blobs/" + DIGEST).body()).isEqualTo("a blob of some bytes");
  }

  @Test
  void aPieceThatDoesNotFollowTheLastOneIsRefused() throws Exception {
    String address = client.upload("x");
    client.ask("PATCH", address, BLOB);

    HttpResponse<String> again = client.ask("PATCH", address, BLOB, "Content-Range", "0-19");

    assertThat(again.statusCode()).isEqualTo(416);
  }

  @Test
  void aBlobWithAnotherDigestThanPromisedIsRefused() throws Exception {
    Digest other = Digest.of(new byte[0]);

    HttpResponse<String> pushed = client.ask("POST", "/v2/x/blobs/uploads/?digest=" + other, BLOB);

    assertThat(pushed.statusCode()).isEqualTo(400);
    assertThat(pushed.body()).contains("DIGEST_INVALID");
    assertThat(client.ask("GET", "/v2/x/blobs/" + other).statusCode()).isEqualTo(404);
    assertThat(client.ask("GET", "/v2/x/blobs/" + DIGEST).statusCode()).isEqualTo(404);
  }

  @Test
  void aBlobIsSeenInItsOwnRepositoryOnlyUntilItIsMounted() throws Exception {
    registry.putBlob("base", BLOB);
    assertThat(client.ask("HEAD", "/v2/target/blobs/" + DIGEST).statusCode()).isEqualTo(404);

    String mount = "/v2/target/blobs/uploads/?mount=" + DIGEST + "&from=";
    assertThat(client.ask("POST", mount + "elsewhere").statusCode()).isEqualTo(202);
    assertThat(client.ask("POST", mount + "base").statusCode()).isEqualTo(201);

    assertThat(client.ask("HEAD", "/v2/target/blobs/" + DIGEST).statusCode()).isEqualTo(200);
  }

  @Test
  void aRangeOfABlobIsGivenOut() throws Exception {
    registry.putBlob("x", BLOB);
    String address = "/v2/x/blobs/" + DIGEST;

    HttpResponse<String> middle = client.ask("GET", address, "Range", "bytes=2-5");
    HttpResponse<String> tail = client.ask("GET", address, "Range", "bytes=15-");
    HttpResponse<String> beyond = client.ask("GET", address, "Range", "bytes=20-");

    assertThat(middle.statusCode()).isEqualTo(206);
    assertThat(middle.body()).isEqualTo("blob");
    assertThat(middle.headers().firstValue("Content-Range")).hasValue("bytes 2-5/20");
    assertThat(tail.body()).isEqualTo("bytes");
    assertThat(beyond.statusCode()).isEqualTo(416);
  }

  @Test
  void headTellsTheLength() throws Exception {
    registry.putBlob("x", BLOB);

    HttpResponse<String> head = client.ask("HEAD", "/v2/x/blobs/" + DIGEST);

    assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(BLOB.length);
  }

  @Test
  void everyRequestIsLoggedWithItsBytes() throws Exception {
    client.ask("POST", "/v2/x/blobs/uploads/?digest=" + DIGEST, BLOB);
    client.ask("HEAD", "/v2/x/blobs/" + DIGEST);
    client.ask("GET", "/v2/x/blobs/" + DIGEST);

    assertThat(registry.requests())
        .containsExactly(
            new LoggedRequest("POST", "/v2/x/blobs/uploads/", 201, 20, 0),
            new LoggedRequest("HEAD", "/v2/x/blobs/" + DIGEST, 200, 0, 0),
            new LoggedRequest("GET", "/v2/x/blobs/" + DIGEST, 200, 0, 20));
  }
}
