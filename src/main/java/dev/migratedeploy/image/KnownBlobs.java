package dev.migratedeploy.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryException;
import java.io.IOException;
import java.security.DigestException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

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
      return repository.manifest(image.getQualifier()).map(found -> of(found.json())).orElse(NONE);
    } catch (IOException | RegistryException e) {
      // The next request for a layer will hear of it.
      return NONE;
    }
  }

  private static KnownBlobs of(JsonNode manifest) {
    Set<DescriptorDigest> digests = new HashSet<>();
    for (JsonNode layer : manifest.path("layers")) {
      if (layer.has("urls")) {
        continue; // A registry does not look whether it has it.
      }
      try {
        digests.add(DescriptorDigest.fromDigest(layer.path("digest").asText()));
      } catch (DigestException e) {
        // It is asked for.
      }
    }
    return new KnownBlobs(Set.copyOf(digests));
  }

  private static Optional<ImageReference> parse(String image) {
    try {
      return Optional.of(ImageReference.parse(image));
    } catch (InvalidImageReferenceException e) {
      return Optional.empty();
    }
  }
}
