package dev.migratedeploy.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import java.security.DigestException;

/**
 * A layer of a base image, which stays as it is.
 *
 * @param descriptor media type, digest, size and the rest, from the base's manifest
 */
record BaseLayer(ObjectNode descriptor) {
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
