package dev.migratedeploy.gitlab.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.gitlab.git.LocalCheckout.Remote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.StoredConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person's checkout says about its project. */
class LocalCheckoutTest {
  @TempDir Path directory = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "git@gitlab.example.com:shop/orders.git,           https, gitlab.example.com,      shop/orders",
    "git@gitlab.example.com:shop/orders,               https, gitlab.example.com,      shop/orders",
    "gitlab.example.com:/shop/orders.git,              https, gitlab.example.com,      shop/orders",
    "ssh://git@gitlab.example.com:2222/shop/orders.git,https, gitlab.example.com,      shop/orders",
    "https://gitlab.example.com/shop/orders.git,       https, gitlab.example.com,      shop/orders",
    "https://gitlab.example.com/a/b/c/orders.git,      https, gitlab.example.com,      a/b/c/orders",
    "https://gitlab.example.com/shop/orders.git/,      https, gitlab.example.com,      shop/orders",
    "https://me:secret@gitlab.example.com/shop/orders, https, gitlab.example.com,      shop/orders",
    "http://gitlab.local:8080/shop/orders.git,         http,  gitlab.local:8080,       shop/orders",
    "git@gitlab.example.com:shop/orders.github.io.git, https, gitlab.example.com, shop/orders.github.io",
  })
  void theRemoteNamesTheProject(String url, String scheme, String host, String path)
      throws Exception {
    remote(init(directory), "origin", url);
    assertThat(around(directory).remote()).contains(new Remote(scheme, host, path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/srv/git/orders.git", "file:///srv/git/orders.git", "../orders"})
  void aRemoteThatIsAFolderNamesNone(String url) throws Exception {
    remote(init(directory), "origin", url);
    assertThat(around(directory).remote()).isEmpty();
  }

  @Test
  void theOnlyRemoteCountsWhateverItIsCalled() throws Exception {
    Git git = init(directory);
    remote(git, "gitlab", "git@gitlab.example.com:shop/orders.git");
    assertThat(around(directory).remote().map(Remote::path)).contains("shop/orders");

    remote(git, "fork", "git@gitlab.example.com:me/orders.git");
    assertThat(around(directory).remote()).isEmpty();

    remote(git, "origin", "git@gitlab.example.com:team/orders.git");
    assertThat(around(directory).remote().map(Remote::path)).contains("team/orders");
  }

  @Test
  void shortFormsAreTakenAsGitTakesThem() throws Exception {
    Git git = init(directory);
    StoredConfig config = git.getRepository().getConfig();
    config.setString("url", "ssh://git@gitlab.example.com/", "insteadOf", "work:");
    config.save();
    remote(git, "origin", "work:shop/orders.git");
    assertThat(around(directory).remote())
        .contains(new Remote("https", "gitlab.example.com", "shop/orders"));
  }

  @Test
  void commitAndBranchAreThoseOfTheCheckoutAlsoFromAFolderInIt() throws Exception {
    Git git = init(directory);
    String sha = commit(git);
    Path below = Files.createDirectories(directory.resolve("db-migrations/scripts"));

    assertThat(around(below).commit()).contains(sha);
    assertThat(around(below).branch()).contains("trunk");

    git.checkout().setName(sha).call();
    assertThat(around(directory).branch()).isEmpty();
    assertThat(around(directory).commit()).contains(sha);
  }

  @Test
  void aWorktreeHasTheRemoteOfItsRepositoryAndABranchOfItsOwn() throws Exception {
    Path main = Files.createDirectories(directory.resolve("main"));
    Git git = init(main);
    remote(git, "origin", "git@gitlab.example.com:shop/orders.git");
    String sha = commit(git);
    git.branchCreate().setName("fix").call();
    // What "git worktree add ../fix fix" makes.
    Path worktree = Files.createDirectories(directory.resolve("fix"));
    Path inside = Files.createDirectories(main.resolve(".git/worktrees/fix"));
    Files.writeString(worktree.resolve(".git"), "gitdir: " + inside + "\n");
    Files.writeString(inside.resolve("gitdir"), worktree.resolve(".git") + "\n");
    Files.writeString(inside.resolve("commondir"), "../..\n");
    Files.writeString(inside.resolve("HEAD"), "ref: refs/heads/fix\n");

    assertThat(around(worktree).remote().map(Remote::path)).contains("shop/orders");
    assertThat(around(worktree).branch()).contains("fix");
    assertThat(around(worktree).commit()).contains(sha);
  }

  @Test
  void aWorktreeOfABareCloneHasItsRemote() throws Exception {
    Path bare = Files.createDirectories(directory.resolve("orders.git"));
    Git git = Git.init().setBare(true).setGitDir(bare.toFile()).call();
    remote(git, "origin", "git@gitlab.example.com:shop/orders.git");
    Path worktree = Files.createDirectories(directory.resolve("trunk"));
    Path inside = Files.createDirectories(bare.resolve("worktrees/trunk"));
    Files.writeString(worktree.resolve(".git"), "gitdir: " + inside + "\n");
    Files.writeString(inside.resolve("commondir"), "../..\n");
    Files.writeString(inside.resolve("HEAD"), "ref: refs/heads/trunk\n");

    assertThat(around(worktree).remote().map(Remote::path)).contains("shop/orders");
  }

  @Test
  void aSubmoduleIsItsOwnProject() throws Exception {
    Path module = Files.createDirectories(directory.resolve("outer/.git/modules/orders"));
    Path tree = Files.createDirectories(directory.resolve("outer/orders"));
    Git git = Git.init().setGitDir(module.toFile()).setDirectory(tree.toFile()).call();
    remote(git, "origin", "https://gitlab.example.com/shop/orders.git");
    Files.writeString(tree.resolve(".git"), "gitdir: ../.git/modules/orders\n");

    assertThat(around(tree).remote().map(Remote::path)).contains("shop/orders");
  }

  @Test
  void whatIsNoCheckoutSaysNothing() throws Exception {
    assertThat(LocalCheckout.around(directory)).isEmpty();
    init(directory);
    assertThat(around(directory))
        .isEqualTo(new LocalCheckout(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private static LocalCheckout around(Path directory) {
    return LocalCheckout.around(directory).orElseThrow();
  }

  private static Git init(Path directory) throws GitAPIException {
    return Git.init().setDirectory(directory.toFile()).setInitialBranch("trunk").call();
  }

  private static void remote(Git git, String name, String url) throws IOException {
    StoredConfig config = git.getRepository().getConfig();
    config.setString("remote", name, "url", url);
    config.save();
  }

  private static String commit(Git git) throws GitAPIException {
    PersonIdent someone = new PersonIdent("someone", "someone@example.com");
    return git.commit()
        .setMessage("Begin")
        .setAllowEmpty(true)
        .setSign(false)
        .setAuthor(someone)
        .setCommitter(someone)
        .call()
        .name();
  }
}
