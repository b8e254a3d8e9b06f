package dev.migratedeploy.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.support.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobVariantsTest {
  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb\n\r",
        "a\r\nb\r\n\r",
        "version https://git-lfs.github.com/spec/v1\noid sha256:"
            + "ec574e2e048db257edb50e9941773ad0f51866ecaeea40e04c6fe0cf2ad7d54b"
            + "\nsize 6\n"
      })
  void aFileMayBeStoredWithOtherLineEndsOrAsAPointer(String stored) throws IOException {
    assertThat(BlobVariants.include(id(stored), file("a\r\nb\n\r"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\n b\n", "a\rb\r", "", "a\n\nb\n"})
  void otherLinesAreAnotherFile(String stored) throws IOException {
    assertThat(BlobVariants.include(id(stored), file("a\nb\n"))).isFalse();
  }

  @Test
  void aFileWithoutLineEndsHasOneForm() throws IOException {
    assertThat(BlobVariants.include(id("a"), file("a"))).isTrue();
  }

  private SourceFile file(String text) throws IOException {
    return SourceFile.of(Files.writeString(folder.resolve("a.sql"), text));
  }

  private static String id(String text) {
    return ObjectHash.SHA1.idOf("blob", text.getBytes(StandardCharsets.UTF_8));
  }
}
