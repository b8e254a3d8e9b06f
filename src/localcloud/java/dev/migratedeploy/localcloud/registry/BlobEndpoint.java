package dev.migratedeploy.localcloud.registry;

import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.io.input.BoundedInputStream;

/** {@code /v2/NAME/blobs/DIGEST}: blobs on their way out. */
final class BlobEndpoint {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

  private final Repositories repositories;
  private final BlobStore blobs;

  BlobEndpoint(Repositories repositories, BlobStore blobs) {
    this.repositories = repositories;
    this.blobs = blobs;
  }

  Response answer(Request request, String name, String reference)
      throws IOException, RegistryException {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      throw RegistryException.unsupported();
    }
    Digest digest =
        Digest.parse(reference)
            .filter(repositories.toRead(name).blobs::contains)
            .orElseThrow(() -> RegistryException.blobUnknown(reference));
    return content(request.header("Range"), blobs.file(digest))
        .with("Content-Type", "application/octet-stream")
        .with("Accept-Ranges", "bytes")
        .with("Docker-Content-Digest", digest.value());
  }

  private static Response content(Optional<String> header, Path file) throws IOException {
    Optional<Matcher> range = header.map(RANGE::matcher).filter(Matcher::matches);
    if (range.isEmpty()) {
      return Response.file(200, file);
    }
    long size = Files.size(file);
    long first = Long.parseLong(range.get().group(1));
    String end = range.get().group(2);
    long last = end.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(end));
    if (first > last) {
      return Response.empty(416).with("Content-Range", "bytes */" + size);
    }
    long length = last - first + 1;
    return new Response(206, Map.of(), length, () -> part(file, first, length))
        .with("Content-Range", "bytes %d-%d/%d".formatted(first, last, size));
  }

  private static InputStream part(Path file, long first, long length) throws IOException {
    InputStream in = Files.newInputStream(file);
    in.skipNBytes(first);
    return BoundedInputStream.builder().setInputStream(in).setMaxCount(length).get();
  }
}
