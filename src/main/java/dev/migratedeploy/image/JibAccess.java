package dev.migratedeploy.image;

import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.registry.RegistryClient;
import dev.migratedeploy.support.Sleeper;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.security.DigestException;
import java.util.Optional;

/** The access that Jib would have: with its logins, its token exchange and its transport. */
public final class JibAccess implements RegistryAccess {
  /** Of no byte at all; the blob is never sent. */
  private static final String NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private final String baseName;
  private final String repository;
  private final ImageReference base;
  private final ImageReference target;
  private final JibRegistries registries;
  private final Sleeper sleeper;

  /** Empty until somebody asks for it. */
  private Optional<BaseImage> found = Optional.empty();

  /**
   * Access to the registries of a base image and of a repository.
   *
   * @param sleeper waits before a request that failed for the moment is sent again
   * @throws RefusedException if one of the names is none
   */
  public JibAccess(
      RegistryCredential.Source logins, String base, String repository, Sleeper sleeper) {
    this.baseName = base;
    this.repository = repository;
    this.base = JibImages.parse("image.base", base);
    this.target = JibImages.parse("image.repository", repository);
    this.sleeper = sleeper;
    this.registries = new JibRegistries(logins, sleeper);
  }

  @Override
  public String baseDigest() {
    return base().digest();
  }

  @Override
  public PullSize pull(ImageSpec spec) {
    BaseContent content = base().forArchitecture(spec.architecture());
    return new PullSize(
        content.layers().stream().mapToLong(BaseLayer::size).sum(), BuiltLayer.size(spec));
  }

  private BaseImage base() {
    BaseImage image =
        found.orElseGet(() -> BaseImage.read(baseName, base, registries.repository(base)));
    found = Optional.of(image);
    return image;
  }

  @Override
  public void tryPush() {
    PushProbe http = new PushProbe(target.getRegistry(), sleeper);
    try {
      try {
        upload(registries.client(target, base, http));
      } finally {
        http.shutDown();
      }
    } catch (PushProbe.Begun begun) {
      http.takeBack();
    } catch (IOException | RegistryException e) {
      throw RegistryFailure.of("push to " + repository, target.getRegistry(), e);
    }
  }

  private void upload(RegistryClient client) throws IOException, RegistryException {
    if (!client.doPushBearerAuth() && registries.credential(target).isPresent()) {
      client.configureBasicAuth();
    }
    try {
      client.pushBlob(DescriptorDigest.fromHash(NOTHING), Blobs.from(""), null, bytes -> {});
    } catch (DigestException e) {
      throw new IllegalStateException("the digest of nothing is one", e);
    }
    throw new RefusedException(
        Problem.of(
            "could not push to " + repository + ": the registry began no upload",
            "correct image.repository in the settings"));
  }
}
