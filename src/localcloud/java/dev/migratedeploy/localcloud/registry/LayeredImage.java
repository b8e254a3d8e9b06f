package dev.migratedeploy.localcloud.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An image made by hand, in the OCI format, for linux/amd64.
 *
 * @param layers from the lowest up
 * @param config what stands under {@code config} in the image's configuration: {@code Entrypoint},
 *     {@code Cmd}, {@code Env}, {@code WorkingDir}
 */
public record LayeredImage(List<Layer> layers, Map<String, ?> config) {
  public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  public static final String INDEX = "application/vnd.oci.image.index.v1+json";

  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";

  /**
   * A layer as it lies in a registry.
   *
   * @param diffId the digest of the tar, not compressed
   */
  @SuppressWarnings("ArrayRecordComponent") // layers are never compared
  public record Layer(String mediaType, byte[] blob, Digest diffId) {
    Map<String, Object> descriptor() {
      return LayeredImage.descriptor(mediaType, blob);
    }
  }

  public StoredManifest manifest() {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("schemaVersion", 2);
    manifest.put("mediaType", MANIFEST);
    manifest.put("config", descriptor(CONFIG, configuration()));
    manifest.put("layers", layers.stream().map(Layer::descriptor).toList());
    return new StoredManifest(MANIFEST, new String(json(manifest), StandardCharsets.UTF_8));
  }

  List<byte[]> blobs() {
    List<byte[]> blobs = new ArrayList<>(layers.stream().map(Layer::blob).toList());
    blobs.add(configuration());
    return blobs;
  }

  private byte[] configuration() {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("created", "1970-01-01T00:00:00Z");
    whole.put("architecture", "amd64");
    whole.put("os", "linux");
    whole.put("config", new TreeMap<>(config)); // the same bytes in every run
    Map<String, Object> rootfs = new LinkedHashMap<>();
    rootfs.put("type", "layers");
    rootfs.put("diff_ids", layers.stream().map(layer -> layer.diffId().value()).toList());
    whole.put("rootfs", rootfs);
    return json(whole);
  }

  private static Map<String, Object> descriptor(String mediaType, byte[] blob) {
    Map<String, Object> descriptor = new LinkedHashMap<>();
    descriptor.put("mediaType", mediaType);
    descriptor.put("digest", Digest.of(blob).value());
    descriptor.put("size", blob.length);
    return descriptor;
  }

  private static byte[] json(Map<String, ?> map) {
    try {
      return new JsonMapper().writeValueAsBytes(map);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an image's configuration must be plain JSON", e);
    }
  }
}
