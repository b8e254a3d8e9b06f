package dev.migratedeploy.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.localcloud.registry.Digest;
import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.LocalRegistry;
import dev.migratedeploy.localcloud.registry.StoredManifest;
import dev.migratedeploy.verdict.RefusedException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Base images as other tools write them. */
class BaseImageFormsTest {
  private static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";
  private static final String OCI_LAYER = "application/vnd.oci.image.layer.";
  private static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.";
  private static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";

  private final LocalRegistry registry = LocalRegistry.start();
  private final JibImages images = new JibImages(host -> Optional.empty());
  private final Specimen specimen;

  BaseImageFormsTest(@TempDir Path directory) {
    specimen = new Specimen(directory);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  /** What goauthentik/server:2026.8.0 is (drydock 814): an index for each platform in an index. */
  @Test
  void anIndexInAnIndexIsFollowedAndAttestationsArePassedOver() throws Exception {
    String attestation = entry(image("unknown", "attestation"), "unknown", "unknown");
    String inner = index(attestation, entry(image("amd64", "intel"), "linux", "amd64"));
    String other = index(attestation, entry(image("arm64", "arm"), "linux", "arm64"));
    tag(index(entry(other, "linux", "arm64"), entry(inner, "linux", "amd64")));

    assertThat(publish().config().path("architecture").asText()).isEqualTo("amd64");
    assertThat(publish().layers()).startsWith(digest("intel"));
  }

  /** What nerdctl and BuildKit's archives hold (apptainer 2905). */
  @Test
  void anEntryWithoutAPlatformIsLookedInto() throws Exception {
    String unnamed = "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": 1}";
    tag(
        index(
            unnamed.formatted(LayeredImage.MANIFEST, image("arm64", "arm")),
            unnamed.formatted(
                LayeredImage.INDEX,
                index(unnamed.formatted(LayeredImage.MANIFEST, image("amd64", "intel"))))));

    assertThat(publish().layers()).startsWith(digest("intel"));
  }

  @Test
  void thePlatformsOfABaseThatHasOthersAreNamed() throws Exception {
    tag(
        index(
            entry(image("arm64", "arm"), "linux", "arm64\", \"variant\": \"v8"),
            entry(image("amd64", "windows"), "windows", "amd64"),
            entry(image("unknown", "none"), "unknown", "unknown")));

    assertThat(refusal())
        .contains("is for linux/arm64, windows/amd64, and the task runs on linux/amd64");
  }

  /**
   * jib 3714; docker.io/rapidsai/base has the second one in Docker's manifest (stereoscope 486).
   */
  @ParameterizedTest
  @CsvSource({
    OCI_LAYER + "v1.tar+zstd, " + OCI_LAYER + "v1.tar+zstd",
    DOCKER_LAYER + "diff.tar.zstd, " + OCI_LAYER + "v1.tar+zstd",
    OCI_LAYER + "v1.tar, " + OCI_LAYER + "v1.tar",
  })
  void aLayerKeepsItsBytesAndItsCompression(String type, String kept) throws Exception {
    String media = type.startsWith(DOCKER_LAYER) ? DOCKER : LayeredImage.MANIFEST;
    tag(image(media, OCI_CONFIG, configuration("amd64", "{}"), layer("zstd", type)));

    StoredImage image = publish();

    assertThat(image.manifest().path("mediaType").asText()).isEqualTo(LayeredImage.MANIFEST);
    assertThat(image.layers()).startsWith(digest("zstd"));
    assertThat(image.manifest().path("layers").findValuesAsText("mediaType"))
        .containsExactly(kept, OCI_LAYER + "v1.tar+gzip", OCI_LAYER + "v1.tar+gzip");
  }

  @Test
  void aBaseOfDockersGivesAnImageOfDockers() throws Exception {
    tag(
        image(
            DOCKER,
            DOCKER_CONFIG,
            configuration("amd64", "{}"),
            layer("docker", DOCKER_LAYER + "diff.tar.gzip")));

    JsonNode manifest = publish().manifest();

    assertThat(manifest.path("mediaType").asText()).isEqualTo(DOCKER);
    assertThat(manifest.at("/config/mediaType").asText()).isEqualTo(DOCKER_CONFIG);
    assertThat(manifest.path("layers").findValuesAsText("mediaType"))
        .containsOnly(DOCKER_LAYER + "diff.tar.gzip")
        .hasSize(3);
  }

  /** skopeo 1286, containers/image 2195: Docker has no type for layers in zstd. */
  @Test
  void onABaseOfDockersOurLayersInZstdGiveAnImageOfOcis() throws Exception {
    tag(
        image(
            DOCKER,
            DOCKER_CONFIG,
            configuration("amd64", "{}"),
            layer("docker", DOCKER_LAYER + "diff.tar.gzip")));

    JsonNode manifest = publish(Compression.ZSTD).manifest();

    assertThat(manifest.path("mediaType").asText()).isEqualTo(LayeredImage.MANIFEST);
    assertThat(manifest.path("layers").findValuesAsText("mediaType"))
        .containsExactly(
            OCI_LAYER + "v1.tar+gzip", OCI_LAYER + "v1.tar+zstd", OCI_LAYER + "v1.tar+zstd");
  }

  /** podman 711 of imagegenius: Docker's and OCI's types in one manifest are refused there. */
  @Test
  void aMixOfDockersAndOcisTypesBecomesOcis() throws Exception {
    String[] layers = {
      layer("one", DOCKER_LAYER + "diff.tar.gzip"), layer("two", OCI_LAYER + "v1.tar+zstd")
    };
    String configuration =
        configuration("amd64", "{}").replace("]}", ", \"" + digest("more") + "\"]}");
    tag(image(DOCKER, DOCKER_CONFIG, configuration, String.join(",", layers)));

    assertThat(publish().manifest().toString()).doesNotContain("vnd.docker");
  }

  @Test
  void aForeignLayerKeepsItsAddressAndIsNotPushed() throws Exception {
    String foreign =
        """
        {"mediaType": "%sforeign.diff.tar.gzip", "digest": "%s", "size": 9,
         "urls": ["https://example.com/layer"]}
        """
            .formatted(DOCKER_LAYER, digest("elsewhere"));
    tag(image(DOCKER, DOCKER_CONFIG, configuration("amd64", "{}"), foreign));

    assertThat(publish().manifest().at("/layers/0/urls/0").asText())
        .isEqualTo("https://example.com/layer");
  }

  /** moby 30356: entries of ENV that are no assignments; and what Jib's model has no room for. */
  @Test
  void theConfigurationOfTheBaseStaysButForEntrypointAndCommand() throws Exception {
    String config =
        """
        {"Env": ["PATH=/flyway", "JAVA_ARGS=-Da=b -Dc==d", "EMPTY=", "BARE", "", "=odd",
                 "TWICE=1", "TWICE=2", "VILKÅR=blåbær 🫐", "LINES=a\\nb"],
         "Entrypoint": null, "Cmd": ["-?"], "User": "flyway:0", "WorkingDir": "",
         "Healthcheck": {"Test": ["CMD-SHELL", "true"], "Interval": 1, "StartInterval": 2},
         "OnBuild": ["RUN x"], "StopSignal": "SIGQUIT", "Shell": ["/bin/ash", "-c"],
         "Volumes": {"flyway": {}}, "ExposedPorts": {"8000-8010/sctp": {}}, "Labels": null}
        """;
    tag(
        image(
            LayeredImage.MANIFEST,
            OCI_CONFIG,
            configuration("amd64", config),
            layer("base", OCI_LAYER + "v1.tar+gzip")));

    JsonNode built = publish().config().path("config");

    JsonNode base = new ObjectMapper().readTree(config);
    base.fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals("Entrypoint") && !name.equals("Cmd")) {
                assertThat(built.get(name)).as(name).isEqualTo(base.get(name));
              }
            });
    assertThat(built.at("/Entrypoint/0").asText()).isEqualTo("/migrate-deploy/run");
    assertThat(built.has("Cmd")).isFalse();
  }

  @Test
  void aConfigurationWithoutExecutionParametersIsOne() throws Exception {
    tag(
        image(
            LayeredImage.MANIFEST,
            OCI_CONFIG,
            configuration("amd64", "null"),
            layer("base", OCI_LAYER + "v1.tar+gzip")));

    assertThat(publish().config().at("/config/Entrypoint/0").asText())
        .isEqualTo("/migrate-deploy/run");
  }

  @ParameterizedTest
  @CsvSource({
    "application/vnd.cncf.helm.config.v1+json, it is not a container image but"
        + " application/vnd.cncf.helm.config.v1+json",
    OCI_CONFIG + ", a layer is of the type application/vnd.oci.image.layer.v1.tar+gzip+encrypted"
  })
  void whatNoContainerRunsIsRefusedByItsType(String config, String said) throws Exception {
    tag(
        image(
            LayeredImage.MANIFEST,
            config,
            configuration("amd64", "{}"),
            layer("secret", OCI_LAYER + "v1.tar+gzip+encrypted")));

    assertThat(refusal()).contains(said);
  }

  private String refusal() {
    return catchThrowableOfType(RefusedException.class, this::publish).problem().cause();
  }

  private StoredImage publish() {
    return publish(Compression.GZIP);
  }

  private StoredImage publish(Compression compression) {
    ImageSpec plain =
        specimen.spec(registry.authority() + "/base:12", registry.authority() + "/flyway");
    ImageSpec spec =
        new ImageSpec(
            plain.base(),
            plain.repository(),
            new ImageForm("amd64", compression),
            plain.entrypoint(),
            plain.scripts(),
            plain.extra(),
            plain.previous());
    return StoredImage.read(registry, "flyway", images.plan(spec).publish().digest());
  }

  private void tag(String digest) {
    registry.putManifest("base", "12", registry.manifest("base", digest).orElseThrow());
  }

  private String image(String architecture, String content) {
    return image(
        LayeredImage.MANIFEST,
        OCI_CONFIG,
        configuration(architecture, "{}"),
        layer(content, OCI_LAYER + "v1.tar+gzip"));
  }

  private String image(String mediaType, String configType, String config, String layers) {
    Digest digest = registry.putBlob("base", config.getBytes(UTF_8));
    return manifest(
        mediaType,
        """
        {"schemaVersion": 2, "mediaType": "%s",
         "config": {"mediaType": "%s", "digest": "%s", "size": %d},
         "layers": [%s]}
        """
            .formatted(mediaType, configType, digest, config.getBytes(UTF_8).length, layers));
  }

  private String index(String... entries) {
    return manifest(
        LayeredImage.INDEX,
        "{\"schemaVersion\": 2, \"mediaType\": \"%s\", \"manifests\": [%s]}"
            .formatted(LayeredImage.INDEX, String.join(",", entries)));
  }

  private String manifest(String mediaType, String json) {
    return registry.putManifest("base", "some", new StoredManifest(mediaType, json)).value();
  }

  private String entry(String digest, String os, String architecture) {
    return """
    {"mediaType": "%s", "digest": "%s", "size": %d,
     "platform": {"os": "%s", "architecture": "%s"}}
    """
        .formatted(
            registry.manifest("base", digest).orElseThrow().mediaType(),
            digest,
            1,
            os,
            architecture);
  }

  private String layer(String content, String mediaType) {
    registry.putBlob("base", content.getBytes(UTF_8));
    return "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d}"
        .formatted(mediaType, digest(content), content.length());
  }

  private static String configuration(String architecture, String config) {
    return """
    {"architecture": "%s", "os": "linux", "config": %s,
     "rootfs": {"type": "layers", "diff_ids": ["%s"]}}
    """
        .formatted(architecture, config, digest("layer"));
  }

  private static String digest(String content) {
    return Digest.of(content.getBytes(UTF_8)).value();
  }
}
