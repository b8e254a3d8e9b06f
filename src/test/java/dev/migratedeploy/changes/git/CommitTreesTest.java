package dev.migratedeploy.changes.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Reads what {@code git upload-pack} 2.39 answered to this very request, for a repository whose
 * trees are packed as differences to each other.
 */
class CommitTreesTest {
  @ParameterizedTest
  @EnumSource
  void theFilesAreThoseThatGitWasGiven(ObjectHash hash) throws IOException {
    Map<String, String> expected = new TreeMap<>();
    for (int i = 1; i <= 3; i++) {
      for (int j = 1; j <= 12; j++) {
        expected.put(i + "/V" + j + ".sql", id(hash, "select " + j + "\n"));
      }
      expected.put(i + "/R.sql", id(hash, "select " + i + ";\n"));
    }
    expected.put("run.sh", id(hash, "run\n"));

    assertThat(trees(hash).filesBelow("db")).isEqualTo(expected);
  }

  @Test
  void aFolderDeepDownIsFound() throws IOException {
    assertThat(trees(ObjectHash.SHA1).filesBelow("db/2")).hasSize(13).containsKey("V1.sql");
  }

  @Test
  void theRootHoldsEverything() throws IOException {
    assertThat(trees(ObjectHash.SHA1).filesBelow("")).hasSize(41).containsKey("README.md");
  }

  @Test
  void aFolderThatIsNotThereHoldsNothing() throws IOException {
    assertThat(trees(ObjectHash.SHA1).filesBelow("d")).isEmpty();
    assertThat(trees(ObjectHash.SHA1).filesBelow("db/4")).isEmpty();
    assertThat(trees(ObjectHash.SHA1).filesBelow("README.md")).isEmpty();
  }

  @Test
  void anotherCommitIsNotInThePack() throws IOException {
    CommitTrees trees = CommitTrees.in(pack(ObjectHash.SHA1), "0".repeat(40));

    assertThatThrownBy(() -> trees.filesBelow("db")).hasMessageContaining("lacks the object 000");
  }

  @Test
  void aDamagedPackIsNoticedWhereverTheDamageIs() throws IOException {
    byte[] pack = pack(ObjectHash.SHA1);
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] damaged = pack.clone();
      damaged[random.nextInt(pack.length)] ^= (byte) (1 + random.nextInt(255));

      assertThatThrownBy(() -> CommitTrees.in(damaged, commit(ObjectHash.SHA1)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void anAnswerThatBreaksOffIsNoticedWhereverItDoes() throws IOException {
    byte[] answer = answer(ObjectHash.SHA1);
    for (int length = 0; length < answer.length; length++) {
      InputStream part = new ByteArrayInputStream(Arrays.copyOf(answer, length));

      assertThatThrownBy(() -> PacketLines.packIn(part)).hasMessageContaining("breaks off");
    }
  }

  private static CommitTrees trees(ObjectHash hash) throws IOException {
    return CommitTrees.in(pack(hash), commit(hash));
  }

  private static byte[] pack(ObjectHash hash) throws IOException {
    return PacketLines.packIn(new ByteArrayInputStream(answer(hash)));
  }

  private static byte[] answer(ObjectHash hash) throws IOException {
    String name = hash == ObjectHash.SHA1 ? "fetch-sha1.answer" : "fetch-sha256.answer";
    try (InputStream recorded =
        Objects.requireNonNull(CommitTreesTest.class.getResourceAsStream(name))) {
      return recorded.readAllBytes();
    }
  }

  private static String commit(ObjectHash hash) {
    return hash == ObjectHash.SHA1
        ? "0e31ffd422affdaeeb55cdd1ce29101e81b30c77"
        : "6d2ff8888416c64a60340f8ba9a33b80680ca1fb8929677b9fe932cc93e4afdb";
  }

  private static String id(ObjectHash hash, String content) {
    return hash.idOf("blob", content.getBytes(StandardCharsets.UTF_8));
  }
}
