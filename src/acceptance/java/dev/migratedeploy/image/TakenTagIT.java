package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.image.Delivery.Beside;
import dev.migratedeploy.localcloud.registry.Digest;
import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.LocalRegistry;
import dev.migratedeploy.localcloud.registry.LoggedRequest;
import dev.migratedeploy.localcloud.registry.StoredManifest;
import dev.migratedeploy.localcloud.registry.TarLayer;
import dev.migratedeploy.verdict.RefusedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tag can be worked out by everybody. What stands under it is run only if it is the very image;
 * reports of the same belief elsewhere: kaniko 2653, buildx 939.
 */
class TakenTagIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalRegistry registry = LocalRegistry.start();
  private final String target = registry.authority() + "/team/flyway";
  private final Specimen specimen;
  private final ImageSpec spec;
  private final PublishedImage ours;

  TakenTagIT(@TempDir Path directory) {
    specimen = new Specimen(directory);
    Digest base = registry.put("base", "12", Specimen.base());
    spec = specimen.spec(registry.authority() + "/base@" + base, target);
    ours = images().plan(spec).publish();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  /** Another program that calls itself the scripts' image. */
  private static final LayeredImage EVIL =
      new LayeredImage(
          List.of(new TarLayer().file("migrate-deploy/run", "#!/bin/sh\nexit 0\n", 0755).gzip()),
          Map.of("Entrypoint", List.of("/migrate-deploy/run")));

  @Test
  void anotherImageIsNotRunAndItsTagIsLeftAlone() {
    Digest evil = registry.put("team/flyway", ours.tag(), EVIL);

    PublishedImage image = images().plan(spec).publish();

    assertThat(image.digest()).isEqualTo(ours.digest());
    assertThat(image.reference()).isEqualTo(target + "@" + ours.digest());
    assertThat(image.tag()).isEmpty();
    assertThat(image.delivery())
        .isEqualTo(new Beside(ours.tag(), evil.value(), new Delivery.WasThere()));
    assertThat(tagged()).isEqualTo(evil.value());
  }

  @Test
  void whereOursIsNotThereItIsPushedByItsDigest() {
    LocalRegistry fresh = registry;
    PublishedImage elsewhere = inRepository("team/fresh");
    fresh.put("team/fresh2", elsewhere.tag(), EVIL);
    fresh.forgetRequests();

    PublishedImage image = inRepository("team/fresh2");

    assertThat(image.digest()).isEqualTo(ours.digest());
    assertThat(image.alreadyThere()).isFalse();
    assertThat(image.delivery()).isInstanceOf(Beside.class);
    assertThat(fresh.requests())
        .filteredOn(request -> request.path().contains("/manifests/"))
        .filteredOn(request -> request.method().equals("PUT"))
        .extracting(LoggedRequest::path)
        .containsExactly("/v2/team/fresh2/manifests/" + ours.digest());
    assertThat(fresh.manifest("team/fresh2", ours.digest())).isPresent();
  }

  @Test
  void anImmutableTagThatSomebodyTookBeforeDoesNotKeepTheImageOut() {
    registry.put("team/locked", ours.tag(), EVIL);
    registry.makeTagsImmutable("team/locked");

    PublishedImage image = inRepository("team/locked");

    assertThat(image.digest()).isEqualTo(ours.digest());
    assertThat(registry.manifest("team/locked", ours.digest())).isPresent();
  }

  @Test
  void whoLosesTheRaceForAnImmutableTagToAnotherImageDoesNotTakeThat() {
    registry.makeTagsImmutable("team/race");
    PreparedImage late = images().plan(in("team/race"));
    assertThat(late.digest()).isEmpty();
    registry.put("team/race", late.tag(), EVIL);

    assertThat(late.publish().digest()).isEqualTo(ours.digest());
  }

  @Test
  void aPlanDoesNotCallAnotherImageTheOneThatIsThere() {
    Digest evil = registry.put("team/flyway", ours.tag(), EVIL);

    PreparedImage plan = images().plan(spec);

    assertThat(plan.digest()).isEmpty();
    assertThat(plan.otherUnderTag()).contains(evil.value());
  }

  @Test
  void whoMayOnlyPullIsToldWhyAPushWasNeeded() {
    registry.put("team/denied", ours.tag(), EVIL);
    registry.denyPush("team/denied");

    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> inRepository("team/denied"));

    assertThat(refused.problem().cause())
        .contains("its tag " + ours.tag() + " names another image (sha256:");
  }

  /** What somebody who may push could make of our manifest, or put in its place. */
  private record Forgery(String name, Consumer<ObjectNode> change) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Forgery> forgeries() {
    return Stream.of(
        new Forgery("one layer more", m -> layers(m).add(layers(m).get(0).deepCopy())),
        new Forgery("one layer less", m -> layers(m).remove(2)),
        new Forgery(
            "two layers exchanged",
            m -> layers(m).insert(0, layers(m).remove(layers(m).size() - 1))),
        new Forgery(
            "another layer in the place of the scripts, the configuration ours",
            m -> layers(m).set(2, layers(m).get(0).deepCopy())),
        new Forgery(
            "our layers, another configuration",
            m ->
                ((ObjectNode) m.get("config"))
                    .put("digest", EVIL.manifest().digest().value())
                    .put("size", 5)),
        new Forgery(
            "an annotation that a runtime may read", m -> annotations(m).put("run.oci.hooks", "x")),
        new Forgery(
            "documents of the base that are not the base's",
            m -> annotations(m).put("dev.migratedeploy.base.1", "{\"schemaVersion\": 2}")),
        new Forgery("no documents of the base", m -> m.remove("annotations")),
        new Forgery(
            "annotations that are no texts",
            m -> m.putObject("annotations").putArray("dev.migratedeploy.base.1")),
        new Forgery("annotations that are none", m -> m.put("annotations", "x")),
        new Forgery("another media type", m -> m.put("mediaType", LayeredImage.INDEX)),
        new Forgery("both an image and an index", m -> m.putArray("manifests").addObject()));
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void whatOnlyLooksLikeOursIsNot(Forgery forgery) throws Exception {
    ObjectNode manifest = (ObjectNode) JSON.readTree(stored().json());
    forgery.change().accept(manifest);
    registry.putManifest(
        "team/flyway", ours.tag(), new StoredManifest(LayeredImage.MANIFEST, manifest.toString()));
    assertThat(tagged()).isNotEqualTo(ours.digest());

    PublishedImage image = images().plan(spec).publish();

    assertThat(image.digest()).isEqualTo(ours.digest());
    assertThat(image.delivery()).isInstanceOf(Beside.class);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void whatIsNoImageIsNotOurs(String document) {
    registry.putManifest(
        "team/flyway", ours.tag(), new StoredManifest(LayeredImage.MANIFEST, document));

    assertThat(images().plan(spec).publish().digest()).isEqualTo(ours.digest());
  }

  static Stream<String> documents() {
    return Stream.of(
        "",
        "[]",
        "null",
        "{",
        "{\"schemaVersion\": 1, \"fsLayers\": []}",
        "{\"schemaVersion\": 2, \"manifests\": []}",
        "{\"a\":".repeat(100_000),
        "\u0000\u001b[2J");
  }

  /** An index that leads to our very image, which another platform's user would not get. */
  @Test
  void anIndexThatNamesOurImageAmongOthersIsNotOurImage() {
    Digest evil = registry.put("team/flyway", "evil", EVIL);
    registry.putManifest(
        "team/flyway",
        ours.tag(),
        new StoredManifest(
            LayeredImage.INDEX,
            """
            {"schemaVersion": 2, "mediaType": "%s", "manifests": [
              {"mediaType": "%s", "digest": "%s", "size": 1,
               "platform": {"os": "linux", "architecture": "amd64"}},
              {"mediaType": "%s", "digest": "%s", "size": 1,
               "platform": {"os": "linux", "architecture": "arm64"}}]}
            """
                .formatted(
                    LayeredImage.INDEX,
                    LayeredImage.MANIFEST,
                    ours.digest(),
                    LayeredImage.MANIFEST,
                    evil)));

    assertThat(images().plan(spec).publish().reference()).endsWith(ours.digest());
  }

  @Test
  void anImageThatIsProvedTakesOneRequestAlsoWhereTheBaseIsAnIndex() {
    Digest image = registry.put("base", "amd64", Specimen.base());
    Digest index =
        registry.putManifest(
            "base",
            "all",
            new StoredManifest(
                LayeredImage.INDEX,
                """
                {"schemaVersion": 2, "mediaType": "%s", "manifests": [
                  {"mediaType": "%s", "digest": "%s", "size": 1,
                   "platform": {"os": "linux", "architecture": "amd64"}}]}
                """
                    .formatted(LayeredImage.INDEX, LayeredImage.MANIFEST, image)));
    ImageSpec onIndex = specimen.spec(registry.authority() + "/base@" + index, target);
    images().plan(onIndex).publish();
    registry.forgetRequests();

    assertThat(images().plan(onIndex).publish().alreadyThere()).isTrue();
    assertThat(registry.requests()).hasSize(1);
  }

  /** The tag would be left to the first that comes, if the content did not decide it. */
  @Test
  void aTagThatIsMovedAfterTheLookChangesNothing() {
    PreparedImage plan = images().plan(spec);
    assertThat(plan.digest()).contains(ours.digest());
    registry.put("team/flyway", ours.tag(), EVIL);

    assertThat(plan.publish().reference()).isEqualTo(target + "@" + ours.digest());
  }

  private PublishedImage inRepository(String name) {
    return images().plan(in(name)).publish();
  }

  private ImageSpec in(String name) {
    return specimen.spec(spec.base(), registry.authority() + "/" + name);
  }

  private StoredManifest stored() {
    return registry.manifest("team/flyway", ours.digest()).orElseThrow();
  }

  private String tagged() {
    return Digest.of(
            registry
                .manifest("team/flyway", ours.tag())
                .orElseThrow()
                .json()
                .getBytes(StandardCharsets.UTF_8))
        .value();
  }

  private static ArrayNode layers(ObjectNode manifest) {
    return (ArrayNode) manifest.get("layers");
  }

  private static ObjectNode annotations(ObjectNode manifest) {
    return (ObjectNode) manifest.get("annotations");
  }

  /** Each time as on a machine that has never seen any of it. */
  private static JibImages images() {
    return new JibImages(host -> Optional.empty());
  }
}
