package dev.migratedeploy.image;

import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.blob.Blob;
import com.google.cloud.tools.jib.blob.BlobDescriptor;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.hash.Digests;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A layer as it is pushed: the same bytes for the same files.
 *
 * @param compression how its tar stream is compressed
 * @param diffId the digest of what is in it once it is unzipped
 * @param blob makes its bytes; empty if only the digests are known
 * @param isNew whether it is likely that no registry has it
 */
record BuiltLayer(
    String name,
    Compression compression,
    BlobDescriptor descriptor,
    DescriptorDigest diffId,
    Optional<Blob> blob,
    boolean isNew) {
  private static final int READ = 0644;
  private static final int EXECUTE = 0755;

  /** A layer before it is built. */
  private record Plan(String name, LayerTar tar, boolean isNew) {}

  /** The layers of an image on top of its base, from the lowest up, as files of a directory. */
  static List<BuiltLayer> all(ImageSpec spec, Path directory) throws IOException {
    List<BuiltLayer> layers = new ArrayList<>();
    for (Plan plan : plans(spec)) {
      Path file = directory.resolve(plan.name() + spec.compression().suffix());
      try (OutputStream out = Files.newOutputStream(file)) {
        layers.add(build(plan, spec.compression(), out, Optional.of(Blobs.from(file))));
      }
    }
    return layers;
  }

  /** The same, of which nothing is kept but what they are known by. */
  static List<BuiltLayer> digests(ImageSpec spec) throws IOException {
    List<BuiltLayer> layers = new ArrayList<>();
    for (Plan plan : plans(spec)) {
      layers.add(
          build(plan, spec.compression(), OutputStream.nullOutputStream(), Optional.empty()));
    }
    return layers;
  }

  /** How many bytes of them a machine pulls that has none of them. */
  static long size(ImageSpec spec) {
    try {
      return digests(spec).stream().mapToLong(layer -> layer.descriptor().getSize()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the scripts again", e);
    }
  }

  /** What rarely changes comes first: a machine that has it pulls only what is above it. */
  private static List<Plan> plans(ImageSpec spec) {
    List<Plan> plans = new ArrayList<>();
    LayerTar entrypoint =
        new LayerTar().file(spec.entrypoint().script(), ImageSpec.ENTRYPOINT, EXECUTE);
    if (spec.entrypoint().observed()) {
      plans.add(
          new Plan(
              "observer",
              new LayerTar().file(ObserverFiles.jar(), ObserverFiles.JAR, READ),
              false));
      ObserverFiles.scripts().forEach((target, text) -> entrypoint.file(text, target, READ));
    }
    spec.entrypoint().others().forEach((target, text) -> entrypoint.file(text, target, READ));
    plans.add(new Plan("entrypoint", entrypoint, false));
    if (!spec.extra().files().isEmpty()) {
      plans.add(new Plan(spec.extra().name(), files(spec.extra()), false));
    }
    plans.add(new Plan(spec.scripts().name(), files(spec.scripts()), true));
    return plans;
  }

  DescriptorDigest digest() {
    return descriptor.getDigest();
  }

  private static LayerTar files(ImageLayer layer) {
    LayerTar tar = new LayerTar();
    layer.files().forEach(file -> tar.file(file.content(), file.target(), READ));
    return tar;
  }

  private static BuiltLayer build(
      Plan plan, Compression compression, OutputStream out, Optional<Blob> blob)
      throws IOException {
    DescriptorDigest[] diffId = new DescriptorDigest[1];
    BlobDescriptor descriptor =
        Digests.computeDigest(
            zipped -> {
              try (OutputStream zip = compression.into(zipped)) {
                diffId[0] = plan.tar().blob().writeTo(zip).getDigest();
              }
            },
            out);
    return new BuiltLayer(plan.name(), compression, descriptor, diffId[0], blob, plan.isNew());
  }
}
