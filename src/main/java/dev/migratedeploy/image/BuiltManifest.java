package dev.migratedeploy.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import java.util.List;
import java.util.Map;

/**
 * The manifest of a built image. Jib writes its fields as JSON, in this order; its own templates
 * would give every layer one media type.
 */
@SuppressWarnings({"unused", "FieldCanBeLocal"}) // written by Jib, by reflection
final class BuiltManifest implements ManifestTemplate {
  private static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";
  private static final String OCI = "application/vnd.oci.image.manifest.v1+json";
  private static final String DOCKER_CONFIGURATION =
      "application/vnd.docker.container.image.v1+json";
  private static final String OCI_CONFIGURATION = "application/vnd.oci.image.config.v1+json";

  private final int schemaVersion = 2;
  private final String mediaType;
  private final JsonNode config;
  private final List<? extends JsonNode> layers;
  private final Map<String, String> annotations;

  private BuiltManifest(
      String mediaType,
      JsonNode config,
      List<? extends JsonNode> layers,
      Map<String, String> annotations) {
    this.mediaType = mediaType;
    this.config = config;
    this.layers = layers;
    this.annotations = annotations;
  }

  /**
   * Docker's where the base's is and every layer fits into one, else OCI's. Registries take
   * annotations in both, although only OCI describes them.
   */
  static BuiltManifest of(
      boolean docker,
      Descriptor configuration,
      List<? extends JsonNode> layers,
      Map<String, String> annotations) {
    return docker
        ? new BuiltManifest(DOCKER, configuration.json(DOCKER_CONFIGURATION), layers, annotations)
        : new BuiltManifest(OCI, configuration.json(OCI_CONFIGURATION), layers, annotations);
  }

  @Override
  public int getSchemaVersion() {
    return schemaVersion;
  }

  @Override
  public String getManifestMediaType() {
    return mediaType;
  }
}
