package dev.migratedeploy.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryException;
import dev.migratedeploy.problem.Problem;
import dev.migratedeploy.problem.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Images, built and pushed by the parts that Jib is made of: no Docker, no root. Jib's own order of
 * requests is not used: it asks for every layer by itself, and downloads those that it then mounts.
 */
public final class JibImages implements Images {
  private final JibRegistries registries;

  public JibImages(RegistryLogin.Source logins) {
    this.registries = new JibRegistries(logins);
  }

  @Override
  public PlannedImage plan(ImageSpec spec) {
    ImageReference named = parse("image.base", spec.base());
    JibRepository target = registries.repository(parse("image.repository", spec.repository()));
    BaseImage base = BaseImage.find(spec.base(), named, registries.repository(named));
    String tag = tag(base.digest(), spec);
    return new Planned(spec, base, target, tag, there(spec, target, tag));
  }

  /** The digest of the very image, if the registry has it already. */
  private static Optional<String> there(ImageSpec spec, JibRepository target, String tag) {
    return RegistryFailure.orThrow(
            "look for " + tag + " in " + spec.repository(),
            target.registry(),
            () -> target.manifest(tag))
        .map(manifest -> manifest.getDigest().toString());
  }

  private static String tag(String baseDigest, ImageSpec spec) {
    try {
      return ContentTag.of(baseDigest, spec);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the scripts again", e);
    }
  }

  private final class Planned implements PlannedImage {
    private final ImageSpec spec;
    private final BaseImage base;
    private final JibRepository target;
    private final String tag;
    private final Optional<String> digest;

    Planned(
        ImageSpec spec, BaseImage base, JibRepository target, String tag, Optional<String> digest) {
      this.spec = spec;
      this.base = base;
      this.target = target;
      this.tag = tag;
      this.digest = digest;
    }

    @Override
    public String repository() {
      return spec.repository();
    }

    @Override
    public String tag() {
      return tag;
    }

    @Override
    public Optional<String> digest() {
      return digest;
    }

    @Override
    public PublishedImage publish() {
      return new PublishedImage(
          spec.repository(), tag, digest.orElseGet(this::push), digest.isPresent());
    }

    private String push() {
      try {
        String pushed = new Push(target, base, spec).as(tag);
        registries.disconnect();
        return pushed;
      } catch (IOException | RegistryException e) {
        return pushedByAnother(e);
      }
    }

    /** A registry with immutable tags refuses the later of two jobs that push the same image. */
    private String pushedByAnother(Exception e) {
      return there(spec, target, tag)
          .orElseThrow(
              () ->
                  RegistryFailure.of(
                      "push the image to " + spec.repository(), target.registry(), e));
    }
  }

  static ImageReference parse(String key, String text) {
    try {
      return ImageReference.parse(text);
    } catch (InvalidImageReferenceException e) {
      throw new RefusedException(
          Problem.of(
              key + " is not the name of an image: " + text,
              "write it as HOST/REPOSITORY, the base with :TAG or @sha256:DIGEST"),
          e);
    }
  }
}
