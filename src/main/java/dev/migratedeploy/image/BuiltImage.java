package dev.migratedeploy.image;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.tools.jib.blob.Blob;
import com.google.cloud.tools.jib.blob.BlobDescriptor;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.hash.Digests;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The base image with our layers on top, as the two documents that describe it. They hold no time
 * and nothing of this machine. What the base says and this tool does not know stays in them.
 */
record BuiltImage(
    Blob configuration, BlobDescriptor configurationDescriptor, BuiltManifest manifest) {
  private static final List<String> OURS = List.of("Entrypoint", "Cmd");
  private static final String EPOCH = "1970-01-01T00:00:00Z";

  static BuiltImage of(BaseContent base, List<BuiltLayer> layers) throws IOException {
    Blob configuration = Blobs.from(configuration(base, layers).toString());
    Descriptor descriptor = new Descriptor(configuration.writeTo(OutputStream.nullOutputStream()));
    return new BuiltImage(
        configuration,
        descriptor.blob(),
        BuiltManifest.of(
            fitsDocker(base, layers),
            descriptor,
            descriptors(base, layers),
            BaseDocuments.annotations(base.documents())));
  }

  /** The digest that the registry will know it by, and the manifest's size. */
  BlobDescriptor descriptor() throws IOException {
    return Digests.computeDigest(manifest);
  }

  private static List<ObjectNode> descriptors(BaseContent base, List<BuiltLayer> layers) {
    boolean docker = fitsDocker(base, layers);
    return Stream.concat(
            base.layers().stream()
                .map(
                    layer ->
                        docker
                            ? layer.descriptor()
                            : layer
                                .descriptor()
                                .deepCopy()
                                .put("mediaType", LayerTypes.asOci(layer.mediaType()))),
            layers.stream()
                .map(layer -> new Descriptor(layer.descriptor()).json(type(layer, docker))))
        .toList();
  }

  private static String type(BuiltLayer layer, boolean docker) {
    Compression compression = layer.compression();
    return docker ? compression.dockerType().orElseThrow() : compression.ociType();
  }

  private static boolean fitsDocker(BaseContent base, List<BuiltLayer> layers) {
    return base.fitsDocker()
        && layers.stream().allMatch(layer -> layer.compression().dockerType().isPresent());
  }

  /**
   * Container runtimes find a name in any case, the last one counts, and none is to be the base's.
   */
  private static void remove(ObjectNode config, String name) {
    List<String> names = new ArrayList<>();
    config.fieldNames().forEachRemaining(names::add);
    config.remove(names.stream().filter(name::equalsIgnoreCase).toList());
  }

  /** The base's command is left out: it was meant for another entrypoint. */
  private static ObjectNode configuration(BaseContent base, List<BuiltLayer> layers) {
    ObjectNode whole = base.configuration().deepCopy();
    whole.put("created", EPOCH);
    ObjectNode config =
        whole.get("config") instanceof ObjectNode known ? known : whole.putObject("config");
    OURS.forEach(name -> remove(config, name));
    config.putArray("Entrypoint").add(ImageSpec.ENTRYPOINT);
    ArrayNode diffIds = whole.withObject("/rootfs").withArray("diff_ids");
    layers.forEach(layer -> diffIds.add(layer.diffId().toString()));
    ArrayNode history =
        whole.get("history") instanceof ArrayNode known ? known : whole.putArray("history");
    // A base whose history tells less than its layers is given entries for the rest.
    for (long told = base.toldLayers(); told < base.layers().size(); told++) {
      history.addObject().put("created", EPOCH).put("comment", "a layer of the base image");
    }
    layers.forEach(
        layer ->
            history
                .addObject()
                .put("created", EPOCH)
                .put("created_by", "migrate-deploy")
                .put("comment", layer.name()));
    return whole;
  }
}
