package dev.migratedeploy.localcloud.container;

import dev.migratedeploy.localcloud.registry.Digest;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image's name taken apart.
 *
 * @param registry host and port
 * @param reference a tag or a digest; the digest where the name has both
 */
record ImageReference(String registry, String repository, String reference) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<registry>[^/]+)/(?<repository>[^:@]+)(:(?<tag>[^@]+))?(@(?<digest>sha256:.+))?");

  /** Empty where the name has no registry in front. */
  static Optional<ImageReference> parse(String image) {
    Matcher parts = FORM.matcher(image);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String reference =
        Optional.ofNullable(parts.group("digest"))
            .or(() -> Optional.ofNullable(parts.group("tag")))
            .orElse("latest");
    return Optional.of(
        new ImageReference(parts.group("registry"), parts.group("repository"), reference));
  }

  Optional<Digest> digest() {
    return Digest.parse(reference);
  }

  ImageReference at(Digest digest) {
    return new ImageReference(registry, repository, digest.value());
  }

  URI manifest() {
    return URI.create("http://%s/v2/%s/manifests/%s".formatted(registry, repository, reference));
  }

  URI blob(Digest digest) {
    return URI.create("http://%s/v2/%s/blobs/%s".formatted(registry, repository, digest));
  }
}
