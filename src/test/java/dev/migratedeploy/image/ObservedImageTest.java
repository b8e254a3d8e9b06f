package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the observer adds to an image, and that an image without it changes only on purpose. */
class ObservedImageTest {
  private static final String BASE = "sha256:" + "a".repeat(64);
  private static final String LOCATION = "filesystem:/flyway/sql";

  private final Specimen specimen;

  ObservedImageTest(@TempDir Path directory) {
    specimen = new Specimen(directory);
  }

  @Test
  void withoutTheObserverAnImageHasTheDigestsThatAreWrittenHere() throws Exception {
    ImageSpec flyway = spec(Entrypoint.ofFlyway(List.of("flyway"), LOCATION, false));
    assertThat(ContentTag.of(BASE, flyway)).isEqualTo("migrations-552e6d1de80c561b15f3");
    assertThat(layers(flyway))
        .containsExactly(
            "entrypoint sha256:858b7c56b1b0c69ee72c54b4a74d6a8df889d5f835933bcba288a3d4d42dd59b",
            "scripts sha256:4eab1aa47c46a3980acce977bcbb9345c74597528f2c298192b69b41311624a3");

    ImageSpec liquibase = spec(Entrypoint.of(List.of("liquibase")));
    assertThat(ContentTag.of(BASE, liquibase)).isEqualTo("migrations-a3542e4aefd6ea8fd571");
    assertThat(layers(liquibase).get(0))
        .isEqualTo(
            "entrypoint sha256:79512cbf49c2288eaffc8e444814b26bea6369603bb26bd63927223d39d31a11");
  }

  @Test
  void theLayersAreInTheOrderInWhichTheyRarelyChange() throws Exception {
    ImageSpec observed = spec(Entrypoint.ofFlyway(List.of("flyway"), LOCATION, true));

    assertThat(BuiltLayer.digests(observed).stream().map(BuiltLayer::name))
        .containsExactly("observer", "entrypoint", "scripts");
    assertThat(BuiltLayer.digests(observed).get(0).descriptor().getSize()).isLessThan(65_536);
    assertThat(ContentTag.of(BASE, observed))
        .isNotEqualTo(
            ContentTag.of(BASE, spec(Entrypoint.ofFlyway(List.of("flyway"), LOCATION, false))));
  }

  /** Otherwise a push would ask for it each time. */
  @Test
  void onlyTheScriptsAreALayerThatNoRegistryCanHave() throws Exception {
    ImageSpec observed = spec(Entrypoint.ofFlyway(List.of("flyway"), LOCATION, true));

    assertThat(BuiltLayer.digests(observed).stream().filter(BuiltLayer::isNew))
        .extracting(BuiltLayer::name)
        .containsExactly("scripts");
  }

  /** The others have none of it, to the byte. */
  @Test
  void onlyAnEnvironmentOfManyDatabasesHasTheScriptsThatRunThemOneAfterAnother() throws Exception {
    Entrypoint one = Entrypoint.ofFlyway(List.of("flyway"), LOCATION, true);
    Entrypoint many = Entrypoint.ofTargets(List.of("flyway"), LOCATION, true);

    assertThat(one.others()).isEmpty();
    assertThat(one.script()).doesNotContain("TARGET").doesNotContain("@ENTRYPOINT@");
    assertThat(many.others()).containsOnlyKeys("/migrate-deploy/each", "/migrate-deploy/one");
    assertThat(many.others().values())
        .allSatisfy(text -> assertThat(text).doesNotContainPattern("@[A-Za-z_]+@"));
    assertThat(many.script()).doesNotContainPattern("@[A-Z_]+@");
    assertThat(ContentTag.of(BASE, spec(many))).isNotEqualTo(ContentTag.of(BASE, spec(one)));
    assertThat(layers(spec(many)).get(1)).isNotEqualTo(layers(spec(one)).get(1));
    assertThat(layers(spec(many)).get(0)).isEqualTo(layers(spec(one)).get(0));
    assertThat(layers(spec(many)).get(2)).isEqualTo(layers(spec(one)).get(2));
  }

  private static List<String> layers(ImageSpec spec) throws IOException {
    return BuiltLayer.digests(spec).stream()
        .map(layer -> layer.name() + " " + layer.diffId())
        .toList();
  }

  private ImageSpec spec(Entrypoint entrypoint) {
    return new ImageSpec(
        "flyway/flyway:12",
        "team/flyway",
        "amd64",
        entrypoint,
        new ImageLayer("scripts", List.of(specimen.script("V1__a.sql", "select 1;\n"))),
        new ImageLayer("files", List.of()),
        Optional.empty());
  }
}
