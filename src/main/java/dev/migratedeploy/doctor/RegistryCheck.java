package dev.migratedeploy.doctor;

import dev.migratedeploy.image.ImageSettings;
import dev.migratedeploy.image.RegistryAccess;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The base image, and the repository that is pushed to.
 *
 * @param access names the registries, and refuses what is no name
 */
public record RegistryCheck(ImageSettings image, Supplier<RegistryAccess> access) {
  /**
   * Looks at both; nothing stays in the registry.
   *
   * @return empty if the base is not there
   */
  public Optional<RegistryAccess> into(Checklist list) {
    Optional<RegistryAccess> registries = list.find("registry", access);
    Optional<String> base =
        registries.flatMap(
            registry ->
                list.look(
                    "base image",
                    registry::baseDigest,
                    digest -> image.base() + " is there, " + digest));
    registries.ifPresent(registry -> push(list, registry));
    return registries.filter(registry -> base.isPresent());
  }

  private void push(Checklist list, RegistryAccess registry) {
    list.look(
        "push",
        () -> {
          registry.tryPush();
          return image.repository();
        },
        repository -> repository + " takes an upload of this job (it was given up again)");
  }
}
