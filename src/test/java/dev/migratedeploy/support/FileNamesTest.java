package dev.migratedeploy.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
  private final Path folder;

  FileNamesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "V1__plain.sql",
        "V3__legg_til_vilkår.sql",
        "V4__заказы.sql",
        // Names of public reports: a Debian, a Red Hat and a Turkish container without their
        // locale.
        "V4.1__SørensenIndexLinkPrediction.sql",
        "V4.2__አማርኛ.sql",
        "V4.3__Booking-İzmir-Hotel.sql",
        "V4.4__._aplicação.sql",
        "V5__表 を追加.sql",
        "V6__😀%41 +&?#.sql",
        "größe/V7__it's \"quoted\".sql",
        "V8__line\nbreak.sql"
      })
  void aNameIsTheSameAfterTheDisk(String name) throws IOException {
    Path file = FileNames.resolve(folder, name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, "SELECT 1;");

    assertThat(FileNames.text(folder.relativize(file))).isEqualTo(name);
    assertThat(FileNames.text(file)).isEqualTo(folder + "/" + name);
    assertThat(FileNames.text(FileNames.path(name))).isEqualTo(name);
  }

  @Test
  void composedAndDecomposedLettersStayApart() throws IOException {
    String composed = "R__å.sql";
    String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
    Files.writeString(FileNames.resolve(folder, composed), "1");
    Files.writeString(FileNames.resolve(folder, decomposed), "2");

    try (var files = Files.list(folder)) {
      assertThat(files.map(FileNames::name)).containsExactlyInAnyOrder(composed, decomposed);
    }
  }

  @Test
  void bytesThatAreNoUtf8AreRefusedWithTheNameEscaped() throws IOException {
    Path latin = Path.of(URI.create("file://" + folder + "/V2__file-with-umlaut-%E4%5C.sql"));
    Files.writeString(latin, "SELECT 1;");

    assertThatThrownBy(() -> FileNames.name(latin))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("V2__file-with-umlaut-\\xE4\\x5C.sql")
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void aReplacementCharacterThatIsInTheNameIsALetterLikeAnyOther() {
    assertThat(FileNames.text(FileNames.path("V1__\ufffd.sql"))).isEqualTo("V1__\ufffd.sql");
  }
}
