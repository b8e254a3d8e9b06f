package dev.migratedeploy.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import java.security.DigestException;
import java.util.List;

/**
 * A layer of a base image, which stays as it is.
 *
 * @param descriptor media type, digest, size and the rest, from the base's manifest
 */
record BaseLayer(ObjectNode descriptor) {
  /** What a manifest may say of a layer and a container needs; the rest of it is left out. */
  private static final List<String> FIELDS =
      List.of("mediaType", "digest", "size", "urls", "annotations");

  static BaseLayer of(JsonNode described) {
    ObjectNode descriptor = JsonNodeFactory.instance.objectNode();
    FIELDS.stream()
        .filter(described::hasNonNull)
        .forEach(field -> descriptor.set(field, described.get(field)));
    return new BaseLayer(descriptor);
  }

  String mediaType() {
    return descriptor.path("mediaType").asText();
  }

  DescriptorDigest digest() {
    try {
      return DescriptorDigest.fromDigest(descriptor.path("digest").asText());
    } catch (DigestException e) {
      throw new IllegalStateException("a layer without a digest", e);
    }
  }

  long size() {
    return descriptor.path("size").asLong();
  }

  /** Whether its bytes are elsewhere than in a registry, as with some layers of Windows. */
  boolean isForeign() {
    return !descriptor.path("urls").isEmpty();
  }
}
