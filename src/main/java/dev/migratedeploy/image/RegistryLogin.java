package dev.migratedeploy.image;

import dev.migratedeploy.ci.Secret;
import java.util.Optional;

/** Name and password for a registry. */
public record RegistryLogin(String user, Secret password) {
  /** One place where logins are kept. */
  @FunctionalInterface
  public interface Source {
    /**
     * Looks a login up.
     *
     * @param registry host, and port where it has one, such as {@code registry.example.com:5000}
     */
    Optional<RegistryLogin> loginFor(String registry);
  }
}
