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
public final class RegistryCredentials implements RegistryCredential.Source {
  private final Map<String, String> variables;
  private final List<RegistryCredential.Source> sources;
  private final Consumer<String> secrets;

  private RegistryCredentials(
      Map<String, String> variables,
      List<RegistryCredential.Source> sources,
      Consumer<String> secrets) {
    this.variables = Map.copyOf(variables);
    this.sources = List.copyOf(sources);
    this.secrets = secrets;
  }

  public static RegistryCredentials of(
      RegistryCredential.Source ecr, Map<String, String> variables) {
    return of(ecr, variables, secret -> {});
  }

  /**
   * The same.
   *
   * @param secrets gets every password that is found
   */
  public static RegistryCredentials of(
      RegistryCredential.Source ecr, Map<String, String> variables, Consumer<String> secrets) {
    return new RegistryCredentials(
        variables,
        Stream.concat(
                Stream.of(ecr, registry -> gitLab(variables, registry)),
                DockerLogins.of(variables).stream())
            .toList(),
        secrets);
  }

  @Override
  public Optional<RegistryCredential> loginFor(String registry) {
    return told(sources.stream().flatMap(source -> source.loginFor(registry).stream()).findFirst());
  }

  private Optional<RegistryCredential> told(Optional<RegistryCredential> login) {
    login.ifPresent(found -> secrets.accept(found.password().reveal()));
    return login;
  }

  /** From Docker's configuration; the logins before it are for the whole registry. */
  @Override
  public Optional<RegistryCredential> loginFor(String registry, String repository) {
    return EcrLogins.isEcr(registry) || gitLab(variables, registry).isPresent()
        ? Optional.empty()
        : told(
            sources.stream()
                .flatMap(source -> source.loginFor(registry, repository).stream())
                .findFirst());
  }

  private static Optional<RegistryCredential> gitLab(
      Map<String, String> variables, String registry) {
    String user = variables.getOrDefault("CI_REGISTRY_USER", "");
    String password = variables.getOrDefault("CI_REGISTRY_PASSWORD", "");
    boolean known = registry.equals(variables.get("CI_REGISTRY"));
    return known && !user.isEmpty() && !password.isEmpty()
        ? Optional.of(new RegistryCredential(user, Secret.of(password)))
        : Optional.empty();
  }
}
