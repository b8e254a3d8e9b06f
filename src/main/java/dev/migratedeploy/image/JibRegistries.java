package dev.migratedeploy.image;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.registry.RegistryClient;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The registries of one job, through Jib's client: each is logged in to once. */
final class JibRegistries {
  private final RegistryLogin.Source logins;
  private final Map<String, Optional<Credential>> credentials = new ConcurrentHashMap<>();
  private final Map<String, FailoverHttpClient> transports = new ConcurrentHashMap<>();
  private final Map<String, JibRepository> repositories = new ConcurrentHashMap<>();

  JibRegistries(RegistryLogin.Source logins) {
    this.logins = logins;
  }

  /** The repository of an image's name. */
  JibRepository repository(ImageReference image) {
    String name = image.getRegistry() + "/" + image.getRepository();
    JibRepository known = repositories.get(name);
    if (known != null) {
      return known;
    }
    JibRepository made =
        new JibRepository(
            image,
            client(
                image, transports.computeIfAbsent(image.getRegistry(), JibRegistries::transport)),
            credential(image.getRegistry()));
    JibRepository other = repositories.putIfAbsent(name, made);
    return other == null ? made : other;
  }

  /** A client that talks through the given transport, with this registry's login. */
  RegistryClient client(ImageReference image, FailoverHttpClient http) {
    return RegistryClient.factory(
            EventHandlers.NONE, image.getRegistry(), image.getRepository(), http)
        .setCredential(credential(image.getRegistry()).orElse(null))
        .setUserAgent("migrate-deploy")
        .newRegistryClient();
  }

  /** The login, asked for once: a token of ECR's is good for all that a job does. */
  Optional<Credential> credential(String registry) {
    return credentials.computeIfAbsent(
        registry,
        host ->
            logins
                .loginFor(host)
                .map(login -> Credential.from(login.user(), login.password().reveal())));
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

  private static FailoverHttpClient transport(String registry) {
    boolean plainHttp = Loopback.is(registry);
    return new FailoverHttpClient(plainHttp, plainHttp, event -> {});
  }
}
