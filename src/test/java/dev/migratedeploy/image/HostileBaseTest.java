package dev.migratedeploy.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.localcloud.registry.Digest;
import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.LocalRegistry;
import dev.migratedeploy.localcloud.registry.StoredManifest;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Base images whose owner means harm, or whose build has gone wrong. */
class HostileBaseTest {
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
  private static final Digest BYTES = Digest.of("layer".getBytes(UTF_8));

  private final LocalRegistry registry = LocalRegistry.start();
  private final Specimen specimen;

  HostileBaseTest(@TempDir Path directory) {
    specimen = new Specimen(directory);
    registry.putBlob("base", "layer".getBytes(UTF_8));
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {52_000L * 1024 * 1024 + 1, Long.MAX_VALUE})
  void aLayerOfAnAbsurdSizeIsRefused(long size) {
    tag("", layer(String.valueOf(size)));

    assertThat(refusal()).contains("a layer is said to have " + size + " bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1e99", "\"5\"", "null", "99999999999999999999"})
  void aLayerWithoutASizeIsRefused(String size) {
    tag("", layer(size));

    assertThat(refusal()).contains("a layer has no size");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256:1", "md5:d41d8cd98f00b204e9800998ecf8427e", "", "../../etc"})
  void aLayerWithoutADigestIsRefused(String digest) {
    tag("", layer("5").replace(BYTES.value(), digest));

    assertThat(refusal()).contains("a layer has no digest");
  }

  /** The kernel mounts no more than 500, and nobody is to be asked for each of a million. */
  @Test
  void moreLayersThanCanBeMountedAreRefused() {
    tag("", IntStream.range(0, 498).mapToObj(i -> layer("5")).collect(Collectors.joining(",")));

    assertThat(refusal()).contains("it has 498 layers, and no more than 497 can be mounted");
    assertThat(registry.requests()).hasSizeLessThan(10);
  }

  /** CVE-2021-41190, containers/image 1409: some take it for the one, some for the other. */
  @Test
  void whatIsAnImageAndAnIndexAtOnceIsRefused() {
    tag("\"manifests\": [],", layer("5"));

    assertThat(refusal()).contains("its manifest is an image and an index at once");
  }

  @Test
  void aLayerThatIsLongerThanItIsSaidToBeIsNotReadToItsEnd() {
    tag("", layer("2"));
    try (LocalRegistry target = LocalRegistry.start()) {
      ProblemException problem =
          catchThrowableOfType(
              ProblemException.class, () -> publish(target.authority() + "/flyway"));

      assertThat(problem.problem().cause()).contains("has more than its 2 bytes");
      assertThat(target.tags("flyway")).isEmpty();
    }
  }

  /** A name in another case counts too for container runtimes, which are written in Go. */
  @Test
  void anEntrypointInAnotherCaseIsNotTheImages() {
    tag("", layer("5"));

    String config = StoredImage.read(registry, "flyway", publish().digest()).config().toString();

    assertThat(config)
        .contains("\"Entrypoint\":[\"/migrate-deploy/run\"]")
        .doesNotContain("evil", "CMD");
  }

  @Test
  void anIndexOfAThousandPlatformsIsToldInOneLine() {
    String entries =
        IntStream.range(0, 1000)
            .mapToObj(
                i ->
                    "{\"digest\": \"x\", \"platform\": {\"os\": \"a\\nb\\u001b[2J\", \"architecture\": \"%d\"}}"
                        .formatted(i))
            .collect(Collectors.joining(","));
    put("{\"schemaVersion\": 2, \"manifests\": [%s]}".formatted(entries));

    assertThat(refusal()).hasSizeLessThan(600).doesNotContain("\n", "\u001b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|its manifest is not JSON",
        "nothing|its manifest is not JSON",
        "{}|before 2016",
        "{\"schemaVersion\": 1, \"fsLayers\": []}|before 2016",
        "{\"config\": {\"digest\": \"sha256:00\"}}|before 2016",
      })
  void whatIsNoManifestIsRefused(String document, String said) {
    put(document);

    assertThat(refusal()).contains(said);
  }

  @Test
  void aManifestThatIsNestedWithoutAnEndIsRefused() {
    put("{\"schemaVersion\":2,\"config\":" + "{\"a\":".repeat(200_000));

    assertThat(refusal()).contains("its manifest is not JSON");
  }

  private String refusal() {
    return catchThrowableOfType(RefusedException.class, this::publish).problem().cause();
  }

  private PublishedImage publish() {
    return publish(registry.authority() + "/flyway");
  }

  private PublishedImage publish(String target) {
    ImageSpec spec =
        specimen.spec(
            registry.authority() + "/base:12",
            target,
            List.of(specimen.script("V1__a.sql", "one")));
    return new JibImages(host -> Optional.empty()).plan(spec).publish();
  }

  private void put(String manifest) {
    registry.putManifest("base", "12", new StoredManifest(LayeredImage.MANIFEST, manifest));
  }

  private static String layer(String size) {
    return "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %s}"
        .formatted(LAYER, BYTES, size);
  }

  /** An image with one layer in its configuration. */
  private void tag(String more, String layers) {
    byte[] config =
        """
        {"architecture": "amd64", "os": "linux",
         "config": {"entrypoint": ["evil"], "CMD": ["evil"], "ENTRYPOINT": ["evil"]},
         "rootfs": {"type": "layers", "diff_ids": ["%s"]}}
        """
            .formatted(BYTES)
            .getBytes(UTF_8);
    Digest digest = registry.putBlob("base", config);
    put(
        """
        {"schemaVersion": 2, "mediaType": "%s", %s
         "config": {"mediaType": "application/vnd.oci.image.config.v1+json",
                    "digest": "%s", "size": %d},
         "layers": [%s]}
        """
            .formatted(LayeredImage.MANIFEST, more, digest, config.length, layers));
  }
}
