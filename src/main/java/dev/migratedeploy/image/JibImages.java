package dev.migratedeploy.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryException;
import dev.migratedeploy.support.Prefetch;
import dev.migratedeploy.support.Sleeper;
import dev.migratedeploy.support.TempDirectory;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
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
  private final Map<String, Prefetch<BaseImage>> bases = new ConcurrentHashMap<>();

  public JibImages(RegistryCredential.Source logins) {
    this(logins, WaitableClock.system());
  }

  /**
   * Images.
   *
   * @param sleeper waits before a request that failed for the moment is sent again
   */
  public JibImages(RegistryCredential.Source logins, Sleeper sleeper) {
    this.registries = new JibRegistries(logins, sleeper);
  }

  /** Looks for a base and logs in to a repository before an image of them is planned. */
  public JibImages expecting(String base, String repository) {
    base(base);
    Prefetch.of(() -> target(repository, base));
    return this;
  }

  @Override
  public PreparedImage plan(ImageSpec spec) {
    return new Planned(spec, base(spec.base()).then(base -> look(base, spec)));
  }

  private Prefetch<BaseImage> base(String words) {
    return bases.computeIfAbsent(
        words,
        name ->
            DockerHub.counts(name)
                ? Prefetch.whenNeeded(() -> findBase(name))
                : Prefetch.of(() -> findBase(name)));
  }

  private BaseImage findBase(String words) {
    ImageReference named = parse("image.base", words);
    return BaseImage.find(words, named, registries.repository(named));
  }

  private JibRepository target(String words, String base) {
    return registries.target(parse("image.repository", words), parse("image.base", base));
  }

  /** What is known of an image before it is built. */
  private record Look(BaseImage base, JibRepository target, String tag, TaggedImage tagged) {}

  private Look look(BaseImage base, ImageSpec spec) {
    JibRepository target = target(spec.repository(), spec.base());
    String tag = tag(base.digest(), spec);
    return new Look(base, target, tag, tagged(tag, target, base, spec));
  }

  private static TaggedImage tagged(
      String tag, JibRepository target, BaseImage base, ImageSpec spec) {
    return RegistryFailure.orThrow(
        "look for " + tag + " in " + spec.repository(),
        target.registry(),
        () -> TaggedImage.of(tag, target, base, spec));
  }

  private static String tag(String baseDigest, ImageSpec spec) {
    try {
      return ContentTag.of(baseDigest, spec);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the scripts again", e);
    }
  }

  private final class Planned implements PreparedImage {
    private final ImageSpec spec;
    private final Prefetch<Look> look;

    Planned(ImageSpec spec, Prefetch<Look> look) {
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
      return look.get().tagged() instanceof TaggedImage.Ours ours
          ? Optional.of(ours.digest())
          : Optional.empty();
    }

    @Override
    public Optional<String> otherUnderTag() {
      return look.get().tagged() instanceof TaggedImage.Another another
          ? Optional.of(another.digest())
          : Optional.empty();
    }

    @Override
    public PublishedImage publish() {
      // An image that is there makes no directory, beside which others would be looked for.
      TempDirectory.removeLeft();
      return published(look.get().tagged()).orElseGet(this::push);
    }

    /** Empty if the tag names nothing. */
    private Optional<PublishedImage> published(TaggedImage tagged) {
      if (tagged instanceof TaggedImage.Ours ours) {
        return Optional.of(there(tag(), ours.digest()));
      }
      return tagged instanceof TaggedImage.Another another
          ? Optional.of(beside(another))
          : Optional.empty();
    }

    private PublishedImage there(String tag, String digest) {
      return new PublishedImage(spec.repository(), tag, digest, new Delivery.WasThere());
    }

    /** The tag is left to what it names: it may be immutable, and what it names be looked at. */
    private PublishedImage beside(TaggedImage.Another another) {
      JibRepository target = look.get().target();
      PublishedImage own =
          RegistryFailure.orThrow(
              "push the image to %s by its digest, since its tag %s names another image (%s)"
                  .formatted(spec.repository(), tag(), another.digest()),
              target.registry(),
              () ->
                  target.manifest(another.ours()).isPresent()
                      ? there("", another.ours())
                      : pushed(Optional.empty()));
      return own.beside(tag(), another.digest());
    }

    private PublishedImage push() {
      try {
        return pushed(Optional.of(tag()));
      } catch (IOException | RegistryException e) {
        return pushedByAnother(e);
      }
    }

    private PublishedImage pushed(Optional<String> tag) throws IOException, RegistryException {
      Look known = look.get();
      PublishedImage pushed = new Push(known.target(), known.base(), spec).as(tag);
      registries.disconnect();
      return pushed;
    }

    /** A registry with immutable tags refuses the later of two jobs that push the same image. */
    private PublishedImage pushedByAnother(Exception e) {
      Look known = look.get();
      return published(tagged(known.tag(), known.target(), known.base(), spec))
          .orElseThrow(
              () ->
                  RegistryFailure.of(
                      "push the image to " + spec.repository(), known.target().registry(), e));
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
