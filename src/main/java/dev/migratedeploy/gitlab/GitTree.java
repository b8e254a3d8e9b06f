package dev.migratedeploy.gitlab;

import dev.migratedeploy.changes.CommitPaths;
import dev.migratedeploy.changes.ObjectHash;
import dev.migratedeploy.gitlab.Attempt.Answered;
import dev.migratedeploy.gitlab.git.Blobs;
import dev.migratedeploy.gitlab.git.CommitTrees;
import dev.migratedeploy.gitlab.git.FetchBounds;
import dev.migratedeploy.gitlab.git.GitRefusedException;
import dev.migratedeploy.gitlab.git.GitRemote;
import dev.migratedeploy.network.HttpStatus;
import dev.migratedeploy.network.TooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists the files of a commit over git's own protocol: for a job that has nothing but {@code
 * CI_JOB_TOKEN}, to which GitLab refuses {@code repository/tree} but not a fetch. A deployment
 * names its commit by the full id, so nothing has to be looked up before.
 */
record GitTree(
    GitRemote remote, GitLabCommits commits, GitLabProblems problems, RetryPolicy retries)
    implements CommitFiles {

  private interface Question<T> {
    Optional<T> ask() throws IOException;
  }

  @Override
  public Optional<Map<String, String>> blobsOf(String revision, CommitPaths paths) {
    return idOf(revision).flatMap(id -> fetch(id, paths));
  }

  @Override
  public Optional<String> textOf(String sha, String path, String blob) {
    return asked(
        sha,
        () -> {
          try (Blobs blobs = remote.fetchBlobs(List.of(blob), FetchBounds.TREES);
              InputStream content = blobs.content(blob)) {
            return Optional.of(
                StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content.readAllBytes()))
                    .toString());
          } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
          }
        });
  }

  /** A branch and a tag are known to git; a short id only to GitLab's API. */
  private Optional<String> idOf(String revision) {
    if (revision.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
      return Optional.of(revision);
    }
    Optional<String> named = asked(revision, () -> remote.idOf(revision));
    return named.isPresent() || !revision.matches("[0-9a-f]{4,39}")
        ? named
        : commits.findShort(revision);
  }

  private Optional<Map<String, String>> fetch(String sha, CommitPaths paths) {
    if (ObjectHash.of(sha) != ObjectHash.SHA1) {
      throw problems.longIds();
    }
    return asked(
        sha,
        () -> {
          try (CommitTrees trees = remote.fetchTrees(sha, FetchBounds.TREES)) {
            return Optional.of(trees.files(paths.folders(), paths.files()));
          }
        });
  }

  /** The answer; empty if there is none or the server has no such object. */
  private <T> Optional<T> asked(String what, Question<T> question) {
    return retries.ask(() -> attempt(what, question));
  }

  private <T> Attempt<Optional<T>> attempt(String what, Question<T> question) {
    try {
      return new Answered<>(question.ask());
    } catch (GitRefusedException e) {
      if (e.saysNotThere()) {
        return new Answered<>(Optional.empty());
      }
      if (HttpStatus.isTransient(e.status())) {
        return Attempt.temporary(String.valueOf(e.getMessage()), e.retryAfter());
      }
      throw problems.fetchRefused(e);
    } catch (TooLargeException e) {
      throw problems.tooLarge(what, e);
    } catch (IOException e) {
      return Attempt.temporary(e.toString());
    }
  }
}
