package dev.migratedeploy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** An image in one file: a tar of an OCI image layout ("OCI Image Layout Specification"). */
final class OciArchive {
  /** A document of an image is far smaller, a layer mostly larger. */
  private static final int MOST_OF_A_DOCUMENT = 1 << 20;

  private static final String BLOBS = "blobs/sha256/";

  private OciArchive() {}

  /** The size of all layers of its one image, as they are pulled. */
  static long layerBytes(Path tar) throws IOException {
    Map<String, byte[]> documents = new TreeMap<>();
    try (InputStream in = Files.newInputStream(tar);
        TarArchiveInputStream entries = new TarArchiveInputStream(in)) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        if (entry.isFile() && entry.getSize() < MOST_OF_A_DOCUMENT) {
          documents.put(entry.getName(), entries.readAllBytes());
        }
      }
    }
    ObjectMapper json = new ObjectMapper();
    JsonNode index = json.readTree(document(documents, "index.json", tar));
    String digest = index.path("manifests").path(0).path("digest").asText();
    JsonNode manifest =
        json.readTree(document(documents, BLOBS + digest.replace("sha256:", ""), tar));
    long bytes = 0;
    for (JsonNode layer : manifest.path("layers")) {
      bytes += layer.path("size").asLong();
    }
    return bytes;
  }

  private static byte[] document(Map<String, byte[]> documents, String name, Path tar)
      throws IOException {
    byte[] found = documents.get(name);
    if (found == null) {
      throw new IOException("there is no " + name + " in " + tar);
    }
    return found;
  }
}
