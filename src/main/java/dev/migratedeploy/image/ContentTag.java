package dev.migratedeploy.image;

import dev.migratedeploy.support.Hash;
import java.io.IOException;

/**
 * A tag that says what is in the image: the same base and the same files give the same tag, so a
 * tag that exists already needs no second push, which a registry with immutable tags would refuse.
 */
final class ContentTag {
  private static final int DIGITS = 20;

  /** Another one for each way to make an image of the same content; 0.1.0's was {@code v1}. */
  private static final String FORM = "v3";

  private ContentTag() {}

  static String of(String baseDigest, ImageSpec spec) throws IOException {
    Hash.Parts parts = Hash.SHA256.parts();
    parts.add(FORM).add(baseDigest).add(spec.architecture()).add(spec.entrypoint().script());
    if (spec.compression() != Compression.GZIP) {
      parts.add(spec.compression().word());
    }
    if (spec.entrypoint().observed()) {
      parts.add("observer").add(ObserverFiles.jar());
      ObserverFiles.scripts().forEach((target, text) -> parts.add(target).add(text));
    }
    spec.entrypoint().others().forEach((target, text) -> parts.add(target).add(text));
    for (ImageLayer layer : spec.layers()) {
      parts.add(layer.name());
      for (ImageFile file : layer.files()) {
        parts.add(file.target()).add(file.content().bytes());
      }
    }
    return "migrations-" + parts.digits().substring(0, DIGITS);
  }
}
