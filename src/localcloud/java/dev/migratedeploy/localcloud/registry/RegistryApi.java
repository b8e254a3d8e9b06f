package dev.migratedeploy.localcloud.registry;

import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the endpoint for a path of the distribution specification. */
final class RegistryApi {
  private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern PATH =
      Pattern.compile(
          "/v2/(?<name>%s(?:/%s)*)/(?<kind>blobs/uploads|blobs|manifests|tags)/(?<rest>[^/]*)"
              .formatted(PART, PART));

  private final UploadEndpoint uploads;
  private final BlobEndpoint blobs;
  private final ManifestEndpoint manifests;
  private final ListingEndpoint listings;

  RegistryApi(Repositories repositories, BlobStore store) {
    uploads = new UploadEndpoint(repositories, store);
    blobs = new BlobEndpoint(repositories, store);
    manifests = new ManifestEndpoint(repositories);
    listings = new ListingEndpoint(repositories);
  }

  Response answer(Request request) throws IOException, RegistryException {
    String path = URLDecoder.decode(request.path(), StandardCharsets.UTF_8);
    if (path.equals("/v2/") || path.equals("/v2")) {
      return Response.json(200, "{}");
    }
    if (path.equals("/v2/_catalog")) {
      return listings.catalog(request);
    }
    Matcher parts = PATH.matcher(path.endsWith("/uploads") ? path + "/" : path);
    if (!parts.matches()) {
      throw new RegistryException(404, "NAME_INVALID", "no such address: " + path);
    }
    String name = parts.group("name");
    String rest = parts.group("rest");
    return switch (parts.group("kind")) {
      case "blobs/uploads" -> uploads.answer(request, name, rest);
      case "blobs" -> blobs.answer(request, name, rest);
      case "manifests" -> manifests.answer(request, name, rest);
      default -> listings.tags(request, name);
    };
  }
}
