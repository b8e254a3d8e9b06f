package dev.migratedeploy.imagebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Jdk25Test {
  private final Path folder;

  Jdk25Test(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theOneThatIsNamedIsTaken() throws IOException {
    jdk("25.0.3");

    assertThat(Jdk25.find(named()).home()).isEqualTo(folder);
  }

  @Test
  void anotherVersionIsRefusedWithWhatToDo() throws IOException {
    jdk("21.0.1");

    assertThatThrownBy(() -> Jdk25.find(named()))
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("none in JAVA25_HOME=" + folder)
        .hasMessageContaining("install one, and set JAVA25_HOME");
  }

  private Map<String, String> named() {
    return Map.of("JAVA25_HOME", folder.toString());
  }

  private void jdk(String version) throws IOException {
    Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Path jlink = Files.createDirectories(folder.resolve("bin")).resolve("jlink");
    assertThat(Files.createFile(jlink).toFile().setExecutable(true)).isTrue();
  }
}
