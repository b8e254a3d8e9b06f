package dev.migratedeploy.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import com.google.cloud.tools.jib.json.JsonTemplateMapper;
import java.io.IOException;
import java.security.DigestException;
import java.util.Optional;
import java.util.Set;

/** What Jib has read of a manifest, as the document that it was. */
final class BaseManifests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> CONFIGURATIONS =
      Set.of(
          "application/vnd.docker.container.image.v1+json",
          "application/vnd.oci.image.config.v1+json");

  private BaseManifests() {}

  static JsonNode json(ManifestTemplate manifest) throws IOException {
    return JSON.readTree(JsonTemplateMapper.toByteArray(manifest));
  }

  /** A document that is an object; empty for anything else. */
  static Optional<ObjectNode> object(byte[] document) {
    try {
      return JSON.readTree(document) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static boolean isDockers(JsonNode manifest) {
    return manifest.path("mediaType").asText().startsWith("application/vnd.docker.");
  }

  /** Whether a media type is that of an image's configuration, and not of a chart or a wasm. */
  static boolean isConfiguration(String mediaType) {
    return CONFIGURATIONS.contains(mediaType);
  }

  static Optional<DescriptorDigest> configuration(JsonNode manifest) {
    try {
      String digest = manifest.at("/config/digest").asText();
      return digest.isEmpty() ? Optional.empty() : Optional.of(DescriptorDigest.fromDigest(digest));
    } catch (DigestException e) {
      return Optional.empty();
    }
  }
}
