package dev.migratedeploy.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final Optional<ImageDocument> named;

  private BaseImage(
      String words, JibRepository repository, String digest, Optional<ImageDocument> named) {
    this.words = words;
    this.repository = repository;
    this.digest = digest;
    this.named = named;
  }

  /**
   * Finds out which image the name means, by a request if it does not say so itself.
   *
   * @param words the name as the settings have it
   */
  static BaseImage find(String words, ImageReference named, JibRepository repository) {
    return named.getDigest().isPresent()
        ? new BaseImage(words, repository, named.getDigest().get(), Optional.empty())
        : read(words, named, repository);
  }

  /** The same by a request in any case, which proves that it is there. */
  static BaseImage read(String words, ImageReference named, JibRepository repository) {
    ImageDocument found =
        RegistryFailure.orThrow(
                "read the base image " + words,
                repository.registry(),
                () -> repository.manifest(named.getQualifier()))
            .orElseThrow(() -> none(words));
    return new BaseImage(words, repository, found.digest(), Optional.of(found));
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
   * @throws RefusedException if it is not for that architecture, or in a form that cannot be run
   */
  BaseContent forArchitecture(String architecture) {
    return RegistryFailure.orThrow(
        "read the base image " + words,
        repository.registry(),
        () -> forArchitecture(architecture, documents()));
  }

  /**
   * What is in it, as documents from elsewhere tell it.
   *
   * @throws IOException if one of them is not there
   */
  BaseContent forArchitecture(String architecture, ImageDocuments documents)
      throws IOException, RegistryException {
    Map<String, ImageDocument> read = new LinkedHashMap<>();
    return content(OS + "/" + architecture, documents.keptIn(read))
        .with(List.copyOf(read.values()));
  }

  private ImageDocuments documents() {
    return new ImageDocuments() {
      @Override
      public ImageDocument manifest(String wanted) throws IOException, RegistryException {
        Optional<ImageDocument> known = named.filter(it -> it.digest().equals(wanted));
        return known.isPresent()
            ? known.get()
            : repository.manifest(wanted).orElseThrow(() -> none(words));
      }

      @Override
      public ImageDocument configuration(DescriptorDigest wanted) throws IOException {
        return repository.configuration(wanted);
      }
    };
  }

  private BaseContent content(String platform, ImageDocuments documents)
      throws IOException, RegistryException {
    JsonNode first = documents.manifest(digest).json();
    if (!BaseIndex.isIndex(first)) {
      BaseContent content = content(first, documents);
      if (!content.platform().equals(platform)) {
        throw otherPlatform(Set.of(content.platform()), platform);
      }
      return content;
    }
    BaseIndex index =
        new BaseIndex(
            platform,
            wanted -> documents.manifest(wanted).json(),
            image -> content(image, documents).platform().equals(platform));
    Optional<JsonNode> found = index.find(first);
    if (found.isEmpty()) {
      throw otherPlatform(index.others(), platform);
    }
    return content(found.get(), documents);
  }

  private BaseContent content(JsonNode manifest, ImageDocuments documents)
      throws IOException, RegistryException {
    BaseManifests.fault(manifest).ifPresent(why -> refuse(why));
    DescriptorDigest configuration =
        BaseManifests.configuration(manifest)
            .orElseThrow(() -> unusable("its manifest is in a form of before 2016"));
    List<BaseLayer> layers = BaseContent.layers(manifest);
    if (!(documents.configuration(configuration).json() instanceof ObjectNode whole)) {
      throw unusable("its configuration is not JSON");
    }
    BaseContent content =
        new BaseContent(BaseManifests.isDockers(manifest), layers, whole, List.of());
    if (content.diffIds() != layers.size()) {
      throw unusable(
          "its manifest has %d layers, its configuration %d"
              .formatted(layers.size(), content.diffIds()));
    }
    return content;
  }

  private void refuse(String why) {
    throw unusable(why);
  }

  private RefusedException otherPlatform(Set<String> has, String wanted) {
    return new RefusedException(
        Problem.of(
            "the base image %s is for %s, and the task runs on %s"
                .formatted(
                    words,
                    has.isEmpty() ? "no platform at all" : OneLine.of(String.join(", ", has)),
                    wanted),
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
