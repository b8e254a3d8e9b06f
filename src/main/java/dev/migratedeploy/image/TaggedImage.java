package dev.migratedeploy.image;

import com.google.cloud.tools.jib.api.RegistryException;
import dev.migratedeploy.support.Prefetch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * What the tag of an image names. The tag can be worked out by everybody, and anybody who may push
 * can have put anything under it: an image counts as ours only if its manifest, and with it every
 * layer and the whole configuration, is the one that would be pushed.
 */
sealed interface TaggedImage {
  record None() implements TaggedImage {}

  record Ours(String digest) implements TaggedImage {}

  /**
   * Another image, or no image at all.
   *
   * @param digest what the tag names
   * @param ours the image that was looked for
   */
  record Another(String digest, String ours) implements TaggedImage {}

  /** Looks, with one request if there is nothing or an image of ours. */
  static TaggedImage of(String tag, JibRepository repository, BaseImage base, ImageSpec spec)
      throws IOException, RegistryException {
    Prefetch<List<BuiltLayer>> layers = Prefetch.of(() -> layers(spec));
    Optional<ImageDocument> found = repository.manifest(tag);
    if (found.isEmpty()) {
      return new None();
    }
    BaseContent content =
        carried(found.get(), base, spec).orElseGet(() -> base.forArchitecture(spec.architecture()));
    String ours = BuiltImage.of(content, layers.get()).descriptor().getDigest().toString();
    String digest = found.get().digest();
    return digest.equals(ours) ? new Ours(digest) : new Another(digest, ours);
  }

  /** What is in the base, by the documents that the image carries; empty if it does not. */
  private static Optional<BaseContent> carried(ImageDocument found, BaseImage base, ImageSpec spec)
      throws RegistryException {
    try {
      return Optional.of(base.forArchitecture(spec.architecture(), BaseDocuments.in(found.json())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<BuiltLayer> layers(ImageSpec spec) {
    try {
      return BuiltLayer.digests(spec);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the scripts again", e);
    }
  }
}
