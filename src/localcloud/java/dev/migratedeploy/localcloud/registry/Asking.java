package dev.migratedeploy.localcloud.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Asks a registry by hand. */
record Asking(LocalRegistry registry) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  HttpResponse<String> ask(String method, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + registry.authority() + path))
            .method(method, BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  HttpResponse<String> ask(String method, String path, String... headers)
      throws IOException, InterruptedException {
    return ask(method, path, new byte[0], headers);
  }

  /** Starts an upload and returns its address. */
  String upload(String repository) throws IOException, InterruptedException {
    return ask("POST", "/v2/" + repository + "/blobs/uploads/")
        .headers()
        .firstValue("Location")
        .orElseThrow();
  }
}
