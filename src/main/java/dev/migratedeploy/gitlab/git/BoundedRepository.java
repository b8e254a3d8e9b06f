package dev.migratedeploy.gitlab.git;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.transport.PackParser;

/**
 * A repository in memory, which reads no configuration of git's and runs no program. A single
 * object of it can be bounded: a few kilobytes of a pack may unpack to gigabytes.
 */
final class BoundedRepository extends InMemoryRepository {
  private final long largestObject;

  /**
   * An empty one.
   *
   * @param largestObject in bytes; 0 for no bound
   */
  BoundedRepository(String name, long largestObject) {
    super(new DfsRepositoryDescription(name));
    this.largestObject = largestObject;
  }

  @Override
  public ObjectInserter newObjectInserter() {
    ObjectInserter all = super.newObjectInserter();
    return new ObjectInserter.Filter() {
      @Override
      protected ObjectInserter delegate() {
        return all;
      }

      @Override
      public PackParser newPackParser(InputStream in) throws IOException {
        PackParser parser = super.newPackParser(in);
        parser.setMaxObjectSizeLimit(largestObject);
        return parser;
      }
    };
  }
}
