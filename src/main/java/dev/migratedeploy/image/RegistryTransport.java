package dev.migratedeploy.image;

import com.google.cloud.tools.jib.http.Request;
import com.google.cloud.tools.jib.http.Response;
import com.google.cloud.tools.jib.http.ResponseException;
import com.google.cloud.tools.jib.http.TransportHttpClient;
import dev.migratedeploy.network.Loopback;
import dev.migratedeploy.support.Sleeper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * How a registry is talked to. What another server is asked in its name, such as one that gives out
 * tokens, is never asked in the clear, wherever the registry itself is.
 */
class RegistryTransport extends TransportHttpClient {
  private static final Pattern MANIFEST = Pattern.compile(".*/manifests/[^/]+");

  /** With the usual pauses, those of three and a half seconds. */
  private static final int MOST_LOOKUPS = 4;

  private static final Pattern BLOB = Pattern.compile(".*/blobs/sha256:[^/]+");

  /** How tokens are asked for, of whatever server the registry names. */
  private static final Set<String> OF_TOKENS = Set.of("GET", "POST");

  private final String registry;
  private final boolean loopback;
  private final AnswerLimits limits;
  private final List<SharedTransport> shared;
  private final Map<Manner, RegistryTransport> others = new ConcurrentHashMap<>();

  /** How a server is talked to. */
  private record Manner(boolean loopback, AnswerLimits limits) {}

  /** Jib makes a model of its own out of a manifest and forgets the bytes: here they are. */
  static final class ManifestReceived extends IOException {
    private static final long serialVersionUID = 1;

    private final transient byte[] bytes;

    ManifestReceived(byte[] bytes) {
      super("a manifest of " + bytes.length + " bytes");
      this.bytes = bytes;
    }

    ImageDocument document() throws IOException {
      return ImageDocument.of(bytes);
    }
  }

  RegistryTransport(String registry, Sleeper sleeper) {
    this(registry, Loopback.is(registry), AnswerLimits.usual(sleeper));
  }

  RegistryTransport(String registry, boolean loopback, AnswerLimits limits) {
    this(
        registry,
        loopback,
        limits,
        new SharedTransport(() -> BoundedTransport.verified(limits)),
        new SharedTransport(() -> BoundedTransport.unverified(limits)));
  }

  private RegistryTransport(
      String registry,
      boolean loopback,
      AnswerLimits limits,
      SharedTransport verified,
      SharedTransport unverified) {
    super(loopback, verified, unverified);
    this.shared = List.of(verified, unverified);
    this.registry = registry;
    this.loopback = loopback;
    this.limits = limits;
  }

  @Override
  public Response call(String method, URL url, Request request) throws IOException {
    boolean here = loopback && Loopback.is(authority(url));
    AnswerLimits its = BLOB.matcher(url.getPath()).matches() ? limits.forBlobs() : limits;
    if (here != loopback || !its.equals(limits)) {
      return other(here, its).call(method, url, request);
    }
    PlainHttp.refuse(url);
    Response response =
        persistently(method, url, mayHaveLogin(method, url) ? request : withoutLogin(request));
    if (method.equals("GET") && MANIFEST.matcher(url.getPath()).matches()) {
      try (response) {
        InputStream body = response.getBody();
        // Of an answer without a body Jib has none; what asked for the manifest says what is wrong
        // with it.
        throw new ManifestReceived(body == null ? new byte[0] : body.readAllBytes());
      }
    }
    return response;
  }

  private Response persistently(String method, URL url, Request request) throws IOException {
    long begin = limits.nanoTime().getAsLong();
    for (int attempt = 1; ; attempt++) {
      try {
        return super.call(method, url, request);
      } catch (ResponseException | SSLException e) {
        throw e;
      } catch (IOException e) {
        Optional<Duration> pause =
            limits.backoff().pauseAfter(attempt, limits.since(begin), Optional.empty());
        if (pause.isEmpty() || !mayRepeat(request) || isHopeless(e, attempt)) {
          throw e;
        }
        limits.sleeper().sleep(pause.get());
      }
    }
  }

  /** A name server may fail for a moment; a name that is wrong stays wrong. */
  static boolean isHopeless(IOException failure, int attempt) {
    return failure instanceof UnknownHostException && attempt >= MOST_LOOKUPS;
  }

  /** An upload may be told to go on at another server, which is to know by the address what for. */
  private boolean mayHaveLogin(String method, URL url) {
    String authority = authority(url).replaceFirst(":" + url.getDefaultPort() + "$", "");
    return OF_TOKENS.contains(method) || authority.equals(registry);
  }

  /** Empty for an address that names no server, which nobody can be asked at. */
  private static String authority(URL url) {
    return Objects.requireNonNullElse(url.getAuthority(), "");
  }

  @Override
  public void shutDown() throws IOException {
    for (RegistryTransport other : others.values()) {
      other.shutDown();
    }
    shared.forEach(SharedTransport::forget);
    super.shutDown();
  }

  private RegistryTransport other(boolean onLoopback, AnswerLimits its) {
    return others.computeIfAbsent(
        new Manner(onLoopback, its),
        manner -> new RegistryTransport(registry, manner.loopback(), manner.limits()));
  }
}
