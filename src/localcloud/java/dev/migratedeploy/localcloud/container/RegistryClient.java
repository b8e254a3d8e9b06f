package dev.migratedeploy.localcloud.container;

import dev.migratedeploy.localcloud.registry.Digest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;

/** Reads from a registry over plain HTTP and checks every digest. */
final class RegistryClient {
  private static final String MANIFESTS =
      String.join(
          ", ",
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.docker.distribution.manifest.v2+json");

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
  private final Optional<RegistryLogin> login;

  RegistryClient(Optional<RegistryLogin> login) {
    this.login = login;
  }

  byte[] manifest(ImageReference image) throws IOException {
    HttpResponse<byte[]> response = get(image.manifest(), BodyHandlers.ofByteArray());
    switch (response.statusCode()) {
      case 200 -> {}
      case 404 -> throw new IOException("not found");
      case 401, 403 ->
          throw new IOException(
              "pull access denied, repository does not exist or may require authorization:"
                  + " authorization failed: "
                  + (login.isPresent() ? "access denied" : "no basic auth credentials"));
      default ->
          throw new IOException(
              "unexpected status from GET request to %s: %d"
                  .formatted(image.manifest(), response.statusCode()));
    }
    if (image.digest().isPresent()) {
      check(Digest.of(response.body()), image.digest().get());
    }
    return response.body();
  }

  /** Leaves a file behind also where it fails. */
  void blob(ImageReference image, Digest digest, Path file) throws IOException {
    HttpResponse<Path> response = get(image.blob(digest), BodyHandlers.ofFile(file));
    if (response.statusCode() != 200) {
      throw new IOException(
          "failed to copy: httpReadSeeker: failed open: unexpected status code %s: %d"
              .formatted(image.blob(digest), response.statusCode()));
    }
    check(Tree.digest(file), digest);
  }

  private static void check(Digest actual, Digest expected) throws IOException {
    if (!actual.equals(expected)) {
      throw new IOException(
          "unexpected commit digest %s, expected %s: failed precondition"
              .formatted(actual, expected));
    }
  }

  private <T> HttpResponse<T> get(URI uri, BodyHandler<T> body) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", MANIFESTS);
    login.ifPresent(present -> request.header("Authorization", present.header()));
    try {
      return http.send(request.build(), body);
    } catch (java.net.ConnectException e) {
      throw new IOException(
          "failed to do request: Get \"%s\": dial tcp %s: connect: connection refused"
              .formatted(uri, uri.getAuthority()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("context canceled");
    }
  }
}
