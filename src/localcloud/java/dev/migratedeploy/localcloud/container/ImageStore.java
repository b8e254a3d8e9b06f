package dev.migratedeploy.localcloud.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migratedeploy.localcloud.container.ContainerRuntime.ImagePullException;
import dev.migratedeploy.localcloud.registry.Digest;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Pulls images and keeps them unpacked. Manifests are always asked for anew, so that a tag that has
 * moved and an image that is gone are noticed; blobs and whole roots are kept by digest.
 */
final class ImageStore {
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * An image that is ready to be copied into a container.
   *
   * @param digest what the reference led to: the index, where the image is one of several
   */
  record Image(Digest digest, ImageConfig config, Path root) {}

  private final Path directory;
  private final RegistryClient registry;

  ImageStore(Path directory, RegistryClient registry) throws IOException {
    this.directory = directory;
    this.registry = registry;
    Files.createDirectories(directory.resolve("blobs"));
    Files.createDirectories(directory.resolve("roots"));
  }

  synchronized Image pull(String name) throws ImagePullException {
    ImageReference reference =
        ImageReference.parse(name)
            .orElseThrow(
                () -> failure("failed to resolve ref %s: no registry in its name", name, ""));
    byte[] top;
    Manifest manifest;
    try {
      top = registry.manifest(reference);
      manifest = manifest(reference, top);
    } catch (IOException | IllegalArgumentException e) {
      throw failure(
          "pull image manifest has been retried 1 time(s): failed to resolve ref %s: %s",
          name, String.valueOf(e.getMessage()));
    }
    try {
      ImageConfig config =
          ImageConfig.of(JSON.readTree(blob(reference, manifest.config()).toFile()));
      return new Image(Digest.of(top), config, root(reference, manifest, config));
    } catch (IOException | IllegalArgumentException e) {
      throw failure(
          "ref pull of %s has been retried 1 time(s): %s", name, String.valueOf(e.getMessage()));
    }
  }

  /** The parts of an image manifest that say where its blobs are. */
  private record Manifest(Digest digest, Digest config, List<Digest> layers) {}

  private Manifest manifest(ImageReference reference, byte[] bytes) throws IOException {
    JsonNode json = JSON.readTree(bytes);
    if (json.has("manifests")) {
      Digest one = forThisPlatform(json);
      return manifest(reference.at(one), registry.manifest(reference.at(one)));
    }
    List<Digest> layers = new ArrayList<>();
    json.path("layers").forEach(layer -> layers.add(new Digest(layer.path("digest").asText())));
    return new Manifest(
        Digest.of(bytes), new Digest(json.path("config").path("digest").asText()), layers);
  }

  private static Digest forThisPlatform(JsonNode index) throws IOException {
    for (JsonNode manifest : index.path("manifests")) {
      JsonNode platform = manifest.path("platform");
      if (platform.path("os").asText().equals("linux")
          && platform.path("architecture").asText().equals("amd64")) {
        return new Digest(manifest.path("digest").asText());
      }
    }
    throw new IOException(
        "image Manifest does not contain descriptor matching platform 'linux/amd64'");
  }

  private Path root(ImageReference reference, Manifest manifest, ImageConfig config)
      throws IOException {
    Path root = directory.resolve("roots").resolve(manifest.digest().hex());
    if (Files.exists(root)) {
      return root;
    }
    if (config.diffIds().size() != manifest.layers().size()) {
      throw new IOException("mismatched image rootfs and manifest layers");
    }
    Path unfinished = Files.createTempDirectory(directory, "unpack-");
    try {
      RootDirectory target = new RootDirectory(unfinished);
      Iterator<Digest> diffIds = config.diffIds().iterator();
      for (Digest digest : manifest.layers()) {
        unpack(new Layer(blob(reference, digest), diffIds.next()), target);
      }
      return Files.move(unfinished, root);
    } finally {
      Tree.delete(unfinished);
    }
  }

  private static void unpack(Layer layer, RootDirectory target) throws IOException {
    try {
      layer.unpack(target);
    } catch (IOException e) {
      // The message of a file system's exception is the file alone.
      String detail = e instanceof FileSystemException ? e.toString() : e.getMessage();
      throw new IOException("failed to extract layer %s: %s".formatted(layer.diffId(), detail), e);
    }
  }

  private Path blob(ImageReference reference, Digest digest) throws IOException {
    Path kept = directory.resolve("blobs").resolve(digest.hex());
    if (!Files.exists(kept)) {
      Path unfinished = Files.createTempFile(directory, "pull-", "");
      registry.blob(reference, digest, unfinished);
      Files.move(unfinished, kept);
    }
    return kept;
  }

  private static ImagePullException failure(String form, String name, String detail) {
    return new ImagePullException("CannotPullContainerError: " + form.formatted(name, detail));
  }
}
