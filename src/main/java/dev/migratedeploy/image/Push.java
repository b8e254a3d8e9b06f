package dev.migratedeploy.image;

import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.blob.Blob;
import com.google.cloud.tools.jib.blob.BlobDescriptor;
import dev.migratedeploy.support.Prefetch;
import dev.migratedeploy.support.TempDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings to a repository what an image consists of and the repository does not have. A layer of the
 * base is mounted where the base is in the same registry; only if that cannot be done its bytes go
 * through this machine, and are not kept on it.
 */
final class Push {
  private final JibRepository target;
  private final BaseImage base;
  private final ImageSpec spec;
  private final Prefetch<KnownBlobs> known;
  private final List<Prefetch<PushedBlob>> pushes = new ArrayList<>();
  private final Moves moves = new Moves();

  Push(JibRepository target, BaseImage base, ImageSpec spec) {
    this.target = target;
    this.base = base;
    this.spec = spec;
    this.known = Prefetch.of(() -> KnownBlobs.of(spec.previous(), target));
  }

  /**
   * Pushes the image.
   *
   * @param tag its name; if there is none it is found by its digest, and no tag changes
   * @throws RegistryException if the registry does not take what was built
   */
  PublishedImage as(Optional<String> tag) throws IOException, RegistryException {
    Prefetch<BaseContent> below = Prefetch.of(() -> base.forArchitecture(spec.architecture()));
    try (TempDirectory work = TempDirectory.open()) {
      target.prepareToPush();
      List<BuiltLayer> layers = BuiltLayer.all(spec, work.path());
      layers.forEach(this::push);
      below.get().layers().stream().filter(layer -> !layer.isForeign()).forEach(this::pushOfBase);
      BuiltImage image = BuiltImage.of(below.get(), layers);
      BlobDescriptor configuration = image.configurationDescriptor();
      if (target.push(configuration.getDigest(), image.configuration(), Optional.empty())) {
        moves.sent(configuration.getSize());
      }
      pushes.forEach(Prefetch::get);
      BlobDescriptor manifest = image.descriptor();
      String digest = manifest.getDigest().toString();
      target.push(image.manifest(), tag.orElse(digest));
      moves.sent(manifest.getSize());
      return new PublishedImage(
          spec.repository(), tag.orElse(""), digest, moves.delivery(base.repository().name()));
    }
  }

  private void push(BuiltLayer layer) {
    pushes.add(
        Prefetch.of(
            () -> {
              PushedBlob pushed =
                  push(layer.digest(), layer.blob().orElseThrow(), Optional.empty(), layer.isNew());
              if (pushed == PushedBlob.SENT) {
                moves.sent(layer.descriptor().getSize());
              }
              return pushed;
            }));
  }

  private void pushOfBase(BaseLayer layer) {
    DescriptorDigest digest = layer.digest();
    Optional<String> mount =
        Optional.of(base.repository())
            .filter(from -> from.registry().equals(target.registry()))
            .map(JibRepository::name);
    pushes.add(
        Prefetch.of(
            () -> {
              PushedBlob pushed =
                  push(digest, base.repository().blob(digest, layer.size()), mount, false);
              switch (pushed) {
                case THERE -> {}
                case MOUNTED -> moves.mountedOfBase();
                case SENT -> moves.sentOfBase(layer.size());
              }
              return pushed;
            }));
  }

  /**
   * Pushes a blob, unless the repository has it.
   *
   * @param isNew spares the question for what no repository can have yet
   */
  private PushedBlob push(
      DescriptorDigest digest, Blob blob, Optional<String> mount, boolean isNew) {
    return RegistryFailure.orThrow(
        "push the image to " + spec.repository(),
        target.registry(),
        () -> {
          if (known.get().include(digest) || (!isNew && target.has(digest))) {
            return PushedBlob.THERE;
          }
          return target.push(digest, blob, mount) ? PushedBlob.SENT : PushedBlob.MOUNTED;
        });
  }
}
