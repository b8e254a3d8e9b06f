package dev.migratedeploy.changes.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A commit and all its trees, without the contents of its files. */
public final class CommitTrees {
  private static final String TREE_LINE = "tree ";

  private final Map<String, PackedObject> objects;
  private final ObjectHash hash;
  private final String commit;

  private CommitTrees(Map<String, PackedObject> objects, ObjectHash hash, String commit) {
    this.objects = objects;
    this.hash = hash;
    this.commit = commit;
  }

  /** Of a pack that {@code fetch} has given. */
  static CommitTrees in(byte[] pack, String commit) throws IOException {
    ObjectHash hash = ObjectHash.of(commit);
    return new CommitTrees(PackReader.objectsIn(pack, hash), hash, commit);
  }

  /**
   * The regular files below a folder, as path relative to it to blob id; none where the commit has
   * no such folder.
   *
   * @param folder with slashes; empty for the root
   */
  public Map<String, String> filesBelow(String folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    collect(root(), "", folder.isEmpty() ? "" : folder + "/", files);
    return files;
  }

  /** Descends into what is in the folder or on the way to it. */
  private void collect(String tree, String path, String folder, Map<String, String> files)
      throws IOException {
    for (TreeEntry entry : entries(tree)) {
      String name = path + entry.name();
      boolean inside = name.startsWith(folder);
      if (entry.isFolder() && (inside || folder.startsWith(name + "/"))) {
        collect(entry.id(), name + "/", folder, files);
      } else if (entry.isRegularFile() && inside) {
        files.put(name.substring(folder.length()), entry.id());
      }
    }
  }

  private List<TreeEntry> entries(String tree) throws IOException {
    try {
      return TreeEntry.in(object(tree, "tree").content(), hash.length());
    } catch (IndexOutOfBoundsException e) {
      throw new IOException("git's answer is damaged", e);
    }
  }

  private String root() throws IOException {
    String text = new String(object(commit, "commit").content(), StandardCharsets.UTF_8);
    return text.substring(TREE_LINE.length(), text.indexOf('\n'));
  }

  private PackedObject object(String id, String type) throws IOException {
    PackedObject object = objects.get(id);
    if (object == null || !object.type().equals(type)) {
      throw new IOException("git's answer lacks the object " + id);
    }
    return object;
  }
}
