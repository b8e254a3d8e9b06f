package dev.migratedeploy.localcloud.registry;

import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** {@code /v2/NAME/blobs/uploads/}: blobs on their way in. */
final class UploadEndpoint {
  private final Repositories repositories;
  private final BlobStore blobs;
  private final Map<String, Upload> open = new ConcurrentHashMap<>();

  UploadEndpoint(Repositories repositories, BlobStore blobs) {
    this.repositories = repositories;
    this.blobs = blobs;
  }

  Response answer(Request request, String name, String id) throws IOException, RegistryException {
    StoredRepository repository = repositories.toPush(name);
    if (id.isEmpty() && request.method().equals("POST")) {
      return begin(request, repository);
    }
    Upload upload = Optional.ofNullable(open.get(id)).orElseThrow(UploadEndpoint::unknown);
    return switch (request.method()) {
      case "GET" -> progress(204, repository, id, upload);
      case "PATCH" -> {
        append(request, upload);
        yield progress(202, repository, id, upload);
      }
      case "PUT" -> {
        Digest digest = digest(request.parameter("digest").orElse(""));
        append(request, upload);
        open.remove(id);
        yield finish(upload, digest, repository);
      }
      case "DELETE" -> {
        open.remove(id);
        upload.cancel();
        yield Response.empty(204);
      }
      default -> throw RegistryException.unsupported();
    };
  }

  private Response begin(Request request, StoredRepository repository)
      throws IOException, RegistryException {
    Optional<Digest> mounted = request.parameter("mount").flatMap(Digest::parse);
    if (mounted.isPresent() && mayMount(request, mounted.get())) {
      repository.blobs.add(mounted.get());
      return created(repository, mounted.get());
    }
    Upload upload = new Upload(blobs.newUpload());
    Optional<String> whole = request.parameter("digest");
    if (whole.isPresent()) {
      Digest digest = digest(whole.get());
      upload.append(request.body());
      return finish(upload, digest, repository);
    }
    String id = UUID.randomUUID().toString();
    open.put(id, upload);
    return progress(202, repository, id, upload);
  }

  private boolean mayMount(Request request, Digest blob) {
    return request
        .parameter("from")
        .flatMap(repositories::find)
        .filter(source -> source.blobs.contains(blob))
        .isPresent();
  }

  private static void append(Request request, Upload upload) throws IOException, RegistryException {
    Optional<String> range = request.header("Content-Range");
    if (range.isPresent() && !range.get().startsWith(upload.size() + "-")) {
      throw new RegistryException(
          416,
          "BLOB_UPLOAD_INVALID",
          "range %s does not begin at %d".formatted(range.get(), upload.size()));
    }
    upload.append(request.body());
  }

  private Response finish(Upload upload, Digest digest, StoredRepository repository)
      throws IOException, RegistryException {
    upload.finish(digest, blobs);
    repository.blobs.add(digest);
    return created(repository, digest);
  }

  private static Response created(StoredRepository repository, Digest digest) {
    return Response.empty(201)
        .with("Location", "/v2/%s/blobs/%s".formatted(repository.name, digest))
        .with("Docker-Content-Digest", digest.value());
  }

  private static Response progress(
      int status, StoredRepository repository, String id, Upload upload) {
    return Response.empty(status)
        .with("Location", "/v2/%s/blobs/uploads/%s".formatted(repository.name, id))
        .with("Range", "0-" + Math.max(0, upload.size() - 1))
        .with("Docker-Upload-UUID", id);
  }

  private static Digest digest(String text) throws RegistryException {
    return Digest.parse(text)
        .orElseThrow(() -> RegistryException.digestInvalid("not a SHA-256 digest: " + text));
  }

  private static RegistryException unknown() {
    return new RegistryException(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry");
  }
}
