package dev.migratedeploy.image;

import dev.migratedeploy.support.Secret;
import java.util.Optional;

/** Name and password for a registry. */
public record RegistryCredential(String user, Secret password) {
  /** One place where logins are kept. */
  @FunctionalInterface
  public interface Source {
    /**
     * Looks a login up.
     *
     * @param registry host, and port where it has one, such as {@code registry.example.com:5000}
     */
    Optional<RegistryCredential> loginFor(String registry);

    /**
     * Looks up the login for a repository, where a registry may have more than one.
     *
     * @param repository the name within the registry, such as {@code team/flyway}
     * @return empty if there is none but that of the whole registry
     */
    default Optional<RegistryCredential> loginFor(String registry, String repository) {
      return Optional.empty();
    }
  }
}
