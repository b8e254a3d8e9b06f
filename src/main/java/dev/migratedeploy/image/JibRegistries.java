package dev.migratedeploy.image;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.registry.RegistryClient;
import dev.migratedeploy.support.Sleeper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The registries of one job, through Jib's client: each is logged in to once. */
final class JibRegistries {
  private final RegistryCredential.Source logins;
  private final Sleeper sleeper;
  private final Map<String, Optional<Credential>> ownCredentials = new ConcurrentHashMap<>();
  private final Map<String, Optional<Credential>> credentials = new ConcurrentHashMap<>();
  private final Map<String, FailoverHttpClient> transports = new ConcurrentHashMap<>();
  private final Map<String, JibRepository> repositories = new ConcurrentHashMap<>();

  /**
   * Registries.
   *
   * @param sleeper waits before a request that failed for the moment is sent again
   */
  JibRegistries(RegistryCredential.Source logins, Sleeper sleeper) {
    this.logins = logins;
    this.sleeper = sleeper;
  }

  /** The repository of an image's name. */
  JibRepository repository(ImageReference image) {
    return repository(image, Optional.empty());
  }

  /**
   * The repository of an image that is built on a base. If both are in the same registry its tokens
   * are to be good for reading the base too: without that it mounts nothing.
   */
  JibRepository target(ImageReference image, ImageReference base) {
    return repository(image, source(image, base));
  }

  private static Optional<String> source(ImageReference image, ImageReference base) {
    return Optional.of(base)
        .filter(from -> from.getRegistry().equals(image.getRegistry()))
        .map(ImageReference::getRepository)
        .filter(from -> !from.equals(image.getRepository()));
  }

  private JibRepository repository(ImageReference image, Optional<String> source) {
    String name =
        image.getRegistry() + "/" + image.getRepository() + source.map(" from "::concat).orElse("");
    JibRepository known = repositories.get(name);
    if (known != null) {
      return known;
    }
    FailoverHttpClient http =
        transports.computeIfAbsent(
            image.getRegistry(), registry -> new RegistryTransport(registry, sleeper));
    JibRepository made =
        new JibRepository(image, () -> client(image, source, http), credential(image));
    JibRepository other = repositories.putIfAbsent(name, made);
    return other == null ? made : other;
  }

  /** A client for pushing that talks through the given transport, with this registry's login. */
  RegistryClient client(ImageReference image, ImageReference base, FailoverHttpClient http) {
    return client(image, source(image, base), http);
  }

  private RegistryClient client(
      ImageReference image, Optional<String> source, FailoverHttpClient http) {
    return factory(image, source, http)
        .setCredential(credential(image).orElse(null))
        .setUserAgent("migrate-deploy")
        .newRegistryClient();
  }

  private static RegistryClient.Factory factory(
      ImageReference image, Optional<String> source, FailoverHttpClient http) {
    String host = image.getRegistry();
    String name = image.getRepository();
    return source.isPresent()
        ? RegistryClient.factory(EventHandlers.NONE, host, name, source.get(), http)
        : RegistryClient.factory(EventHandlers.NONE, host, name, http);
  }

  /**
   * The login for a repository: one of its own, else that of the whole registry. Each is asked for
   * once: a token of ECR's is good for all that a job does.
   */
  Optional<Credential> credential(ImageReference image) {
    String registry = image.getRegistry();
    return ownCredentials
        .computeIfAbsent(
            registry + "/" + image.getRepository(),
            name -> logins.loginFor(registry, image.getRepository()).map(JibRegistries::credential))
        .or(
            () ->
                credentials.computeIfAbsent(
                    registry, host -> logins.loginFor(host).map(JibRegistries::credential)));
  }

  private static Credential credential(RegistryCredential login) {
    return Credential.from(login.user(), login.password().reveal());
  }

  /** Closes the connections; what is asked later opens new ones. */
  void disconnect() {
    for (FailoverHttpClient transport : transports.values()) {
      try {
        transport.shutDown();
      } catch (IOException e) {
        // The answers are there; the process's end closes what is left.
      }
    }
  }
}
