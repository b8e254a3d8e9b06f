package dev.migratedeploy.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.tools.jib.api.RegistryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The search for a platform's image in an index. An entry may be an index again, may say no
 * platform, or may be no image at all, such as BuildKit's attestations of the platform
 * unknown/unknown.
 */
final class BaseIndex {
  /** An index within an index within an index is as deep as anybody was seen to go. */
  private static final int DEEPEST = 4;

  /** Enough for every platform there is, and an end to an index that was made to have none. */
  private static final int MOST_READ = 40;

  /** Where manifests are read. */
  @FunctionalInterface
  interface Manifests {
    JsonNode read(String digest) throws IOException, RegistryException;
  }

  /** Whether an image without a platform in its entry is for the one that is looked for. */
  @FunctionalInterface
  interface Fit {
    boolean is(JsonNode manifest) throws IOException, RegistryException;
  }

  private final String platform;
  private final Manifests manifests;
  private final Fit fit;
  private final Set<String> others = new TreeSet<>();
  private int read;

  /**
   * A search.
   *
   * @param platform such as {@code linux/amd64}
   */
  BaseIndex(String platform, Manifests manifests, Fit fit) {
    this.platform = platform;
    this.manifests = manifests;
    this.fit = fit;
  }

  /** What claims to be both is no index: others would take it for the image. */
  static boolean isIndex(JsonNode manifest) {
    return manifest.has("manifests") && !manifest.has("layers") && !manifest.has("config");
  }

  /** The platforms that were met and are not the one that is looked for. */
  Set<String> others() {
    return others;
  }

  /** The manifest of the platform's image; entries that name the platform come first. */
  Optional<JsonNode> find(JsonNode index) throws IOException, RegistryException {
    return find(index, 1);
  }

  private Optional<JsonNode> find(JsonNode index, int depth) throws IOException, RegistryException {
    List<JsonNode> named = new ArrayList<>();
    List<JsonNode> unnamed = new ArrayList<>();
    for (JsonNode entry : index.path("manifests")) {
      JsonNode its = entry.path("platform");
      String name = its.path("os").asText() + "/" + its.path("architecture").asText();
      if (name.equals(platform)) {
        named.add(entry);
      } else if (name.equals("/")) {
        unnamed.add(entry);
      } else if (!name.equals("unknown/unknown")) {
        others.add(name);
      }
    }
    Optional<JsonNode> found = first(named, true, depth);
    return found.isPresent() ? found : first(unnamed, false, depth);
  }

  private Optional<JsonNode> first(List<JsonNode> entries, boolean isNamed, int depth)
      throws IOException, RegistryException {
    for (JsonNode entry : entries) {
      if (++read > MOST_READ || depth > DEEPEST) {
        return Optional.empty();
      }
      JsonNode manifest = manifests.read(entry.path("digest").asText());
      Optional<JsonNode> found =
          isIndex(manifest)
              ? find(manifest, depth + 1)
              : Optional.of(manifest).filter(image -> isNamed);
      if (found.isEmpty() && !isIndex(manifest) && fit.is(manifest)) {
        found = Optional.of(manifest);
      }
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
