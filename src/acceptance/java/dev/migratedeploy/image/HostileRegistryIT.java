package dev.migratedeploy.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.cloud.tools.jib.http.Request;
import com.google.cloud.tools.jib.http.Response;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.migratedeploy.localcloud.registry.Digest;
import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.PlainHttpDoor;
import dev.migratedeploy.support.Secret;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries, and what stands before them, that mean harm or have gone mad. */
class HostileRegistryIT {
  private static final RegistryCredential.Source LOGIN =
      host -> Optional.of(new RegistryCredential("ci", Secret.of("s3cr3t")));

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, HttpHandler> answers = new ConcurrentHashMap<>();
  private final List<String> elsewhere = new CopyOnWriteArrayList<>();
  private final HttpServer registry = server(this::answer);
  private final HttpServer other = server(this::elsewhere);
  private final PlainHttpDoor door = new PlainHttpDoor(URI.create(address(registry)));
  private final PlainHttpDoor otherDoor = new PlainHttpDoor(URI.create(address(other)));
  private final Specimen specimen;

  HostileRegistryIT(@TempDir Path directory) {
    specimen = new Specimen(directory);
  }

  @AfterEach
  void close() {
    door.close();
    otherDoor.close();
    registry.stop(0);
    other.stop(0);
    threads.shutdownNow();
  }

  @Test
  void anEndlessManifestIsRefused() {
    answers.put("GET /v2/base/manifests/12", exchange -> endless(exchange, 200));

    assertThat(refusal().cause()).contains("answered with more than 8 MiB");
  }

  /** go-containerregistry 2204: error bodies and token answers were read without an end too. */
  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 500})
  void anEndlessExplanationIsReadInPart(int status) {
    answers.put("GET /v2/base/manifests/12", exchange -> endless(exchange, status));

    assertThat(problem().cause()).isNotEmpty().hasSizeLessThan(1000);
  }

  @Test
  void anEndlessTokenIsRefused() {
    answers.put(
        "GET /v2/base/manifests/12", exchange -> challenge(exchange, "http://" + door.authority()));
    answers.put("GET /token", exchange -> endless(exchange, 200));

    assertThat(problem().cause()).contains("answered with more than 8 MiB");
  }

  /** rust-oci-client 149, distribution-spec 549: a registry with one answer for every digest. */
  @Test
  void anotherManifestThanThatOfTheDigestIsRefused() {
    LayeredImage image = Specimen.base();
    String wanted = "sha256:" + "de".repeat(32);
    answers.put(
        "GET /v2/base/manifests/" + wanted,
        exchange -> {
          exchange.getResponseHeaders().add("Docker-Content-Digest", wanted);
          reply(exchange, 200, LayeredImage.MANIFEST, image.manifest().bytes());
        });
    answers.put("GET /v2/flyway/manifests/", exchange -> reply(exchange, 404, "", new byte[0]));

    Problem problem = refusal("base@" + wanted);

    assertThat(problem.cause())
        .contains("was asked for " + wanted)
        .contains("answered with other content (" + image.manifest().digest() + ")");
  }

  @Test
  void anotherConfigurationThanThatOfTheDigestIsRefused() {
    StoredBase base = base("{}");
    answers.put(base.blob(), exchange -> reply(exchange, 200, "", "{ }".getBytes(UTF_8)));

    assertThat(problem().cause()).contains("digest");
  }

  @Test
  void anEndlessConfigurationIsRefused() {
    answers.put(base("{}").blob(), exchange -> endless(exchange, 200));

    assertThat(refusal().cause()).contains("has more than its 8388608 bytes");
  }

  @Test
  void aDroppingBodyIsGivenUp() throws Exception {
    AtomicLong now = new AtomicLong();
    AnswerLimits limits =
        new AnswerLimits(
            1000,
            Duration.ofSeconds(60),
            64,
            () -> now.addAndGet(Duration.ofSeconds(90).toNanos()),
            pause -> {});
    answers.put("GET /drops", exchange -> reply(exchange, 200, "", new byte[900]));

    try (Response response = get(limits, "/drops")) {
      InputStream body = response.getBody();
      assertThatExceptionOfType(NotStartedException.class)
          .isThrownBy(
              () -> {
                while (body.read() >= 0) {
                  assertThat(now).hasValueLessThan(Duration.ofHours(1).toNanos());
                }
              })
          .withMessageContaining("did not end its answer in time");
    }
  }

  /** Each line comes before a read would time out. */
  @Test
  void aHeadThatDoesNotEndIsCutOff() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      threads.execute(() -> heads(server, "HTTP/1.1 100 Continue\r\n\r\n"));
      AnswerLimits limits =
          new AnswerLimits(
              1000, Duration.ofMillis(300), 64 << 10, System::nanoTime, WaitableClock.system());
      String address = "127.0.0.1:" + server.getLocalPort();
      URL url = URI.create("http://" + address + "/").toURL();

      assertThatExceptionOfType(IOException.class)
          .isThrownBy(
              () ->
                  new RegistryTransport(address, true, limits)
                      .call("POST", url, Request.builder().build()));
    }
  }

  @Test
  void aHeadOfTooManyLinesIsRefused() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      threads.execute(() -> heads(server, "HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(300)));
      String address = "127.0.0.1:" + server.getLocalPort();
      URL url = URI.create("http://" + address + "/").toURL();

      assertThatExceptionOfType(IOException.class)
          .isThrownBy(
              () ->
                  new RegistryTransport(address, WaitableClock.system())
                      .call("POST", url, Request.builder().build()));
    }
  }

  @Test
  void aLoginIsNotSentToATokenServiceInTheClear() {
    answers.put(
        "GET /v2/base/manifests/12", exchange -> challenge(exchange, "http://tokens.example.com"));

    assertThat(refusal().cause())
        .contains("sends this job to http://tokens.example.com, in the clear");
  }

  /** go-containerregistry 2337 and 2349: a redirect must not take the login along. */
  @Test
  void aRedirectDoesNotTakeTheLoginAlong() {
    StoredBase base = base("{}");
    answers.put(
        base.blob(),
        exchange -> redirect(exchange, 307, "http://" + otherDoor.authority() + "/blob"));

    problem();

    assertThat(elsewhere).isNotEmpty().allMatch("GET /blob null"::equals);
  }

  @Test
  void aRedirectIntoTheClearIsRefused() {
    answers.put(
        "GET /v2/base/manifests/12",
        exchange -> redirect(exchange, 301, "http://registry.example.com/v2/base/manifests/12"));

    assertThat(refusal().cause()).contains("to http://registry.example.com, in the clear");
  }

  @Test
  void anUploadThatGoesOnElsewhereDoesNotTakeTheLoginAlong() {
    answers.put(
        "POST /v2/flyway/blobs/uploads/",
        exchange -> redirect(exchange, 202, "http://" + otherDoor.authority() + "/upload"));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(
            () ->
                images()
                    .plan(specimen.spec(name(goodBase()), door.authority() + "/flyway"))
                    .publish());

    assertThat(elsewhere).isNotEmpty().allMatch("PATCH /upload null"::equals);
  }

  @Test
  void theWordsOfARegistryStayOneShortLine() {
    String words = "no\\n\\u001b[2JResult   APPLIED" + "x".repeat(10_000);
    answers.put(
        "GET /v2/base/manifests/12",
        exchange ->
            reply(
                exchange,
                403,
                "application/json",
                "{\"errors\": [{\"code\": \"DENIED\", \"message\": \"%s\"}]}"
                    .formatted(words)
                    .getBytes(UTF_8)));

    assertThat(problem().cause())
        .contains("no [2JResult APPLIED")
        .hasSizeLessThan(500)
        .doesNotContain("\n", "\u001b");
  }

  /** A base's manifest with one layer, and its configuration. */
  private record StoredBase(String blob) {}

  private StoredBase base(String configuration) {
    byte[] bytes = configuration.getBytes(UTF_8);
    String digest = Digest.of(bytes).value();
    answers.put("GET /v2/base/blobs/" + digest, exchange -> reply(exchange, 200, "", bytes));
    byte[] manifest =
        """
        {"schemaVersion": 2, "mediaType": "%s", "layers": [],
         "config": {"mediaType": "application/vnd.oci.image.config.v1+json",
                    "digest": "%s", "size": %d}}
        """
            .formatted(LayeredImage.MANIFEST, digest, bytes.length)
            .getBytes(UTF_8);
    answers.put(
        "GET /v2/base/manifests/12",
        exchange -> reply(exchange, 200, LayeredImage.MANIFEST, manifest));
    return new StoredBase("GET /v2/base/blobs/" + digest);
  }

  private String goodBase() {
    base("{\"os\": \"linux\", \"architecture\": \"amd64\", \"rootfs\": {\"diff_ids\": []}}");
    return "base:12";
  }

  private Problem refusal() {
    return refusal("base:12");
  }

  private Problem refusal(String base) {
    return catchThrowableOfType(RefusedException.class, () -> publish(base)).problem();
  }

  private Problem problem() {
    return catchThrowableOfType(ProblemException.class, () -> publish("base:12")).problem();
  }

  private void publish(String base) {
    images().plan(specimen.spec(name(base), door.authority() + "/flyway")).publish();
  }

  private static JibImages images() {
    return new JibImages(LOGIN);
  }

  private String name(String image) {
    return door.authority() + "/" + image;
  }

  private Response get(AnswerLimits limits, String path) throws IOException {
    return new RegistryTransport(door.authority(), true, limits)
        .get(URI.create("http://" + door.authority() + path).toURL(), Request.builder().build());
  }

  private static String host(HttpServer server) {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private static String address(HttpServer server) {
    return "http://" + host(server);
  }

  private HttpServer server(HttpHandler handler) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
      server.setExecutor(threads);
      server.createContext("/", handler);
      server.start();
      return server;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    HttpHandler found = answers.get(asked);
    if (found == null) {
      reply(exchange, 404, "", new byte[0]);
    } else {
      found.handle(exchange);
    }
  }

  private void elsewhere(HttpExchange exchange) throws IOException {
    elsewhere.add(
        "%s %s %s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders().getFirst("Authorization")));
    reply(exchange, 403, "", new byte[0]);
  }

  private static void reply(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static void redirect(HttpExchange exchange, int status, String location)
      throws IOException {
    exchange.getResponseHeaders().add("Location", location);
    reply(exchange, status, "", new byte[0]);
  }

  private static void challenge(HttpExchange exchange, String realm) throws IOException {
    exchange
        .getResponseHeaders()
        .add("WWW-Authenticate", "Bearer realm=\"" + realm + "/token\",service=\"x\"");
    reply(exchange, 401, "", new byte[0]);
  }

  /** Until the client has had enough. */
  private static void endless(HttpExchange exchange, int status) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().add("Content-Type", LayeredImage.MANIFEST);
    exchange.sendResponseHeaders(status, 0);
    byte[] blanks = new byte[1 << 16];
    Arrays.fill(blanks, (byte) ' ');
    try (OutputStream out = exchange.getResponseBody()) {
      while (true) {
        out.write(blanks);
      }
    }
  }

  /** Sends the same again and again. */
  private static void heads(ServerSocket server, String head) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        while (true) {
          client.getOutputStream().write(head.getBytes(UTF_8));
          client.getOutputStream().flush();
        }
      } catch (IOException e) {
        // The client, or the test, has had enough.
      }
    }
  }
}
