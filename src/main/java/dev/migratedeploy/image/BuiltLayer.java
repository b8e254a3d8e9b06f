package dev.migratedeploy.image;

import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.blob.Blob;
import com.google.cloud.tools.jib.blob.BlobDescriptor;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.hash.Digests;
import com.google.cloud.tools.jib.image.ReferenceLayer;
import com.google.cloud.tools.jib.image.ReproducibleLayerBuilder;
import com.google.common.collect.ImmutableList;
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
  private static final FilePermissions READ = FilePermissions.fromOctalString("644");
  private static final FilePermissions EXECUTE = FilePermissions.fromOctalString("755");

  /** The layers of an image on top of its base, from the lowest up, as files of a directory. */
  static List<BuiltLayer> all(ImageSpec spec, Path directory) throws IOException {
    List<BuiltLayer> layers = new ArrayList<>();
    layers.add(build(entries(spec.scripts()), directory, true));
    layers.add(build(entrypoint(spec.entrypoint(), directory), directory, false));
    if (!spec.extra().files().isEmpty()) {
      layers.add(build(entries(spec.extra()), directory, false));
    }
    return layers;
  }

  DescriptorDigest digest() {
    return descriptor.getDigest();
  }

  Blob blob() {
    return Blobs.from(file);
  }

  ReferenceLayer reference() {
    return new ReferenceLayer(descriptor, diffId);
  }

  private static FileEntriesLayer entries(ImageLayer layer) {
    FileEntriesLayer.Builder entries = FileEntriesLayer.builder().setName(layer.name());
    layer
        .files()
        .forEach(
            file -> entries.addEntry(file.source(), AbsoluteUnixPath.get(file.target()), READ));
    return entries.build();
  }

  private static FileEntriesLayer entrypoint(String script, Path directory) throws IOException {
    return FileEntriesLayer.builder()
        .setName("entrypoint")
        .addEntry(
            Files.writeString(directory.resolve("run"), script),
            AbsoluteUnixPath.get(ImageSpec.ENTRYPOINT),
            EXECUTE)
        .build();
  }

  private static BuiltLayer build(FileEntriesLayer layer, Path directory, boolean isNew)
      throws IOException {
    Blob tar = new ReproducibleLayerBuilder(ImmutableList.copyOf(layer.getEntries())).build();
    Path file = directory.resolve(layer.getName() + ".tar.gz");
    DescriptorDigest[] diffId = new DescriptorDigest[1];
    try (OutputStream out = Files.newOutputStream(file)) {
      BlobDescriptor descriptor =
          Digests.computeDigest(
              zipped -> {
                GZIPOutputStream zip = new GZIPOutputStream(zipped);
                diffId[0] = tar.writeTo(zip).getDigest();
                zip.finish();
              },
              out);
      return new BuiltLayer(layer.getName(), file, descriptor, diffId[0], isNew);
    }
  }
}
