package dev.migratedeploy.image;

import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.image.Image;
import com.google.cloud.tools.jib.image.Layer;
import com.google.cloud.tools.jib.image.LayerCountMismatchException;
import com.google.cloud.tools.jib.image.LayerPropertyNotFoundException;
import com.google.cloud.tools.jib.image.json.BadContainerConfigurationFormatException;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate;
import com.google.cloud.tools.jib.image.json.ContainerConfigurationTemplate;
import com.google.cloud.tools.jib.image.json.JsonToImageTranslator;
import com.google.cloud.tools.jib.image.json.ManifestListTemplate;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import com.google.cloud.tools.jib.json.JsonTemplateMapper;
import com.google.cloud.tools.jib.registry.ManifestAndDigest;
import dev.migratedeploy.problem.Problem;
import dev.migratedeploy.problem.RefusedException;
import java.io.IOException;
import java.util.Optional;

/**
 * The base image. Only its manifest and its configuration are read, and they only once they are
 * needed; its layers stay where they are.
 */
final class BaseImage {
  private static final String OS = "linux";

  private final String words;
  private final JibRepository repository;
  private final String digest;
  private final Optional<ManifestTemplate> manifest;

  private BaseImage(
      String words, JibRepository repository, String digest, Optional<ManifestTemplate> manifest) {
    this.words = words;
    this.repository = repository;
    this.digest = digest;
    this.manifest = manifest;
  }

  /**
   * Finds out which image the name means, by a request where it does not say so itself.
   *
   * @param words the name as the settings have it
   */
  static BaseImage find(String words, ImageReference named, JibRepository repository) {
    if (named.getDigest().isPresent()) {
      return new BaseImage(words, repository, named.getDigest().get(), Optional.empty());
    }
    ManifestAndDigest<ManifestTemplate> found =
        RegistryFailure.orThrow(
                "read the base image " + words,
                repository.registry(),
                () -> repository.manifest(named.getQualifier()))
            .orElseThrow(() -> none(words));
    return new BaseImage(
        words, repository, found.getDigest().toString(), Optional.of(found.getManifest()));
  }

  /** Of its manifest, or of the index where it is for several architectures. */
  String digest() {
    return digest;
  }

  JibRepository repository() {
    return repository;
  }

  /** Every layer of a base was read from a manifest, which names it by its digest. */
  static DescriptorDigest digestOf(Layer layer) {
    try {
      return layer.getBlobDescriptor().getDigest();
    } catch (LayerPropertyNotFoundException e) {
      throw new IllegalStateException("a layer without a digest", e);
    }
  }

  /**
   * What is in it.
   *
   * @throws RefusedException where it is not for that architecture
   */
  Image forArchitecture(String architecture) {
    return RegistryFailure.orThrow(
        "read the base image " + words,
        repository.registry(),
        () -> {
          ManifestTemplate named = manifest.isPresent() ? manifest.get() : manifest(digest);
          Image image =
              image(
                  named instanceof ManifestListTemplate list
                      ? manifest(digestIn(list, architecture))
                      : named);
          if (!image.getArchitecture().equals(architecture)) {
            throw otherArchitecture(image.getArchitecture(), architecture);
          }
          return image;
        });
  }

  private ManifestTemplate manifest(String wanted) throws IOException, RegistryException {
    return repository.manifest(wanted).orElseThrow(() -> none(words)).getManifest();
  }

  private String digestIn(ManifestListTemplate list, String architecture) {
    return list.getDigestsForPlatform(architecture, OS).stream()
        .findFirst()
        .orElseThrow(() -> otherArchitecture("others", architecture));
  }

  private Image image(ManifestTemplate manifest) throws IOException {
    if (!(manifest instanceof BuildableManifestTemplate whole)
        || whole.getContainerConfiguration() == null) {
      throw unusable("its manifest is in a form of before 2016");
    }
    DescriptorDigest configuration = whole.getContainerConfiguration().getDigest();
    try {
      return JsonToImageTranslator.toImage(
          whole,
          JsonTemplateMapper.readJson(
              Blobs.writeToByteArray(repository.blob(configuration)),
              ContainerConfigurationTemplate.class));
    } catch (LayerCountMismatchException
        | LayerPropertyNotFoundException
        | BadContainerConfigurationFormatException e) {
      throw unusable(String.valueOf(e.getMessage()));
    }
  }

  private RefusedException otherArchitecture(String has, String wanted) {
    return new RefusedException(
        Problem.of(
            "the base image " + words + " is for " + has + ", and the task runs on " + wanted,
            "correct image.base in the settings, or runtimePlatform in the task definition"));
  }

  private RefusedException unusable(String why) {
    return new RefusedException(
        Problem.of(
            "cannot build on the base image " + words + ": " + why,
            "correct image.base in the settings"));
  }

  static RefusedException none(String words) {
    return new RefusedException(
        Problem.of("there is no base image " + words, "correct image.base in the settings"));
  }
}
