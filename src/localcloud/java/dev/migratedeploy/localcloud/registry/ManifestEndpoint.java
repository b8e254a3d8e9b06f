package dev.migratedeploy.localcloud.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /v2/NAME/manifests/REFERENCE}: what makes blobs an image. */
final class ManifestEndpoint {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

  private final Repositories repositories;

  ManifestEndpoint(Repositories repositories) {
    this.repositories = repositories;
  }

  Response answer(Request request, String name, String reference)
      throws IOException, RegistryException {
    return switch (request.method()) {
      case "GET", "HEAD" -> get(name, reference);
      case "PUT" -> put(request, name, reference);
      case "DELETE" -> {
        if (!repositories.toPush(name).delete(reference)) {
          throw unknown(reference);
        }
        yield Response.empty(202);
      }
      default -> throw RegistryException.unsupported();
    };
  }

  private Response get(String name, String reference) throws RegistryException {
    StoredManifest manifest =
        repositories.toRead(name).manifest(reference).orElseThrow(() -> unknown(reference));
    return Response.bytes(200, manifest.bytes())
        .with("Content-Type", manifest.mediaType())
        .with("Docker-Content-Digest", manifest.digest().value());
  }

  private Response put(Request request, String name, String reference)
      throws IOException, RegistryException {
    StoredRepository repository = repositories.toPush(name);
    String text = request.text();
    JsonNode json = parse(text);
    checkReferences(json, repository);
    String mediaType = request.header("Content-Type").orElse(json.path("mediaType").asText());
    StoredManifest manifest = new StoredManifest(mediaType, text);
    Optional<Digest> expected = Digest.parse(reference);
    if (expected.isEmpty()) {
      checkTag(reference);
      repository.put(reference, manifest);
    } else if (expected.get().equals(manifest.digest())) {
      repository.put(manifest);
    } else {
      throw RegistryException.digestInvalid(
          "provided digest did not match uploaded content: " + manifest.digest());
    }
    return Response.empty(201)
        .with("Location", "/v2/%s/manifests/%s".formatted(name, manifest.digest()))
        .with("Docker-Content-Digest", manifest.digest().value());
  }

  private static JsonNode parse(String text) throws RegistryException {
    try {
      JsonNode json = JSON.readTree(text);
      if (json.has("config") || json.has("manifests")) {
        return json;
      }
    } catch (JsonProcessingException e) {
      throw invalid(e.getOriginalMessage());
    }
    throw invalid("neither an image manifest nor an index");
  }

  /** An image must be whole when it gets its name. */
  private static void checkReferences(JsonNode json, StoredRepository repository)
      throws RegistryException {
    if (json.has("config")) {
      checkBlob(json.get("config"), repository);
    }
    for (JsonNode layer : json.path("layers")) {
      checkBlob(layer, repository);
    }
    for (JsonNode child : json.path("manifests")) {
      String digest = child.path("digest").asText();
      if (Digest.parse(digest).filter(repository::holds).isEmpty()) {
        throw new RegistryException(
            400, "MANIFEST_BLOB_UNKNOWN", "manifest unknown to registry: " + digest);
      }
    }
  }

  private static void checkBlob(JsonNode descriptor, StoredRepository repository)
      throws RegistryException {
    String digest = descriptor.path("digest").asText();
    // A layer with addresses of its own, such as one of Windows, is never pushed.
    boolean elsewhere = !descriptor.path("urls").isEmpty();
    if (!elsewhere && Digest.parse(digest).filter(repository.blobs::contains).isEmpty()) {
      throw new RegistryException(
          400, "MANIFEST_BLOB_UNKNOWN", "blob unknown to registry: " + digest);
    }
  }

  private static void checkTag(String tag) throws RegistryException {
    if (!TAG.matcher(tag).matches()) {
      throw invalid("not a tag: " + tag);
    }
  }

  private static RegistryException invalid(String message) {
    return new RegistryException(400, "MANIFEST_INVALID", "manifest invalid: " + message);
  }

  private static RegistryException unknown(String reference) {
    return new RegistryException(
        404, "MANIFEST_UNKNOWN", "manifest unknown: Requested image not found: " + reference);
  }
}
