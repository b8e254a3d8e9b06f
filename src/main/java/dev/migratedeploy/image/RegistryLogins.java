package dev.migratedeploy.image;

import dev.migratedeploy.support.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Where logins are looked for: ECR's own, GitLab's registry with the job's login, then Docker's
 * configuration.
 */
public final class RegistryLogins implements RegistryLogin.Source {
  private final Map<String, String> variables;
  private final List<RegistryLogin.Source> sources;
  private final Consumer<String> secrets;

  private RegistryLogins(
      Map<String, String> variables, List<RegistryLogin.Source> sources, Consumer<String> secrets) {
    this.variables = Map.copyOf(variables);
    this.sources = List.copyOf(sources);
    this.secrets = secrets;
  }

  public static RegistryLogins of(RegistryLogin.Source ecr, Map<String, String> variables) {
    return of(ecr, variables, secret -> {});
  }

  /**
   * The same.
   *
   * @param secrets gets every password that is found
   */
  public static RegistryLogins of(
      RegistryLogin.Source ecr, Map<String, String> variables, Consumer<String> secrets) {
    return new RegistryLogins(
        variables,
        Stream.concat(
                Stream.of(ecr, registry -> gitLab(variables, registry)),
                DockerLogins.of(variables).stream())
            .toList(),
        secrets);
  }

  @Override
  public Optional<RegistryLogin> loginFor(String registry) {
    return told(sources.stream().flatMap(source -> source.loginFor(registry).stream()).findFirst());
  }

  private Optional<RegistryLogin> told(Optional<RegistryLogin> login) {
    login.ifPresent(found -> secrets.accept(found.password().reveal()));
    return login;
  }

  /** From Docker's configuration; the logins before it are for the whole registry. */
  @Override
  public Optional<RegistryLogin> loginFor(String registry, String repository) {
    return EcrLogins.isEcr(registry) || gitLab(variables, registry).isPresent()
        ? Optional.empty()
        : told(
            sources.stream()
                .flatMap(source -> source.loginFor(registry, repository).stream())
                .findFirst());
  }

  private static Optional<RegistryLogin> gitLab(Map<String, String> variables, String registry) {
    String user = variables.getOrDefault("CI_REGISTRY_USER", "");
    String password = variables.getOrDefault("CI_REGISTRY_PASSWORD", "");
    boolean known = registry.equals(variables.get("CI_REGISTRY"));
    return known && !user.isEmpty() && !password.isEmpty()
        ? Optional.of(new RegistryLogin(user, Secret.of(password)))
        : Optional.empty();
  }
}
