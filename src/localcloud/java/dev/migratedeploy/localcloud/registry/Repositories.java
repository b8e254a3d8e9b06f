package dev.migratedeploy.localcloud.registry;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Which repositories there are and who may push to them. */
final class Repositories {
  final NavigableMap<String, StoredRepository> byName = new ConcurrentSkipListMap<>();
  private volatile Optional<String> registryId = Optional.empty();

  void mustBeCreatedFirst(String newRegistryId) {
    registryId = Optional.of(newRegistryId);
  }

  StoredRepository create(String name) {
    return byName.computeIfAbsent(name, StoredRepository::new);
  }

  Optional<StoredRepository> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  StoredRepository toRead(String name) throws RegistryException {
    return find(name).orElseThrow(() -> unknown(name));
  }

  StoredRepository toPush(String name) throws RegistryException {
    StoredRepository repository = registryId.isPresent() ? toRead(name) : create(name);
    if (repository.pushDenied()) {
      throw new RegistryException(
          403, "DENIED", "not authorized to push to the repository '%s'".formatted(name));
    }
    return repository;
  }

  private RegistryException unknown(String name) {
    return new RegistryException(
        404,
        "NAME_UNKNOWN",
        registryId
            .map(
                id ->
                    "The repository with name '%s' does not exist in the registry with id '%s'"
                        .formatted(name, id))
            .orElse("repository name not known to registry: " + name));
  }
}
