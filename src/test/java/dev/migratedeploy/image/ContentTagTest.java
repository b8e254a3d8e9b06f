package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentTagTest {
  private static final String BASE = "sha256:" + "a".repeat(64);

  private final Specimen specimen;

  ContentTagTest(@TempDir Path directory) {
    specimen = new Specimen(directory);
  }

  @Test
  void itIsATagThatSaysWhatItIs() throws Exception {
    assertThat(tag(BASE, "amd64", file("V1__a.sql", "one"))).matches("migrations-[0-9a-f]{20}");
  }

  @Test
  void theOrderOfTheFilesDoesNotMatter() throws Exception {
    ImageFile a = file("V1__a.sql", "one");
    ImageFile b = file("V2__b.sql", "two");

    assertThat(tag(BASE, "amd64", a, b)).isEqualTo(tag(BASE, "amd64", b, a));
  }

  @Test
  void everythingThatChangesTheImageChangesTheTag() throws Exception {
    List<String> tags =
        List.of(
            tag(BASE, "amd64", file("V1__a.sql", "one")),
            tag(BASE, "amd64", file("V1__a.sql", "one\n")),
            tag(BASE, "amd64", file("V1__b.sql", "one")),
            tag(BASE, "amd64"),
            tag(BASE, "amd64", file("V1__a.sql", "one"), file("V2__b.sql", "")),
            tag("sha256:" + "b".repeat(64), "amd64", file("V1__a.sql", "one")),
            tag(BASE, "arm64", file("V1__a.sql", "one")));

    assertThat(tags).doesNotHaveDuplicates();
  }

  @Test
  void theEntrypointChangesTheTag() throws Exception {
    ImageSpec spec = specimen.spec("base", "flyway");
    ImageSpec other =
        new ImageSpec(
            spec.base(),
            spec.repository(),
            spec.architecture(),
            new Entrypoint(spec.entrypoint().script() + "#", false),
            spec.scripts(),
            spec.extra(),
            spec.previous());

    assertThat(ContentTag.of(BASE, other)).isNotEqualTo(ContentTag.of(BASE, spec));
  }

  @Test
  void theImageBeforeDoesNotChangeTheTag() throws Exception {
    ImageSpec spec = specimen.spec("base", "flyway");

    assertThat(ContentTag.of(BASE, Specimen.after("flyway@sha256:" + "c".repeat(64), spec)))
        .isEqualTo(ContentTag.of(BASE, spec));
  }

  @Test
  void aScriptIsAnotherThingThanAFile() throws Exception {
    ImageFile file = file("V1__a.sql", "one");

    assertThat(ContentTag.of(BASE, spec(List.of(file), List.of())))
        .isNotEqualTo(ContentTag.of(BASE, spec(List.of(), List.of(file))));
  }

  @Test
  void whatBelongsToOneFileIsNotMistakenForTheNextOnes() throws Exception {
    assertThat(tag(BASE, "amd64", file("a", "b"), file("c", "d")))
        .isNotEqualTo(tag(BASE, "amd64", file("a", "b/flyway/sql/c"), file("d", "")))
        .isNotEqualTo(tag(BASE, "amd64", file("a", "b14:/flyway/sql/c1:d")));
  }

  /** A change of what goes into the tag changes this, and lets every user push again. */
  @Test
  void theTagIsTheOneThatWasWrittenDownOnce() throws Exception {
    assertThat(tag(BASE, "amd64", file("V1__a.sql", "one")))
        .isEqualTo("migrations-da18997c832fbdcf1d67");
  }

  private String tag(String base, String architecture, ImageFile... scripts) throws IOException {
    return ContentTag.of(
        base, specimen.spec("base", "flyway", architecture, List.of(scripts), List.of()));
  }

  private ImageSpec spec(List<ImageFile> scripts, List<ImageFile> files) {
    return specimen.spec("base", "flyway", "amd64", scripts, files);
  }

  /** Each call writes into a folder of its own: the tag must be taken from what is there then. */
  private ImageFile file(String name, String text) {
    Path folder = specimen.directory().resolve(Integer.toString(text.hashCode()));
    return new ImageFile(
        "/flyway/sql/" + name, new Specimen(folder).file("/" + name, text).source());
  }
}
