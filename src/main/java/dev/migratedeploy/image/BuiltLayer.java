package dev.migratedeploy.image;

import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.blob.Blob;
import com.google.cloud.tools.jib.blob.BlobDescriptor;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.hash.Digests;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * A layer as it is pushed: the same bytes for the same files.
 *
 * @param file where it is until it is pushed
 * @param diffId the digest of what is in the file once it is unzipped
 * @param isNew whether it is likely that no registry has it
 */
record BuiltLayer(
    String name, Path file, BlobDescriptor descriptor, DescriptorDigest diffId, boolean isNew) {
  private static final int READ = 0644;
  private static final int EXECUTE = 0755;

  /** The layers of an image on top of its base, from the lowest up, as files of a directory. */
  static List<BuiltLayer> all(ImageSpec spec, Path directory) throws IOException {
    List<BuiltLayer> layers = new ArrayList<>();
    layers.add(build(spec.scripts().name(), files(spec.scripts()), directory, true));
    layers.add(build("entrypoint", entrypoint(spec.entrypoint(), directory), directory, false));
    if (!spec.extra().files().isEmpty()) {
      layers.add(build(spec.extra().name(), files(spec.extra()), directory, false));
    }
    return layers;
  }

  DescriptorDigest digest() {
    return descriptor.getDigest();
  }

  Blob blob() {
    return Blobs.from(file);
  }

  private static LayerTar files(ImageLayer layer) {
    LayerTar tar = new LayerTar();
    layer.files().forEach(file -> tar.file(file.source(), file.target(), READ));
    return tar;
  }

  private static LayerTar entrypoint(String script, Path directory) throws IOException {
    return new LayerTar()
        .file(Files.writeString(directory.resolve("run"), script), ImageSpec.ENTRYPOINT, EXECUTE);
  }

  private static BuiltLayer build(String name, LayerTar tar, Path directory, boolean isNew)
      throws IOException {
    Path file = directory.resolve(name + ".tar.gz");
    DescriptorDigest[] diffId = new DescriptorDigest[1];
    try (OutputStream out = Files.newOutputStream(file)) {
      BlobDescriptor descriptor =
          Digests.computeDigest(
              zipped -> {
                GZIPOutputStream zip = new GZIPOutputStream(zipped);
                diffId[0] = tar.blob().writeTo(zip).getDigest();
                zip.finish();
              },
              out);
      return new BuiltLayer(name, file, descriptor, diffId[0], isNew);
    }
  }
}
