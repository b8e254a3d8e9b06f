package dev.migratedeploy.image;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.http.ResponseException;
import com.google.cloud.tools.jib.registry.RegistryClient;
import java.io.IOException;
import java.util.Optional;

/** Asks a registry for manifests, with Jib's client. */
final class JibRegistry {
  private static final int NOT_FOUND = 404;

  private final RegistryLogin.Source logins;
  private final boolean plainHttp;

  /**
   * A client for one kind of transport.
   *
   * @param plainHttp whether plain HTTP may be spoken where TLS is not answered
   */
  JibRegistry(RegistryLogin.Source logins, boolean plainHttp) {
    this.logins = logins;
    this.plainHttp = plainHttp;
  }

  /** The digest of the manifest that a reference names; empty where there is none. */
  Optional<String> digest(ImageReference image) throws IOException, RegistryException {
    FailoverHttpClient http = new FailoverHttpClient(plainHttp, plainHttp, event -> {});
    try {
      return check(image, client(image, http));
    } finally {
      http.shutDown();
    }
  }

  Optional<Credential> credential(ImageReference image) {
    return logins
        .loginFor(image.getRegistry())
        .map(login -> Credential.from(login.user(), login.password().reveal()));
  }

  /** A client that talks through the given transport, with this registry's login. */
  RegistryClient client(ImageReference image, FailoverHttpClient http) {
    return RegistryClient.factory(
            EventHandlers.NONE, image.getRegistry(), image.getRepository(), http)
        .setCredential(credential(image).orElse(null))
        .setUserAgent("migrate-deploy")
        .newRegistryClient();
  }

  private static Optional<String> check(ImageReference image, RegistryClient client)
      throws IOException, RegistryException {
    try {
      return manifest(image, client);
    } catch (RegistryUnauthorizedException e) {
      String challenge = e.getHttpResponseException().getHeaders().getAuthenticate();
      if (challenge == null) {
        throw e;
      }
      client.authPullByWwwAuthenticate(challenge);
      return manifest(image, client);
    }
  }

  private static Optional<String> manifest(ImageReference image, RegistryClient client)
      throws IOException, RegistryException {
    try {
      return client
          .checkManifest(image.getQualifier())
          .map(manifest -> manifest.getDigest().toString());
    } catch (RegistryException e) {
      // Jib knows an absent manifest by its code, and takes an absent repository for a failure.
      if (e.getCause() instanceof ResponseException answer && answer.getStatusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
