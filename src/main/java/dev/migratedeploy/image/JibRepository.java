package dev.migratedeploy.image;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.blob.Blob;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.http.ResponseException;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import com.google.cloud.tools.jib.registry.RegistryClient;
import dev.migratedeploy.verdict.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One repository. A login is sent with the first request, which spares the one that would only be
 * told that a login is needed; a registry that wants a token instead (distribution specification,
 * "Token Authentication") says so then.
 */
final class JibRepository {
  private static final int NOT_FOUND = 404;
  private static final long LARGEST_CONFIGURATION = 8 << 20;

  private final String registry;
  private final String name;
  private final Supplier<RegistryClient> clients;
  private volatile RegistryClient client;
  private volatile boolean wantsToken;

  JibRepository(
      ImageReference image, Supplier<RegistryClient> clients, Optional<Credential> credential) {
    this.registry = image.getRegistry();
    this.name = image.getRepository();
    this.clients = clients;
    this.client = clients.get();
    if (credential.filter(login -> !login.isOAuth2RefreshToken()).isPresent()) {
      client.configureBasicAuth();
    }
  }

  /** Host, and port where it has one. */
  String registry() {
    return registry;
  }

  /** The name within the registry. */
  String name() {
    return name;
  }

  /** Whether a name is that of an image in this repository. */
  boolean holds(ImageReference image) {
    return image.getRegistry().equals(registry) && image.getRepository().equals(name);
  }

  /**
   * The manifest or index behind a tag or digest; empty if there is none.
   *
   * @throws RefusedException if the registry answers with another document than that of the digest
   */
  Optional<ImageDocument> manifest(String reference) throws IOException, RegistryException {
    try {
      reading(() -> client.checkManifest(reference));
      return Optional.empty();
    } catch (RegistryTransport.ManifestReceived received) {
      return Optional.of(received.document().provedToBe(reference, registry));
    } catch (RegistryException e) {
      // Jib knows an absent manifest by its code, and takes an absent repository for a failure.
      if (e.getCause() instanceof ResponseException answer && answer.getStatusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** A configuration; Jib compares what comes with the digest. */
  ImageDocument configuration(DescriptorDigest digest) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    blob(digest, LARGEST_CONFIGURATION).writeTo(bytes);
    return ImageDocument.of(bytes.toByteArray());
  }

  boolean has(DescriptorDigest blob) throws IOException, RegistryException {
    return reading(() -> client.checkBlob(blob)).isPresent();
  }

  /**
   * A blob that is read when it is written somewhere.
   *
   * @param size how many bytes of it are read at most
   */
  Blob blob(DescriptorDigest digest, long size) {
    Blob whole = client.pullBlob(digest, read -> {}, bytes -> {});
    return Blobs.from(
        out -> whole.writeTo(new BoundedOutput(out, size, digest + " of " + registry)), false);
  }

  /**
   * Where the registry wants a token it has to be one for pushing; to be called before the first
   * push.
   */
  void prepareToPush() throws IOException, RegistryException {
    if (wantsToken) {
      // Jib asks again how to log in, and is told nothing while it has a token for reading.
      RegistryClient pusher = clients.get();
      if (pusher.doPushBearerAuth()) {
        client = pusher;
      }
    }
  }

  /**
   * Pushes a blob.
   *
   * @param from a repository of the same registry that has it, to be mounted from there; if the
   *     registry does not do that the blob is sent
   * @return whether its bytes were sent; else the registry mounted it
   */
  boolean push(DescriptorDigest digest, Blob blob, Optional<String> from)
      throws IOException, RegistryException {
    try {
      return !client.pushBlob(digest, blob, from.orElse(null), bytes -> {});
    } catch (RegistryUnauthorizedException e) {
      if (from.isEmpty()) {
        throw e;
      }
      // Some registries refuse instead of beginning an upload, if the source must not be read.
      return push(digest, blob, Optional.empty());
    }
  }

  /**
   * Pushes a manifest, all of whose blobs are there.
   *
   * @param reference its tag; or its digest, and no tag changes
   */
  void push(ManifestTemplate manifest, String reference) throws IOException, RegistryException {
    client.pushManifest(manifest, reference);
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask() throws IOException, RegistryException;
  }

  private <T> T reading(Question<T> question) throws IOException, RegistryException {
    try {
      return question.ask();
    } catch (RegistryUnauthorizedException e) {
      String challenge = e.getHttpResponseException().getHeaders().getAuthenticate();
      if (challenge == null) {
        throw e;
      }
      wantsToken = challenge.toLowerCase(Locale.ROOT).startsWith("bearer");
      client.authPullByWwwAuthenticate(challenge);
      return question.ask();
    }
  }
}
