package dev.migratedeploy.localcloud.registry;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** What one repository holds. Blobs are kept once for all, but seen only where they were pushed. */
final class StoredRepository {
  final String name;
  final Set<Digest> blobs = ConcurrentHashMap.newKeySet();
  final NavigableMap<String, Digest> tags = new ConcurrentSkipListMap<>();
  private final Map<Digest, StoredManifest> manifests = new ConcurrentHashMap<>();
  private volatile boolean immutable;
  private volatile boolean pushDenied;

  StoredRepository(String name) {
    this.name = name;
  }

  void makeTagsImmutable() {
    immutable = true;
  }

  void denyPush() {
    pushDenied = true;
  }

  boolean pushDenied() {
    return pushDenied;
  }

  /** Finds a manifest by its digest or a tag. */
  Optional<StoredManifest> manifest(String reference) {
    return Digest.parse(reference)
        .or(() -> Optional.ofNullable(tags.get(reference)))
        .map(manifests::get);
  }

  boolean holds(Digest manifest) {
    return manifests.containsKey(manifest);
  }

  void put(StoredManifest manifest) {
    manifests.put(manifest.digest(), manifest);
  }

  /** Keeps a manifest and lets a tag point to it. */
  synchronized void put(String tag, StoredManifest manifest) throws RegistryException {
    if (immutable && tags.containsKey(tag)) {
      throw new RegistryException(
          400,
          "TAG_INVALID",
          "The image tag '%s' already exists in the '%s' repository and cannot be overwritten because the repository is immutable."
              .formatted(tag, name));
    }
    put(manifest);
    tags.put(tag, manifest.digest());
  }

  /** Forgets a tag, or a manifest and every tag of it. Returns whether there was one. */
  synchronized boolean delete(String reference) {
    Optional<Digest> digest = Digest.parse(reference);
    if (digest.isEmpty()) {
      return tags.remove(reference) != null;
    }
    tags.values().removeIf(digest.get()::equals);
    return manifests.remove(digest.get()) != null;
  }
}
