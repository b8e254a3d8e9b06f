package dev.migratedeploy.gitlab.git;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** The contents of some files, by their ids. */
public final class Blobs implements AutoCloseable {
  private final Repository repository;

  Blobs(Repository repository) {
    this.repository = repository;
  }

  /**
   * How many bytes a content has.
   *
   * @throws IOException if it was not fetched or is damaged
   */
  public long size(String id) throws IOException {
    return open(id).getSize();
  }

  /** The content as it is stored: no filter, no other line ends. */
  public InputStream content(String id) throws IOException {
    return open(id).openStream();
  }

  private ObjectLoader open(String id) throws IOException {
    try (ObjectReader objects = repository.newObjectReader()) {
      return objects.open(ObjectId.fromString(id), Constants.OBJ_BLOB);
    }
  }

  @Override
  public void close() {
    repository.close();
  }
}
