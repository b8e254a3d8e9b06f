package dev.migratedeploy.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import java.security.DigestException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Manifests of base images, which the owner of the base has written. */
final class BaseManifests {
  private static final Set<String> CONFIGURATIONS =
      Set.of(
          "application/vnd.docker.container.image.v1+json",
          "application/vnd.oci.image.config.v1+json");

  /** The kernel's overlay file system stacks no more (OVL_MAX_STACK); three of them are ours. */
  private static final int MOST_LAYERS = 500 - 3;

  /** ECR takes layers of 52,000 MiB ("Amazon ECR service quotas"), and no disk of Fargate more. */
  private static final long LARGEST_LAYER = 52_000L << 20;

  private BaseManifests() {}

  /** Why no image can be built on it; empty if nothing speaks against it. */
  static Optional<String> fault(JsonNode manifest) {
    if (!manifest.isObject()) {
      return Optional.of("its manifest is not JSON");
    }
    if (manifest.has("manifests") && (manifest.has("layers") || manifest.has("config"))) {
      return Optional.of("its manifest is an image and an index at once");
    }
    if (configuration(manifest).isEmpty()) {
      return Optional.of("its manifest is in a form of before 2016");
    }
    String type = manifest.at("/config/mediaType").asText();
    if (!CONFIGURATIONS.contains(type)) {
      return Optional.of("it is not a container image but " + OneLine.of(type));
    }
    if (manifest.path("layers").size() > MOST_LAYERS) {
      return Optional.of(
          "it has %d layers, and no more than %d can be mounted"
              .formatted(manifest.path("layers").size(), MOST_LAYERS));
    }
    return StreamSupport.stream(manifest.path("layers").spliterator(), false)
        .flatMap(layer -> layerFault(layer).stream())
        .findFirst();
  }

  private static Optional<String> layerFault(JsonNode layer) {
    String type = layer.path("mediaType").asText();
    if (!LayerTypes.isKnown(type)) {
      return Optional.of(
          "a layer is of the type " + OneLine.of(type) + ", which no container runs");
    }
    JsonNode size = layer.path("size");
    if (!size.isIntegralNumber() || !size.canConvertToLong() || size.asLong() < 0) {
      return Optional.of("a layer has no size");
    }
    if (size.asLong() > LARGEST_LAYER) {
      return Optional.of("a layer is said to have %d bytes".formatted(size.asLong()));
    }
    return digest(layer).isEmpty() ? Optional.of("a layer has no digest") : Optional.empty();
  }

  static boolean isDockers(JsonNode manifest) {
    return manifest.path("mediaType").asText().startsWith("application/vnd.docker.");
  }

  static Optional<DescriptorDigest> configuration(JsonNode manifest) {
    return digest(manifest.path("config"));
  }

  private static Optional<DescriptorDigest> digest(JsonNode descriptor) {
    try {
      return Optional.of(DescriptorDigest.fromDigest(descriptor.path("digest").asText()));
    } catch (DigestException e) {
      return Optional.empty();
    }
  }
}
