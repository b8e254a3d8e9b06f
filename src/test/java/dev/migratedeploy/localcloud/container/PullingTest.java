package dev.migratedeploy.localcloud.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migratedeploy.localcloud.container.ContainerRuntime.Container;
import dev.migratedeploy.localcloud.container.ContainerRuntime.ContainerSpec;
import dev.migratedeploy.localcloud.container.ContainerRuntime.ImagePullException;
import dev.migratedeploy.localcloud.registry.Digest;
import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.LayeredImage.Layer;
import dev.migratedeploy.localcloud.registry.LocalRegistry;
import dev.migratedeploy.localcloud.registry.StoredManifest;
import dev.migratedeploy.localcloud.registry.TarLayer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PullingTest {
  private static final LayeredImage IMAGE = image(new TarLayer().file("a", "a", 0644).gzip());

  private final LocalRegistry registry = LocalRegistry.start();

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void anIndexLeadsToTheImageForThisPlatform() throws Exception {
    Digest digest = registry.put("test", "amd64", IMAGE);
    Digest index =
        putIndex(platform("arm64", Digest.of(new byte[0])) + "," + platform("amd64", digest));

    try (ProcessRuntime runtime = new ProcessRuntime()) {
      Container container = runtime.start(spec("test@" + index));
      assertThat(container.exit().get(60, SECONDS)).isZero();
      assertThat(container.imageDigest()).isEqualTo(index.value());
    }
  }

  @Test
  void anIndexWithoutThisPlatformIsRefused() {
    Digest index = putIndex(platform("arm64", Digest.of(new byte[0])));

    assertPullFails("test@" + index, "does not contain descriptor matching platform 'linux/amd64'");
  }

  @Test
  void anImageThatIsNotThereIsNotFound() {
    String name = registry.authority() + "/x@" + Digest.of(new byte[0]);

    assertPullFails(
        "x@" + Digest.of(new byte[0]),
        "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref "
            + name
            + ": not found");
  }

  @Test
  void aLoginIsAskedFor() throws Exception {
    registry.put("test", "latest", IMAGE);
    registry.requireLogin((user, password) -> user.equals("AWS") && password.equals("token"));

    assertPullFails("test", "authorization failed: no basic auth credentials");
    try (ProcessRuntime runtime = new ProcessRuntime(new RegistryLogin("AWS", "token"))) {
      assertThat(runtime.start(spec("test")).exit().get(60, SECONDS)).isZero();
    }
  }

  @Test
  void aPasswordIsNotPrinted() {
    assertThat(new RegistryLogin("AWS", "token").toString()).doesNotContain("token");
  }

  @Test
  void aRegistryThatDoesNotListenIsNamed() {
    ContainerSpec spec =
        new ContainerSpec(
            "127.0.0.1:1/x:1", Optional.empty(), Optional.empty(), Map.of(), line -> {});
    try (ProcessRuntime runtime = new ProcessRuntime()) {
      assertThatThrownBy(() -> runtime.start(spec))
          .isInstanceOf(ImagePullException.class)
          .hasMessageContaining("dial tcp 127.0.0.1:1: connect: connection refused");
    }
  }

  @Test
  void aMissingLayerIsAPullFailure() {
    registry.putBlob("test", new byte[0]);
    registry.putManifest("test", "latest", IMAGE.manifest());

    assertPullFails("test", "failed to copy: httpReadSeeker: failed open: unexpected status code");
  }

  @Test
  void aBrokenLayerIsAPullFailure() {
    byte[] broken = "no tar at all".getBytes(UTF_8);
    registry.put(
        "test", "latest", image(new Layer("application/x-tar", broken, Digest.of(new byte[0]))));

    assertPullFails("test", "failed to extract layer");
  }

  @Test
  void aLayerThatWritesOutsideIsAPullFailure() {
    registry.put("test", "latest", image(new TarLayer().file("../../x", "x", 0644).gzip()));

    assertPullFails("test", "path escapes from the root: ../../x");
  }

  private void assertPullFails(String name, String message) {
    try (ProcessRuntime runtime = new ProcessRuntime()) {
      assertThatThrownBy(() -> runtime.start(spec(name)))
          .isInstanceOf(ImagePullException.class)
          .hasMessageStartingWith("CannotPullContainerError: ")
          .hasMessageContaining(message);
    }
  }

  private Digest putIndex(String manifests) {
    return registry.putManifest(
        "test",
        "index",
        new StoredManifest(
            LayeredImage.INDEX, "{\"schemaVersion\":2,\"manifests\":[%s]}".formatted(manifests)));
  }

  private static String platform(String architecture, Digest digest) {
    return "{\"digest\":\"%s\",\"platform\":{\"os\":\"linux\",\"architecture\":\"%s\"}}"
        .formatted(digest, architecture);
  }

  private static LayeredImage image(Layer layer) {
    return new LayeredImage(List.of(layer), Map.of("Cmd", List.of("true")));
  }

  private ContainerSpec spec(String name) {
    return new ContainerSpec(
        registry.authority() + "/" + name,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        line -> {});
  }
}
