package dev.migratedeploy.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.localcloud.registry.LocalRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** An image as a client that pulls it from the registry gets it. */
record StoredImage(LocalRegistry registry, String repository, JsonNode manifest, JsonNode config) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A file or directory of a layer.
   *
   * @param mode permissions, in octal
   * @param owner user and group, by number
   */
  record Entry(String name, String mode, String owner, String text) {}

  static StoredImage read(LocalRegistry registry, String repository, String reference) {
    JsonNode manifest = json(registry.manifest(repository, reference).orElseThrow().bytes());
    byte[] config = blob(registry, repository, manifest.at("/config/digest").asText());
    return new StoredImage(registry, repository, manifest, json(config));
  }

  /** The digests of the layers as they are pulled, from the lowest up. */
  List<String> layers() {
    return StreamSupport.stream(manifest.path("layers").spliterator(), false)
        .map(layer -> layer.path("digest").asText())
        .toList();
  }

  List<Entry> layer(int number) {
    byte[] blob = blob(registry, repository, layers().get(number));
    List<Entry> entries = new ArrayList<>();
    try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(blob));
        TarArchiveInputStream tar = new TarArchiveInputStream(gzip)) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        entries.add(
            new Entry(
                e.getName(),
                Integer.toOctalString(e.getMode() & 0777),
                e.getLongUserId() + ":" + e.getLongGroupId(),
                new String(tar.readAllBytes(), StandardCharsets.UTF_8)));
      }
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] blob(LocalRegistry registry, String repository, String digest) {
    URI address =
        URI.create("http://" + registry.authority() + "/v2/" + repository + "/blobs/" + digest);
    try (InputStream in = address.toURL().openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
