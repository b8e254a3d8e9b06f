package dev.migratedeploy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.project.SettingsFile;
import dev.migratedeploy.project.SettingsText;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlDocumentTest {
  private final Path folder;
  private final Path file;

  YamlDocumentTest(@TempDir Path folder) {
    this.folder = folder;
    file = folder.resolve("s.yml");
  }

  @Test
  void aMissingFileIsRefusedWithTheOptionThatNamesItAndTheKeysItNeeds() {
    Problem problem = refusal(file);
    assertThat(problem.cause()).isEqualTo("could not read the settings " + file + ": no such file");
    assertThat(problem.next())
        .contains("--config FILE", "image.base", "image.repository", "cluster", "task-definition");
  }

  @Test
  void aDirectoryIsRefused() {
    assertThat(refusal(folder).cause()).endsWith("it is a directory");
  }

  @ParameterizedTest
  @CsvSource({
    "'', it is empty",
    "'# only a remark\n', it is empty",
    "a text, it holds no keys",
    "'- a list', it holds no keys"
  })
  void aFileWithoutKeysIsRefused(String text, String why) throws IOException {
    Files.writeString(file, text);
    assertThat(refusal(file).cause()).contains(why);
    assertThat(refusal(file).next()).contains("--config FILE");
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() throws IOException {
    Files.write(file, "image: é".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(refusal(file).cause()).endsWith("it is not UTF-8 text");
  }

  @Test
  void aByteOrderMarkDoesNoHarm() throws IOException {
    Files.writeString(file, "\uFEFF" + SettingsText.SMALLEST);
    assertThat(SettingsFile.read(file, "staging", Map.of()).environment().cluster())
        .isEqualTo("main");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'image:\\n\\tbase: x'             | :2:1: a tab; YAML is indented with blanks
          'a: [${B}]'                       | ; inside [ ] and { } a placeholder needs quotes: "${NAME}"
          'a: *nowhere'                     | :1:4: found undefined alias nowhere
          'a: "open'                        | :1:9: found unexpected end of stream
          'a:\\n  b: c\\n d: e'             | is it indented like the lines it belongs to?
          'a: b\\n---\\nc: d'               | but found another document
          'a: b\\nc: BELL'                | :2: the character U+0007 is not allowed in YAML
          """)
  void aSyntaxErrorIsToldInOneLineWithItsPlace(String text, String message) throws IOException {
    Files.writeString(file, text.translateEscapes().replace("BELL", "\u0007"));
    Problem problem = refusal(file);
    assertThat(problem.cause()).isEqualTo("the settings " + file + " are not valid YAML");
    assertThat(problem.details())
        .singleElement()
        .asString()
        .startsWith(file.toString() + ":")
        .contains(message)
        .doesNotContain("\n");
  }

  private static Problem refusal(Path path) {
    return catchThrowableOfType(
            RefusedException.class, () -> SettingsFile.read(path, "staging", Map.of()))
        .problem();
  }
}
