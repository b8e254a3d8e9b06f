package dev.migratedeploy.runner.checkout;

import dev.migratedeploy.localcloud.gitlab.LocalRepository;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;

/** A commit whose trees are written byte by byte, as no git would make them. */
final class RawCommit {
  private static final String FILE = "100644";
  private static final String FOLDER = "40000";
  private static final String SUBMODULE = "160000";

  private final File folder;
  private ObjectId root = ObjectId.zeroId();

  private RawCommit(File folder) {
    this.folder = folder;
  }

  static RawCommit in(LocalRepository repository) {
    return new RawCommit(repository.folder().toFile());
  }

  RawCommit file(String path, byte[] name) {
    ObjectId blob = insert(Constants.OBJ_BLOB, "select 1;".getBytes(StandardCharsets.UTF_8));
    root = below(path, tree(FILE, name, blob, 1));
    return this;
  }

  RawCommit submodule(String path, String name) {
    ObjectId elsewhere = ObjectId.fromString("1".repeat(40));
    root = below(path, tree(SUBMODULE, name.getBytes(StandardCharsets.UTF_8), elsewhere, 1));
    return this;
  }

  /** Folders in folders, each holding the next several times: a handful of objects. */
  RawCommit bomb(String path, int depth, int width) {
    ObjectId inner = insert(Constants.OBJ_TREE, new byte[0]);
    for (int i = 0; i < depth; i++) {
      inner = tree(FOLDER, "d".getBytes(StandardCharsets.UTF_8), inner, width);
    }
    root = below(path, inner);
    return this;
  }

  String commit() {
    PersonIdent author = new PersonIdent("Eve", "eve@example.com");
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(root);
    commit.setAuthor(author);
    commit.setCommitter(author);
    commit.setMessage("x");
    try (Repository git = new FileRepository(folder);
        ObjectInserter inserter = git.newObjectInserter()) {
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id.name();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectId below(String path, ObjectId inner) {
    ObjectId at = inner;
    List<String> names = List.of(path.split("/", -1));
    for (int i = names.size() - 1; i >= 0; i--) {
      at = tree(FOLDER, names.get(i).getBytes(StandardCharsets.UTF_8), at, 1);
    }
    return at;
  }

  private ObjectId tree(String mode, byte[] name, ObjectId id, int times) {
    ByteArrayOutputStream tree = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      tree.writeBytes((mode + " ").getBytes(StandardCharsets.US_ASCII));
      tree.writeBytes(name);
      if (times > 1) {
        tree.write('a' + i);
      }
      tree.write(0);
      byte[] raw = new byte[Constants.OBJECT_ID_LENGTH];
      id.copyRawTo(raw, 0);
      tree.writeBytes(raw);
    }
    return insert(Constants.OBJ_TREE, tree.toByteArray());
  }

  private ObjectId insert(int type, byte[] content) {
    try (Repository git = new FileRepository(folder);
        ObjectInserter inserter = git.newObjectInserter()) {
      ObjectId id = inserter.insert(type, content);
      inserter.flush();
      return id;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
