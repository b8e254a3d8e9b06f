package dev.migratedeploy.changes.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackReaderTest {
  /** Contents alike, so that most are written as differences, with insertions and long copies. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyObjectComesOutAsItWentIn(boolean offsets) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (InMemoryRepository git = new InMemoryRepository(new DfsRepositoryDescription("test"));
        ObjectInserter inserter = git.newObjectInserter();
        PackWriter writer = new PackWriter(git)) {
      Random random = new Random(3);
      byte[] common = new byte[200_000];
      random.nextBytes(common);
      for (int i = 0; i < 20; i++) {
        byte[] content = common.clone();
        byte[] own = ("-- script number " + i).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(own, 0, content, random.nextInt(100_000), own.length);
        contents.put(inserter.insert(Constants.OBJ_BLOB, content).name(), content);
      }
      contents.put(inserter.insert(Constants.OBJ_BLOB, new byte[0]).name(), new byte[0]);
      inserter.flush();
      writer.setDeltaBaseAsOffset(offsets);
      ByteArrayOutputStream pack = new ByteArrayOutputStream();
      write(git, writer, contents.keySet(), pack);

      Map<String, PackedObject> read = PackReader.objectsIn(pack.toByteArray(), ObjectHash.SHA1);

      assertThat(writer.getStatistics().getTotalDeltas()).isGreaterThan(10);
      assertThat(read.keySet()).isEqualTo(contents.keySet());
      read.forEach((id, object) -> assertThat(object.content()).isEqualTo(contents.get(id)));
    }
  }

  private static void write(
      InMemoryRepository git, PackWriter writer, Set<String> ids, ByteArrayOutputStream out)
      throws IOException {
    try (RevWalk walk = new RevWalk(git)) {
      List<RevObject> objects = new ArrayList<>();
      for (String id : ids) {
        objects.add(walk.parseAny(ObjectId.fromString(id)));
      }
      writer.preparePack(objects.iterator());
    }
    writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, out);
  }
}
