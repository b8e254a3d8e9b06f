package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.LocalRegistry;
import dev.migratedeploy.localcloud.registry.TarLayer;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our layers in zstd. */
class CompressionTest {
  private static final String ZSTD = "application/vnd.oci.image.layer.v1.tar+zstd";
  private static final String GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";

  private final LocalRegistry registry = LocalRegistry.start();
  private final JibImages images = new JibImages(host -> Optional.empty());
  private final Path directory;

  CompressionTest(@TempDir Path directory) {
    this.directory = directory;
    registry.put(
        "base",
        "12",
        new LayeredImage(
            List.of(new TarLayer().file("bin/flyway", "tiny", 0755).gzip()),
            Map.of("Env", List.of("PATH=/bin"))));
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void theBaseStaysAsItIsAndOursAreInZstd() {
    JsonNode manifest = published(Compression.ZSTD).manifest();

    assertThat(manifest.path("mediaType").asText()).isEqualTo(LayeredImage.MANIFEST);
    assertThat(manifest.path("layers").findValuesAsText("mediaType"))
        .containsExactly(GZIP, ZSTD, ZSTD);
  }

  /** The digests of the configuration's layers are of what is in them. */
  @Test
  void whatIsInThemIsTheSame() {
    assertThat(published(Compression.ZSTD).config())
        .isEqualTo(published(Compression.GZIP).config());
  }

  @Test
  void theTagIsAnotherAndTheImageIsFoundAgain() {
    PublishedImage gzip = images.plan(spec(Compression.GZIP)).publish();
    PublishedImage zstd = images.plan(spec(Compression.ZSTD)).publish();
    PublishedImage again = images.plan(spec(Compression.ZSTD)).publish();

    assertThat(zstd.tag()).isNotEqualTo(gzip.tag());
    assertThat(again.alreadyThere()).isTrue();
    assertThat(again.digest()).isEqualTo(zstd.digest());
  }

  /** A newer encoder may write other bytes: then the tag needs another form. */
  @Test
  void theDigestIsTheOneThatWasWrittenDownOnce() {
    assertThat(images.plan(spec(Compression.ZSTD)).publish().digest())
        .isEqualTo("sha256:799f502272cd94d7a8424d09d2d78b2f9567cb113439bc615a07f28c298832bc");
  }

  @Test
  void skopeoReadsAndUnpacksIt() throws Exception {
    assumeTrue(isInstalled("skopeo"), "skopeo is not on the path");
    PublishedImage image = images.plan(spec(Compression.ZSTD)).publish();
    Path log = directory.resolve("skopeo.log");

    Process skopeo =
        new ProcessBuilder(
                "skopeo",
                "copy",
                "--src-tls-verify=false",
                "--insecure-policy",
                "--dest-decompress",
                "docker://" + image.reference(),
                "dir:" + directory.resolve("copy"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();

    assertThat(skopeo.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(skopeo.exitValue()).as(Files.readString(log)).isZero();
  }

  private StoredImage published(Compression compression) {
    PublishedImage image = images.plan(spec(compression)).publish();
    return StoredImage.read(registry, "flyway", image.digest());
  }

  private ImageSpec spec(Compression compression) {
    ImageSpec plain =
        new Specimen(directory)
            .spec(registry.authority() + "/base:12", registry.authority() + "/flyway");
    return new ImageSpec(
        plain.base(),
        plain.repository(),
        new ImageForm("amd64", compression),
        plain.entrypoint(),
        plain.scripts(),
        plain.extra(),
        plain.previous());
  }

  private static boolean isInstalled(String program) {
    return Stream.of(
            System.getenv().getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator), -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
