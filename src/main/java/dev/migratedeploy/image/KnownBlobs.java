package dev.migratedeploy.image;

import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate.ContentDescriptorTemplate;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a repository has for certain, since an image there consists of it: one question instead of
 * one for each layer. Most often that image was built on the same base.
 */
record KnownBlobs(Set<DescriptorDigest> digests) {
  private static final KnownBlobs NONE = new KnownBlobs(Set.of());

  /**
   * Looks into the manifest of an image.
   *
   * @param image its whole name; in another repository, gone or unreadable it proves nothing
   */
  static KnownBlobs of(Optional<String> image, JibRepository repository) {
    return image
        .flatMap(KnownBlobs::parse)
        .filter(repository::holds)
        .map(name -> in(name, repository))
        .orElse(NONE);
  }

  boolean include(DescriptorDigest digest) {
    return digests.contains(digest);
  }

  private static KnownBlobs in(ImageReference image, JibRepository repository) {
    try {
      return repository
          .manifest(image.getQualifier())
          .map(found -> of(found.getManifest()))
          .orElse(NONE);
    } catch (IOException | RegistryException e) {
      // Whoever asks for each layer next will hear of it.
      return NONE;
    }
  }

  private static KnownBlobs of(ManifestTemplate manifest) {
    return manifest instanceof BuildableManifestTemplate whole
        ? new KnownBlobs(
            whole.getLayers().stream()
                .map(ContentDescriptorTemplate::getDigest)
                .collect(Collectors.toUnmodifiableSet()))
        : NONE;
  }

  private static Optional<ImageReference> parse(String image) {
    try {
      return Optional.of(ImageReference.parse(image));
    } catch (InvalidImageReferenceException e) {
      return Optional.empty();
    }
  }
}
