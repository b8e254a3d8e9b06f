package dev.migratedeploy.thirdparty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SbomTest {
  private final Path folder;

  SbomTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void eachPartHasWhatAScannerLooksFor() throws IOException {
    JsonNode bom = written(List.of(part("b", "MIT OR EPL-2.0"), part("a", "MIT")));

    assertThat(bom.path("specVersion").asText()).isEqualTo("1.6");
    assertThat(bom.at("/metadata/component/version").asText()).isEqualTo("0.2.0");
    assertThat(bom.at("/components/0/purl").asText()).isEqualTo("pkg:maven/org.example/a@1");
    assertThat(bom.at("/components/0/licenses").toString())
        .isEqualTo("[{\"license\":{\"id\":\"MIT\"}}]");
    assertThat(bom.at("/components/1/licenses").toString())
        .isEqualTo("[{\"expression\":\"MIT OR EPL-2.0\"}]");
    assertThat(bom.at("/components/0/hashes/0/content").asText())
        .isEqualTo("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881");
    assertThat(bom.at("/dependencies/0/dependsOn")).hasSize(2);
  }

  @Test
  void theSamePartsGiveTheSameBytesInAnyOrder() throws IOException {
    Component a = part("a", "MIT");
    Component b = part("b", "MIT");

    assertThat(written(List.of(a, b, a))).isEqualTo(written(List.of(b, a)));
    assertThat(written(List.of(a)).path("serialNumber").asText())
        .matches("urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        .isNotEqualTo(written(List.of(b)).path("serialNumber").asText());
  }

  /** CycloneDX takes no part twice; jackson-annotations is in the jar and beside it. */
  @Test
  void aLibraryThatLiesInTwoPlacesIsOnePart() throws IOException {
    Component one = part("a", "MIT");
    Component other =
        new Component(
            one.type(),
            one.name(),
            one.version(),
            one.purl(),
            one.licence(),
            one.cpe(),
            Optional.of(Files.writeString(folder.resolve("copy"), "x")));

    assertThat(written(List.of(one, other)).path("components")).hasSize(1);
  }

  private JsonNode written(List<Component> parts) throws IOException {
    Path file = folder.resolve("bom.json");
    new Sbom(JarNotices.tool("0.2.0"), parts).write(file);
    return new ObjectMapper().readTree(file.toFile());
  }

  private Component part(String name, String licence) throws IOException {
    return new Component(
        "library",
        name,
        "1",
        MavenComponents.purl("org.example", name, "1"),
        Optional.of(new LicenceExpression(licence)),
        Optional.empty(),
        Optional.of(Files.writeString(folder.resolve(name), "x")));
  }
}
