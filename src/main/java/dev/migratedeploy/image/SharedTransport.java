package dev.migratedeploy.image;

import com.google.api.client.http.HttpTransport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One transport for all requests to a registry. Jib asks for a transport of its own for each
 * request, as a connection that is used again may have been closed at the other end: what then
 * fails is sent again here (see {@link RegistryTransport}), and a dozen TLS handshakes are spared.
 */
final class SharedTransport implements Supplier<HttpTransport> {
  private final Supplier<HttpTransport> maker;
  private @Nullable HttpTransport made;

  SharedTransport(Supplier<HttpTransport> maker) {
    this.maker = maker;
  }

  @Override
  public synchronized HttpTransport get() {
    HttpTransport known = made;
    if (known == null) {
      known = maker.get();
      made = known;
    }
    return known;
  }

  /** The next one who asks gets another: the one who closes this has forgotten it before. */
  synchronized void forget() {
    made = null;
  }
}
