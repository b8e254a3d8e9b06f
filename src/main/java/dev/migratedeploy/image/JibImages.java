package dev.migratedeploy.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryException;
import dev.migratedeploy.files.TemporaryDirectory;
import dev.migratedeploy.problem.Problem;
import dev.migratedeploy.problem.RefusedException;
import dev.migratedeploy.time.Ahead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Images, built and pushed by the parts that Jib is made of: no Docker, no root. Jib's own order of
 * requests is not used: it asks for every layer by itself, and downloads those that it then mounts.
 */
public final class JibImages implements Images {
  private final JibRegistries registries;
  private final Map<String, Ahead<BaseImage>> bases = new ConcurrentHashMap<>();

  public JibImages(RegistryLogin.Source logins) {
    this.registries = new JibRegistries(logins);
  }

  /** Looks for a base and logs in to a repository before an image of them is planned. */
  public JibImages expecting(String base, String repository) {
    base(base);
    Ahead.of(() -> target(repository, base));
    return this;
  }

  @Override
  public PlannedImage plan(ImageSpec spec) {
    return new Planned(spec, base(spec.base()).then(base -> look(base, spec)));
  }

  private Ahead<BaseImage> base(String words) {
    return bases.computeIfAbsent(
        words,
        name ->
            DockerHub.counts(name)
                ? Ahead.whenNeeded(() -> findBase(name))
                : Ahead.of(() -> findBase(name)));
  }

  private BaseImage findBase(String words) {
    ImageReference named = parse("image.base", words);
    return BaseImage.find(words, named, registries.repository(named));
  }

  private JibRepository target(String words, String base) {
    return registries.target(parse("image.repository", words), parse("image.base", base));
  }

  /** What is known of an image before it is built. */
  private record Look(BaseImage base, JibRepository target, String tag, Optional<String> digest) {}

  private Look look(BaseImage base, ImageSpec spec) {
    JibRepository target = target(spec.repository(), spec.base());
    String tag = tag(base.digest(), spec);
    return new Look(base, target, tag, there(spec, target, tag));
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
    private final Ahead<Look> look;

    Planned(ImageSpec spec, Ahead<Look> look) {
      this.spec = spec;
      this.look = look;
    }

    @Override
    public String repository() {
      return spec.repository();
    }

    @Override
    public String tag() {
      return look.get().tag();
    }

    @Override
    public Optional<String> digest() {
      return look.get().digest();
    }

    @Override
    public PublishedImage publish() {
      // An image that is there makes no directory, beside which others would be looked for.
      TemporaryDirectory.removeLeft();
      return digest().map(this::there).orElseGet(this::push);
    }

    private PublishedImage there(String digest) {
      return new PublishedImage(spec.repository(), tag(), digest, new Delivery.WasThere());
    }

    private PublishedImage push() {
      JibRepository target = look.get().target();
      try {
        PublishedImage pushed = new Push(target, look.get().base(), spec).as(tag());
        registries.disconnect();
        return pushed;
      } catch (IOException | RegistryException e) {
        return pushedByAnother(target, e);
      }
    }

    /** A registry with immutable tags refuses the later of two jobs that push the same image. */
    private PublishedImage pushedByAnother(JibRepository target, Exception e) {
      return JibImages.there(spec, target, tag())
          .map(this::there)
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
