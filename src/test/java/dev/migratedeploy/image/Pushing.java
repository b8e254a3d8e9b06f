package dev.migratedeploy.image;

import dev.migratedeploy.localcloud.registry.LocalRegistry;

/** The moment at which an image was looked for in vain, and its push begins. */
final class Pushing {
  private Pushing() {}

  static boolean hasBegun(LocalRegistry registry) {
    return registry.requests().stream()
        .anyMatch(
            request ->
                request.path().contains("/manifests/migrations-") && request.status() == 404);
  }
}
