package dev.migratedeploy.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What a base image consists of, as its own documents say it.
 *
 * @param isDockers whether its manifest is Docker's; else it is OCI's
 * @param layers from the lowest up
 * @param configuration the whole of it, also what this tool knows nothing of
 * @param documents all that were read to find this out, in that order
 */
record BaseContent(
    boolean isDockers,
    List<BaseLayer> layers,
    ObjectNode configuration,
    List<ImageDocument> documents) {
  BaseContent with(List<ImageDocument> read) {
    return new BaseContent(isDockers, layers, configuration, read);
  }

  /** How many layers the configuration knows. */
  int diffIds() {
    return configuration.at("/rootfs/diff_ids").size();
  }

  String platform() {
    return configuration.path("os").asText() + "/" + configuration.path("architecture").asText();
  }

  /** How many layers the history tells of. */
  long toldLayers() {
    return StreamSupport.stream(configuration.path("history").spliterator(), false)
        .filter(entry -> !entry.path("empty_layer").asBoolean())
        .count();
  }

  /** Whether every layer may be in a manifest of Docker's. */
  boolean fitsDocker() {
    return isDockers && layers.stream().map(BaseLayer::mediaType).allMatch(LayerTypes::isDockers);
  }

  static List<BaseLayer> layers(JsonNode manifest) {
    return StreamSupport.stream(manifest.path("layers").spliterator(), false)
        .map(descriptor -> BaseLayer.of(descriptor))
        .toList();
  }
}
