package dev.migratedeploy.localcloud.gitlab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** A commit in the making, on top of a branch. */
public final class LocalCommit {
  private record Entry(FileMode mode, ObjectId id) {}

  private final Repository git;
  private final String branch;
  private final Optional<RevCommit> parent;
  private final List<ObjectId> mergedParents = new ArrayList<>();
  private final Map<String, Entry> entries = new TreeMap<>();
  private Instant time = Instant.now();

  LocalCommit(Repository git, String branch, Optional<RevCommit> parent) {
    this.git = git;
    this.branch = branch;
    this.parent = parent;
    parent.ifPresent(this::load);
  }

  public LocalCommit clear() {
    entries.clear();
    return this;
  }

  public LocalCommit put(String path, String content) {
    return put(path, content.getBytes(StandardCharsets.UTF_8));
  }

  public LocalCommit put(String path, byte[] content) {
    entries.put(path, new Entry(FileMode.REGULAR_FILE, insert(content)));
    return this;
  }

  public LocalCommit putAll(Map<String, byte[]> files) {
    files.forEach(this::put);
    return this;
  }

  public LocalCommit link(String path, String target) {
    byte[] content = target.getBytes(StandardCharsets.UTF_8);
    entries.put(path, new Entry(FileMode.SYMLINK, insert(content)));
    return this;
  }

  /** Turns a file's executable bit. */
  public LocalCommit switchMode(String path) {
    Entry old = entry(path);
    boolean isPlain = old.mode().equals(FileMode.REGULAR_FILE);
    entries.put(
        path, new Entry(isPlain ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE, old.id()));
    return this;
  }

  /** Makes it a merge commit; its files are still the branch's own. */
  public LocalCommit merging(String sha) {
    mergedParents.add(ObjectId.fromString(sha));
    return this;
  }

  /** Takes over every file of a commit, as a squashed merge does. */
  public LocalCommit takingOver(String sha) {
    try (RevWalk walk = new RevWalk(git)) {
      load(walk.parseCommit(ObjectId.fromString(sha)));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the commit holds so far, sorted. */
  public List<String> paths() {
    return List.copyOf(entries.keySet());
  }

  public LocalCommit remove(String path) {
    entry(path);
    entries.remove(path);
    return this;
  }

  public LocalCommit move(String from, String to) {
    entries.put(to, entry(from));
    entries.remove(from);
    return this;
  }

  /** When it is made; without it, now. */
  public LocalCommit at(Instant instant) {
    time = instant;
    return this;
  }

  /** Writes the commit, moves the branch to it, and returns its id. */
  public String commit(String message) {
    try (ObjectInserter inserter = git.newObjectInserter()) {
      PersonIdent author =
          new PersonIdent("Ada Developer", "ada@example.com", time, ZoneOffset.UTC);
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(index().writeTree(inserter));
      List<ObjectId> parents = new ArrayList<>(mergedParents);
      parent.ifPresent(first -> parents.add(0, first));
      commit.setParentIds(parents);
      commit.setAuthor(author);
      commit.setCommitter(author);
      commit.setMessage(message);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      RefUpdate update = git.updateRef(Constants.R_HEADS + branch);
      update.setNewObjectId(id);
      update.forceUpdate();
      return id.name();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DirCache index() {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    entries.forEach(
        (path, entry) -> {
          DirCacheEntry file = new DirCacheEntry(path);
          file.setFileMode(entry.mode());
          file.setObjectId(entry.id());
          builder.add(file);
        });
    builder.finish();
    return index;
  }

  private void load(RevCommit commit) {
    try (TreeWalk walk = new TreeWalk(git)) {
      walk.addTree(commit.getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        entries.put(walk.getPathString(), new Entry(walk.getFileMode(0), walk.getObjectId(0)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectId insert(byte[] content) {
    try (ObjectInserter inserter = git.newObjectInserter()) {
      ObjectId id = inserter.insert(Constants.OBJ_BLOB, content);
      inserter.flush();
      return id;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Entry entry(String path) {
    return Optional.ofNullable(entries.get(path))
        .orElseThrow(() -> new IllegalArgumentException("the branch has no file " + path));
  }
}
