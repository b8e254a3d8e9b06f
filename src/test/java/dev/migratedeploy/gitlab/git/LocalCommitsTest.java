package dev.migratedeploy.gitlab.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.gitlab.git.LocalCommits.ForkPoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.StoredConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a checkout's own git tells of other commits. */
class LocalCommitsTest {
  private static final byte[] LATIN = "-- caf\u00e9\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final Path directory;

  LocalCommitsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void outsideOfACheckoutThereAreNone() {
    assertThat(LocalCommits.around(directory)).isEmpty();
  }

  @Test
  void filesOfACommitAreToldToTheByte() throws Exception {
    try (Git git = init()) {
      String first = commit(git, "db/V1__a.sql", LATIN);
      commit(git, "db/V1__a.sql", "other".getBytes(StandardCharsets.UTF_8));
      try (LocalCommits commits = LocalCommits.around(directory.resolve("db")).orElseThrow()) {
        Map<String, String> files =
            commits.files(first, Set.of("db"), Set.of("none")).orElseThrow();

        assertThat(files).containsOnlyKeys("db/V1__a.sql");
        assertThat(commits.content(files.getOrDefault("db/V1__a.sql", ""))).contains(LATIN);
        assertThat(commits.files(first, Set.of("elsewhere"), Set.of())).contains(Map.of());
        assertThat(commits.files("HEAD~1", Set.of("db"), Set.of())).contains(files);
        assertThat(commits.pathOf(directory.resolve("db"), "scripts")).isEqualTo("db/scripts");
        assertThat(commits.pathOf(directory, ".")).isEmpty();
      }
    }
  }

  @Test
  void whatIsNotInTheCloneIsNotTold() throws Exception {
    try (Git git = init()) {
      commit(git, "a", new byte[0]);
      try (LocalCommits commits = LocalCommits.around(directory).orElseThrow()) {
        assertThat(commits.files("f".repeat(40), Set.of(""), Set.of())).isEmpty();
        assertThat(commits.files("no such", Set.of(""), Set.of())).isEmpty();
        assertThat(commits.files("^", Set.of(""), Set.of())).isEmpty();
        assertThat(commits.content("f".repeat(40))).isEmpty();
      }
    }
  }

  @Test
  void theForkPointIsWhereTheBranchHasLeftTheMainLine() throws Exception {
    try (Git git = init()) {
      String fork = commit(git, "a", new byte[0]);
      git.checkout().setCreateBranch(true).setName("feature").call();
      commit(git, "b", new byte[0]);
      try (LocalCommits commits = LocalCommits.around(directory).orElseThrow()) {
        assertThat(commits.forkPoint()).contains(new ForkPoint(fork, "main"));

        git.getRepository().updateRef("refs/remotes/origin/develop").link("refs/heads/main");
        git.getRepository()
            .updateRef("refs/remotes/origin/HEAD")
            .link("refs/remotes/origin/develop");
        assertThat(commits.forkPoint()).contains(new ForkPoint(fork, "origin/develop"));
      }
    }
  }

  @Test
  void withoutAMainLineThereIsNoForkPoint() throws Exception {
    try (Git git = init()) {
      commit(git, "a", new byte[0]);
      git.branchRename().setNewName("work").call();
      try (LocalCommits commits = LocalCommits.around(directory).orElseThrow()) {
        assertThat(commits.forkPoint()).isEmpty();
      }
    }
  }

  @Test
  void aRepositoryWithoutACommitHasNone() throws Exception {
    try (Git git = init();
        LocalCommits commits = LocalCommits.around(directory).orElseThrow()) {
      assertThat(git.getRepository().isBare()).isFalse();
      assertThat(commits.idOf("HEAD")).isEmpty();
      assertThat(commits.forkPoint()).isEmpty();
    }
  }

  private Git init() throws Exception {
    Git git = Git.init().setInitialBranch("main").setDirectory(directory.toFile()).call();
    StoredConfig config = git.getRepository().getConfig();
    config.setBoolean("commit", null, "gpgsign", false);
    config.save();
    return git;
  }

  private String commit(Git git, String file, byte[] content) throws Exception {
    write(file, content);
    git.add().addFilepattern(".").call();
    PersonIdent author = new PersonIdent("a", "a@example.com");
    return git.commit().setAuthor(author).setCommitter(author).setMessage(file).call().name();
  }

  private void write(String file, byte[] content) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, content);
  }
}
