package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migratedeploy.image.StoredImage.Entry;
import dev.migratedeploy.localcloud.registry.Digest;
import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.LocalRegistry;
import dev.migratedeploy.localcloud.registry.StoredManifest;
import dev.migratedeploy.localcloud.registry.TarLayer;
import dev.migratedeploy.verdict.RefusedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in an image that was published. */
class ImageContentTest {
  private final LocalRegistry registry = LocalRegistry.start();
  private final JibImages images = new JibImages(host -> Optional.empty());
  private final String base = registry.authority() + "/base:12";
  private final String target = registry.authority() + "/flyway";
  private final Specimen specimen;

  ImageContentTest(@TempDir Path directory) {
    specimen = new Specimen(directory);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void theBasesLayersStayAsTheyAreAndOursLieOnTop() {
    registry.put("base", "12", Specimen.base());
    List<String> untouched = StoredImage.read(registry, "base", "12").layers();

    StoredImage image = publish(specimen.spec(base, target));

    assertThat(image.layers()).hasSize(4).startsWith(untouched.toArray(String[]::new));
    assertThat(image.config().at("/rootfs/diff_ids")).hasSize(4);
  }

  @Test
  void theScriptsAreRootsAndEveryoneMayReadThem() {
    registry.put("base", "12", Specimen.base());

    StoredImage image = publish(specimen.spec(base, target));

    assertThat(image.layer(3))
        .containsExactly(
            new Entry("flyway/", "755", "0:0", ""),
            new Entry("flyway/sql/", "755", "0:0", ""),
            new Entry("flyway/sql/V1__customer.sql", "644", "0:0", "one"),
            new Entry("flyway/sql/eu/", "755", "0:0", ""),
            new Entry("flyway/sql/eu/V2__region.sql", "644", "0:0", "two"));
  }

  @Test
  void theEntrypointIsOursAlone() {
    registry.put("base", "12", Specimen.base());

    StoredImage image = publish(specimen.spec(base, target));

    assertThat(image.layer(2))
        .contains(new Entry("migrate-deploy/run", "755", "0:0", Specimen.RUN));
    assertThat(texts(image.config().at("/config/Entrypoint")))
        .containsExactly("/migrate-deploy/run");
  }

  @Test
  void theBasesCommandIsDroppedSinceItWasMeantForAnotherEntrypoint() {
    registry.put("base", "12", Specimen.base());

    JsonNode command = publish(specimen.spec(base, target)).config().at("/config/Cmd");

    assertThat(texts(command)).isEmpty();
  }

  @Test
  void environmentDirectoryAndUserOfTheBaseAreKept() {
    registry.put("base", "12", Specimen.base());

    JsonNode config = publish(specimen.spec(base, target)).config().path("config");

    assertThat(texts(config.path("Env"))).containsExactly("PATH=/flyway:/bin", "LANG=C.UTF-8");
    assertThat(config.path("WorkingDir").asText()).isEqualTo("/flyway");
    assertThat(config.path("User").asText()).isEqualTo("101:101");
  }

  @Test
  void otherFilesHaveALayerOfTheirOwn() {
    registry.put("base", "12", Specimen.base());
    ImageFile conf = specimen.file("/flyway/conf/flyway.toml", "[flyway]");
    List<ImageFile> scripts = List.of(specimen.script("V1__a.sql", "one"));

    StoredImage image = publish(specimen.spec(base, target, "amd64", scripts, List.of(conf)));

    assertThat(image.layers()).hasSize(5);
    assertThat(List.of(image.layer(2), image.layer(3), image.layer(4)))
        .anySatisfy(
            layer ->
                assertThat(layer)
                    .contains(new Entry("flyway/conf/flyway.toml", "644", "0:0", "[flyway]"))
                    .noneMatch(entry -> entry.name().startsWith("flyway/sql")));
  }

  @Test
  void aBaseMayBeNamedByItsDigest() {
    Digest digest = registry.put("base", "12", Specimen.base());

    StoredImage byDigest = publish(specimen.spec(registry.authority() + "/base@" + digest, target));

    assertThat(byDigest).isEqualTo(publish(specimen.spec(base, target)));
  }

  @Test
  void anIndexGivesTheArchitectureThatWasAsked() {
    index("amd64", "arm64");
    List<ImageFile> scripts = List.of(specimen.script("V1__a.sql", "one"));

    StoredImage intel = publish(specimen.spec(base, target, "amd64", scripts, List.of()));
    StoredImage arm = publish(specimen.spec(base, target, "arm64", scripts, List.of()));

    assertThat(intel.config().path("architecture").asText()).isEqualTo("amd64");
    assertThat(intel.layer(0)).extracting(Entry::text).containsExactly("amd64");
    assertThat(arm.config().path("architecture").asText()).isEqualTo("arm64");
    assertThat(arm.layer(0)).extracting(Entry::text).containsExactly("arm64");
  }

  @Test
  void anIndexWithoutTheArchitectureIsRefused() {
    index("amd64");
    ImageSpec spec =
        specimen.spec(
            base, target, "arm64", List.of(specimen.script("V1__a.sql", "one")), List.of());

    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> images.plan(spec).publish());

    assertThat(refused.problem().cause()).contains("arm64");
    assertThat(registry.tags("flyway")).isEmpty();
  }

  @Test
  void aBaseForAnotherArchitectureIsRefused() {
    registry.put("base", "12", Specimen.base());
    ImageSpec spec =
        specimen.spec(
            base, target, "arm64", List.of(specimen.script("V1__a.sql", "one")), List.of());

    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> images.plan(spec).publish());

    assertThat(refused.problem().cause()).contains("amd64").contains("arm64");
    assertThat(registry.tags("flyway")).isEmpty();
  }

  /** An index of images that differ in their single file. */
  private void index(String... architectures) {
    List<String> children =
        List.of(architectures).stream()
            .map(
                architecture -> {
                  StoredManifest child = child(architecture);
                  registry.putManifest("base", architecture, child);
                  return """
                  {"mediaType": "%s", "digest": "%s", "size": %d,
                   "platform": {"architecture": "%s", "os": "linux"}}
                  """
                      .formatted(
                          child.mediaType(), child.digest(), child.bytes().length, architecture);
                })
            .toList();
    registry.putManifest(
        "base",
        "12",
        new StoredManifest(
            LayeredImage.INDEX,
            "{\"schemaVersion\": 2, \"mediaType\": \"%s\", \"manifests\": [%s]}"
                .formatted(LayeredImage.INDEX, String.join(",", children))));
  }

  private StoredManifest child(String architecture) {
    LayeredImage.Layer layer = new TarLayer().file("etc/arch", architecture, 0644).gzip();
    registry.putBlob("base", layer.blob());
    byte[] config =
        """
        {"architecture": "%s", "os": "linux", "config": {},
         "rootfs": {"type": "layers", "diff_ids": ["%s"]}}
        """
            .formatted(architecture, layer.diffId())
            .getBytes(StandardCharsets.UTF_8);
    Digest digest = registry.putBlob("base", config);
    String json =
        """
        {"schemaVersion": 2, "mediaType": "%s",
         "config": {"mediaType": "application/vnd.oci.image.config.v1+json",
                    "digest": "%s", "size": %d},
         "layers": [{"mediaType": "%s", "digest": "%s", "size": %d}]}
        """
            .formatted(
                LayeredImage.MANIFEST,
                digest,
                config.length,
                layer.mediaType(),
                Digest.of(layer.blob()),
                layer.blob().length);
    return new StoredManifest(LayeredImage.MANIFEST, json);
  }

  private StoredImage publish(ImageSpec spec) {
    return StoredImage.read(registry, "flyway", images.plan(spec).publish().digest());
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
