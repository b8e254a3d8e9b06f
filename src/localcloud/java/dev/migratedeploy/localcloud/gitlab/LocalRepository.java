package dev.migratedeploy.localcloud.gitlab;

import dev.migratedeploy.localcloud.ScratchFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The project's git repository, bare, in a folder of its own. */
public final class LocalRepository implements AutoCloseable {
  public static final String DEFAULT_BRANCH = "main";

  private final Path folder;
  private final Repository git;

  private LocalRepository(Path folder, Repository git) {
    this.folder = folder;
    this.git = git;
  }

  static LocalRepository create() {
    try {
      Path folder = ScratchFolders.create("local-gitlab");
      Repository git =
          Git.init()
              .setBare(true)
              .setInitialBranch(DEFAULT_BRANCH)
              .setDirectory(folder.toFile())
              .call()
              .getRepository();
      // As GitLab sets it up: partial clones are allowed.
      git.getConfig().setBoolean("uploadpack", null, "allowfilter", true);
      return new LocalRepository(folder, git);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Begins a commit on top of the branch; a branch that does not exist starts empty. */
  public LocalCommit on(String branch) {
    return new LocalCommit(git, branch, branch(branch));
  }

  /** Commits exactly these files, by path from the root, and returns the commit's id. */
  public String commit(String branch, Map<String, byte[]> files) {
    return on(branch).clear().putAll(files).commit("Change the scripts");
  }

  /** Commits exactly what the directory holds. */
  public String commit(String branch, Path directory) {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String relative = directory.relativize(path).toString().replace('\\', '/');
        if (!relative.startsWith(".git/")) {
          files.put(relative, Files.readAllBytes(path));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return commit(branch, files);
  }

  /**
   * Points the branch at any commit, as a force push does; the old one stays until housekeeping.
   */
  public void forcePush(String branch, String sha) {
    try {
      RefUpdate update = git.updateRef(Constants.R_HEADS + branch);
      update.setNewObjectId(ObjectId.fromString(sha));
      update.forceUpdate();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names a commit by an annotated tag. */
  public void tag(String name, String sha) {
    try (Git porcelain = Git.wrap(git);
        RevWalk walk = new RevWalk(git)) {
      porcelain
          .tag()
          .setName(name)
          .setObjectId(walk.parseCommit(ObjectId.fromString(sha)))
          .setAnnotated(true)
          .setTagger(new PersonIdent("a", "a@example.com"))
          .setMessage(name)
          .call();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Deletes every commit that no branch leads to. */
  public void housekeeping() {
    try (Git porcelain = Git.wrap(git)) {
      porcelain.gc().setExpire(Instant.now().plusSeconds(60)).call();
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A working tree as the runner makes it: a clone with the commit as its detached head. */
  public void checkout(String sha, Path directory) {
    try (Git clone =
        Git.cloneRepository()
            .setURI(folder.toUri().toString())
            .setDirectory(directory.toFile())
            .setNoCheckout(true)
            .call()) {
      clone.checkout().setName(sha).call();
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A working tree as a developer makes it: a clone on the default branch, which can be pushed. */
  public Path cloneTo(Path directory) {
    try (Git clone =
        Git.cloneRepository()
            .setURI(folder.toUri().toString())
            .setDirectory(directory.toFile())
            .call()) {
      StoredConfig config = clone.getRepository().getConfig();
      config.setString("user", null, "name", "a");
      config.setString("user", null, "email", "a@example.com");
      config.save();
      return directory;
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a commit has been pushed. */
  public boolean knows(String sha) {
    return commit(sha).isPresent();
  }

  /** The regular files of a commit. */
  public Map<String, byte[]> files(String sha) {
    Map<String, byte[]> files = new TreeMap<>();
    try (TreeWalk walk = new TreeWalk(git)) {
      walk.addTree(commit(sha).orElseThrow().getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        if ((walk.getRawMode(0) & FileMode.TYPE_MASK) == FileMode.TYPE_FILE) {
          files.put(walk.getPathString(), git.open(walk.getObjectId(0)).getBytes());
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of a commit, without a clone around them. */
  public void export(String sha, Path directory) {
    try (TreeWalk walk = new TreeWalk(git)) {
      walk.addTree(commit(sha).orElseThrow().getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        Path file = directory.resolve(walk.getPathString());
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        byte[] content = git.open(walk.getObjectId(0)).getBytes();
        if (walk.getFileMode(0) == FileMode.SYMLINK) {
          Files.createSymbolicLink(file, Path.of(new String(content, StandardCharsets.UTF_8)));
        } else {
          Files.write(file, content);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it lies, for other programs to read. */
  public Path folder() {
    return folder;
  }

  /** The id of the commit that a branch points at. */
  public String head(String branch) {
    return branch(branch)
        .map(RevCommit::name)
        .orElseThrow(() -> new IllegalArgumentException("no branch " + branch));
  }

  Repository git() {
    return git;
  }

  Optional<RevCommit> branch(String name) {
    return commit(Constants.R_HEADS + name);
  }

  List<Ref> branches() {
    try {
      return git.getRefDatabase().getRefsByPrefix(Constants.R_HEADS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By full or short id, branch, or anything else that git resolves. */
  Optional<RevCommit> commit(String revision) {
    try (RevWalk walk = new RevWalk(git)) {
      ObjectId id = git.resolve(revision + "^{commit}");
      return id == null ? Optional.empty() : Optional.of(walk.parseCommit(id));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    git.close();
    ScratchFolders.delete(folder);
  }
}
