package dev.migratedeploy.image;

import com.google.cloud.tools.jib.http.Request;
import com.google.cloud.tools.jib.http.Response;
import dev.migratedeploy.support.Sleeper;
import java.io.IOException;
import java.net.URL;
import java.util.Optional;

/**
 * Lets Jib begin an upload and stops it before the first byte, so that the upload can be cancelled
 * (OCI distribution specification, "Pushing blobs"). A registry that knows no cancelling, as ECR,
 * drops an upload by itself that nobody goes on with.
 */
final class PushProbe extends RegistryTransport {
  /** What Jib sends first when it goes on with an upload. */
  private static final String FIRST_PIECE = "PATCH";

  private Optional<URL> upload = Optional.empty();
  private Optional<Request> begun = Optional.empty();

  /** The registry has begun an upload, which is all that was to be seen. */
  static final class Begun extends IOException {
    private static final long serialVersionUID = 1;
  }

  PushProbe(String registry, Sleeper sleeper) {
    super(registry, sleeper);
  }

  @Override
  public Response call(String method, URL url, Request request) throws IOException {
    if (method.equals(FIRST_PIECE)) {
      upload = Optional.of(url);
      throw new Begun();
    }
    Response response = super.call(method, url, request);
    if (method.equals("POST") && url.getPath().contains("/blobs/uploads/")) {
      begun = Optional.of(request);
    }
    return response;
  }

  /** Cancels the upload; a failure to do so leaves an upload that the registry drops by itself. */
  void takeBack() {
    if (upload.isEmpty() || begun.isEmpty()) {
      return;
    }
    try (Response gone = super.call("DELETE", upload.get(), begun.get())) {
      shutDown();
    } catch (IOException e) {
      // Nothing was sent, so nothing is kept.
    }
  }
}
