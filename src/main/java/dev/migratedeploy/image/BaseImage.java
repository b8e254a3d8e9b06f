package dev.migratedeploy.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import com.google.cloud.tools.jib.registry.ManifestAndDigest;
import dev.migratedeploy.problem.Problem;
import dev.migratedeploy.problem.RefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /**
   * What is in it.
   *
   * @throws RefusedException where it is not for that architecture, or in a form that cannot be run
   */
  BaseContent forArchitecture(String architecture) {
    return RegistryFailure.orThrow(
        "read the base image " + words,
        repository.registry(),
        () -> content(OS + "/" + architecture));
  }

  private BaseContent content(String platform) throws IOException, RegistryException {
    JsonNode named = manifest.isPresent() ? BaseManifests.json(manifest.get()) : manifest(digest);
    if (!BaseIndex.isIndex(named)) {
      BaseContent content = content(named);
      if (!content.platform().equals(platform)) {
        throw otherPlatform(Set.of(content.platform()), platform);
      }
      return content;
    }
    BaseIndex index =
        new BaseIndex(
            platform, this::manifest, image -> content(image).platform().equals(platform));
    Optional<JsonNode> found = index.find(named);
    if (found.isEmpty()) {
      throw otherPlatform(index.others(), platform);
    }
    return content(found.get());
  }

  private JsonNode manifest(String wanted) throws IOException, RegistryException {
    return BaseManifests.json(
        repository.manifest(wanted).orElseThrow(() -> none(words)).getManifest());
  }

  private BaseContent content(JsonNode manifest) throws IOException {
    DescriptorDigest configuration =
        BaseManifests.configuration(manifest)
            .orElseThrow(() -> unusable("its manifest is in a form of before 2016"));
    String type = manifest.at("/config/mediaType").asText();
    if (!BaseManifests.isConfiguration(type)) {
      throw unusable("it is not a container image but " + type);
    }
    List<BaseLayer> layers = BaseContent.layers(manifest);
    for (BaseLayer layer : layers) {
      if (!LayerTypes.isKnown(layer.mediaType())) {
        throw unusable("a layer is of the type " + layer.mediaType() + ", which no container runs");
      }
    }
    BaseContent content =
        new BaseContent(
            BaseManifests.isDockers(manifest),
            layers,
            BaseManifests.object(Blobs.writeToByteArray(repository.blob(configuration)))
                .orElseThrow(() -> unusable("its configuration is not JSON")));
    if (content.diffIds() != layers.size()) {
      throw unusable(
          "its manifest has %d layers, its configuration %d"
              .formatted(layers.size(), content.diffIds()));
    }
    return content;
  }

  private RefusedException otherPlatform(Set<String> has, String wanted) {
    return new RefusedException(
        Problem.of(
            "the base image %s is for %s, and the task runs on %s"
                .formatted(
                    words, has.isEmpty() ? "no platform at all" : String.join(", ", has), wanted),
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
