package dev.migratedeploy.thirdparty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThirdPartyFolderTest {
  private final Path folder;
  private final ThirdPartyFolder thirdParty;

  ThirdPartyFolderTest(@TempDir Path folder) {
    this.folder = folder;
    this.thirdParty = new ThirdPartyFolder(folder, new StandardTexts(Path.of("LICENSE")));
  }

  /** jgrapht#534: in one jar only one META-INF/LICENSE is left, somebody's. */
  @Test
  void theTextsOfEachJarAreKeptApart() throws IOException {
    thirdParty.addJar(jar("a", "MIT", Map.of("META-INF/LICENSE", "MIT, A's")));
    thirdParty.addJar(
        jar(
            "b",
            "MIT",
            Map.of(
                "META-INF/LICENSE",
                "MIT, B's",
                "META-INF/NOTICE.txt",
                "By B.",
                "b/License.class",
                "no")));
    thirdParty.finish("a test");

    assertThat(text("third-party/a-1/LICENSE")).isEqualTo("MIT, A's");
    assertThat(text("third-party/b-1/LICENSE")).isEqualTo("MIT, B's");
    assertThat(text("third-party/b-1/NOTICE.txt")).isEqualTo("By B.");
    assertThat(folder.resolve("third-party/b-1/License.class")).doesNotExist();
    assertThat(text("THIRD-PARTY.txt"))
        .contains("a test: 2 parts")
        .contains(
            """
            b 1
              MIT
              pkg:maven/org.example/b@1
              third-party/b-1/LICENSE
              third-party/b-1/NOTICE.txt
            """);
  }

  @Test
  void aTextThatManyHaveIsThereOnce() throws IOException {
    thirdParty.addJar(jar("a", "MIT", Map.of("META-INF/LICENSE", "the same")));
    thirdParty.addJar(jar("b", "MIT", Map.of("META-INF/LICENSE.md", "the same")));
    thirdParty.finish("a test");

    assertThat(folder.resolve("third-party/b-1")).doesNotExist();
    assertThat(text("THIRD-PARTY.txt")).contains("b@1\n  third-party/a-1/LICENSE\n");
  }

  @Test
  void aJarThatOnlyNamesItsLicenceGetsItsText() throws IOException {
    thirdParty.addJar(jar("a", "Apache-2.0", Map.of("META-INF/NOTICE", "By A.")));
    thirdParty.finish("a test");

    assertThat(text("third-party/a-1/Apache-2.0.txt")).contains("Apache License");
    assertThat(text("third-party/a-1/NOTICE")).isEqualTo("By A.");
  }

  @Test
  void aLicenceWithoutATextEndsTheBuild() throws IOException {
    thirdParty.addJar(jar("a", "Sleepycat", Map.of("META-INF/NOTICE", "By A.")));

    assertThatThrownBy(() -> thirdParty.finish("a test"))
        .isInstanceOf(ThirdPartyException.class)
        .hasMessageContaining("pkg:maven/org.example/a@1 (Sleepycat)");
  }

  private Component jar(String name, String licence, Map<String, String> entries)
      throws IOException {
    Path jar = folder.resolve(name + ".jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(UTF_8));
      }
    }
    return new Component(
        "library",
        name,
        "1",
        MavenComponents.purl("org.example", name, "1"),
        Optional.of(new LicenceExpression(licence)),
        Optional.empty(),
        Optional.of(jar));
  }

  private String text(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }
}
