package dev.migratedeploy.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migratedeploy.support.SourceFile;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitBlobIdsTest {
  private final Path folder;

  GitBlobIdsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void anIdIsTheOneThatGitGives() throws IOException {
    byte[] bytes = new byte[70_000];
    new Random(1).nextBytes(bytes);
    Path file = Files.write(folder.resolve("V1.sql"), bytes);

    String expected = new ObjectInserter.Formatter().idFor(Constants.OBJ_BLOB, bytes).name();

    assertThat(GitBlobIds.idsOf(Map.of("a/V1.sql", SourceFile.of(file)), ObjectHash.SHA1))
        .containsExactly(Map.entry("a/V1.sql", expected));
  }

  /** As {@code git hash-object} says in a repository made with {@code --object-format=sha256}. */
  @Test
  void aRepositoryWithLongIdsIsHashedWithSha256() throws IOException {
    Path file = Files.writeString(folder.resolve("empty.sql"), "");

    assertThat(
            GitBlobIds.idsOf(
                    Map.of("empty.sql", SourceFile.of(file)), ObjectHash.of("0".repeat(64)))
                .values())
        .containsExactly("473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813");
  }

  @Test
  void aSymbolicLinkIsLeftOut() throws IOException {
    Path file = Files.writeString(folder.resolve("V1.sql"), "select 1;");
    Path link = Files.createSymbolicLink(folder.resolve("V2.sql"), file);

    assertThat(
            GitBlobIds.idsOf(
                Map.of("V1.sql", SourceFile.of(file), "V2.sql", SourceFile.of(link)),
                ObjectHash.SHA1))
        .containsOnlyKeys("V1.sql");
  }

  @Test
  void aFileThatCannotBeReadIsNamed() {
    Path missing = folder.resolve("V2.sql");

    assertThatThrownBy(
            () -> GitBlobIds.idsOf(Map.of("V2.sql", SourceFile.of(missing)), ObjectHash.SHA1))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("V2.sql");
  }
}
