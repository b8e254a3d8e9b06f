package dev.migratedeploy.gitlab.git;

import dev.migratedeploy.support.FileNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The commits that are in a checkout's own git; a shallow or partial clone has few of them. */
public final class LocalCommits implements AutoCloseable {
  /** Where the project's main line may be, the likeliest first. */
  private static final List<String> MAIN_LINES =
      List.of("origin/HEAD", "origin/main", "origin/master", "main", "master");

  private final Repository repository;

  private LocalCommits(Repository repository) {
    this.repository = repository;
  }

  /** Those of the checkout that a directory belongs to; empty if it belongs to none. */
  public static Optional<LocalCommits> around(Path directory) {
    FileRepositoryBuilder builder =
        new FileRepositoryBuilder().findGitDir(directory.toAbsolutePath().normalize().toFile());
    if (builder.getGitDir() == null) {
      return Optional.empty();
    }
    try {
      Repository repository = builder.setMustExist(true).build();
      if (repository.isBare()) {
        repository.close();
        return Optional.empty();
      }
      return Optional.of(new LocalCommits(repository));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * A path from the checkout's root, with slashes.
   *
   * @param directory somewhere in the checkout
   * @param path relative to the directory
   */
  public String pathOf(Path directory, String path) {
    try {
      Path root = repository.getWorkTree().toPath().toRealPath();
      Path here = directory.toRealPath();
      return here.startsWith(root)
          ? FileNames.text(FileNames.resolve(root.relativize(here), path).normalize())
          : path;
    } catch (IOException unreadable) {
      return path;
    }
  }

  /** The full id of a commit, which a branch, a tag or a short id may name. */
  public Optional<String> idOf(String revision) {
    try {
      return Optional.ofNullable(repository.resolve(revision + "^{commit}")).map(ObjectId::name);
    } catch (IOException | RevisionSyntaxException noCommit) {
      return Optional.empty();
    }
  }

  /**
   * The regular files below some folders and some single files, as path to blob id.
   *
   * @return empty if the commit, or one of its folders, is not here
   */
  public Optional<Map<String, String>> files(
      String revision, Set<String> folders, Set<String> files) {
    return idOf(revision)
        .flatMap(
            commit -> {
              try {
                return Optional.of(new CommitTrees(repository, commit).files(folders, files));
              } catch (IOException notHere) {
                return Optional.empty();
              }
            });
  }

  /** What a file held, to the byte and as git keeps it; empty if it is not here. */
  public Optional<byte[]> content(String blob) {
    try (ObjectReader objects = repository.newObjectReader()) {
      return Optional.of(
          objects.open(ObjectId.fromString(blob), Constants.OBJ_BLOB).getCachedBytes());
    } catch (IOException notHere) {
      return Optional.empty();
    }
  }

  /**
   * Where what is checked out has left a main line.
   *
   * @param branch the main line, such as {@code origin/main}
   */
  public record ForkPoint(String commit, String branch) {}

  /** Where what is checked out has left the project's main line, as far as this clone knows it. */
  public Optional<ForkPoint> forkPoint() {
    Optional<String> head = idOf(Constants.HEAD);
    return head.flatMap(
        here ->
            MAIN_LINES.stream()
                .flatMap(
                    branch -> idOf(branch).stream().flatMap(there -> fork(here, there, branch)))
                .findFirst());
  }

  private Stream<ForkPoint> fork(String here, String there, String branch) {
    try (RevWalk commits = new RevWalk(repository)) {
      commits.setRevFilter(RevFilter.MERGE_BASE);
      commits.markStart(commits.parseCommit(ObjectId.fromString(here)));
      commits.markStart(commits.parseCommit(ObjectId.fromString(there)));
      RevCommit base = commits.next();
      return base == null ? Stream.empty() : Stream.of(new ForkPoint(base.name(), named(branch)));
    } catch (IOException notHere) {
      return Stream.empty();
    }
  }

  /** {@code origin/HEAD} only points to a branch. */
  private String named(String branch) throws IOException {
    if (!branch.endsWith(Constants.HEAD)) {
      return branch;
    }
    return Optional.ofNullable(repository.exactRef(Constants.R_REMOTES + branch))
        .map(ref -> Repository.shortenRefName(ref.getTarget().getName()))
        .orElse(branch);
  }

  @Override
  public void close() {
    repository.close();
  }
}
