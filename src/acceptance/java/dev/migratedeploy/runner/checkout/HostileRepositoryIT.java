package dev.migratedeploy.runner.checkout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.migratedeploy.gitlab.git.NoConfiguration;
import dev.migratedeploy.localcloud.gitlab.LocalGitLab;
import dev.migratedeploy.localcloud.http.Response;
import dev.migratedeploy.runner.RunnerPayload;
import dev.migratedeploy.runner.job.RunnerJob;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a committer puts into the repository: plain small files of this commit come out. */
class HostileRepositoryIT {
  private static final String SCRIPTS = "db-migrations/scripts";
  private static final CheckoutLimits BOUNDS =
      new CheckoutLimits(20, 4_096, Set.of(".sql", ".sql.conf"));

  private final LocalGitLab gitLab = LocalGitLab.start();
  private final Path parent;

  HostileRepositoryIT(@TempDir Path parent) {
    this.parent = parent;
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    try (Stream<Path> left = Files.list(parent)) {
      assertThat(left).isEmpty();
    } finally {
      gitLab.close();
    }
  }

  @Test
  void theScriptsOfExactlyTheJobsCommitComeOut() throws IOException {
    String sha =
        commit(
            Map.of(
                SCRIPTS + "/V1__a.sql",
                "select 1;\r\n",
                SCRIPTS + "/sub/V2__b.sql",
                "select 2;",
                SCRIPTS + "/V1__a.sql.conf",
                "executeInTransaction=false",
                SCRIPTS + "/README.md",
                "not one",
                SCRIPTS + "/.hidden.sql",
                "not one",
                "db-migrations/migrate-deploy.yml",
                "a: b",
                "src/Main.java",
                "class Main {}"));
    commit(Map.of(SCRIPTS + "/V1__a.sql", "drop table everything;"));

    try (PrivateCheckout checkout = fetch(sha)) {
      checkout.writeFiles(List.of("db-migrations/migrate-deploy.yml", "db-migrations/flyway.conf"));
      checkout.writeFolder(SCRIPTS, BOUNDS);

      assertThat(filesIn(checkout.directory()))
          .isEqualTo(
              Map.of(
                  "db-migrations/migrate-deploy.yml",
                  "a: b",
                  SCRIPTS + "/V1__a.sql",
                  "select 1;\r\n",
                  SCRIPTS + "/V1__a.sql.conf",
                  "executeInTransaction=false",
                  SCRIPTS + "/sub/V2__b.sql",
                  "select 2;"));
    }
  }

  @Test
  void nobodyElseCanEnterTheDirectoryOrForeseeItsName() throws IOException {
    String sha = commit(Map.of(SCRIPTS + "/V1__a.sql", "select 1;"));

    try (PrivateCheckout one = fetch(sha);
        PrivateCheckout other = fetch(sha)) {
      one.writeFolder(SCRIPTS, BOUNDS);
      assertThat(one.directory()).isNotEqualTo(other.directory());
      assertThat(rights(one.directory())).isEqualTo("rwx------");
      assertThat(rights(one.directory().resolve(SCRIPTS))).isEqualTo("rwx------");
      assertThat(rights(one.directory().resolve(SCRIPTS + "/V1__a.sql"))).isEqualTo("rw-------");
    }
  }

  @Test
  void theDirectoryIsRemovedAlsoAfterARefusalAndASecondTime() {
    String sha = commit(Map.of(SCRIPTS + "/V1__a.sh", "rm -rf /"));
    PrivateCheckout checkout = fetch(sha);

    assertThat(catchThrowable(() -> checkout.writeFolder(SCRIPTS, BOUNDS))).isNotNull();
    checkout.close();
    checkout.close();

    assertThat(checkout.directory()).doesNotExist();
  }

  @Test
  void attributesFiltersHooksAndModulesOfTheRepositoryAreNotRead() throws IOException {
    String sha =
        commit(
            Map.of(
                ".gitattributes",
                "*.sql filter=evil text eol=crlf ident export-subst",
                SCRIPTS + "/.gitattributes",
                "*.sql filter=lfs diff=lfs merge=lfs -text",
                ".gitmodules",
                "[submodule \"x\"]\n\tpath = x\n\turl = --upload-pack=evil",
                ".gitconfig",
                "[core]\n\thooksPath = hooks",
                "hooks/post-checkout",
                "#!/bin/sh\ntouch /tmp/evil",
                SCRIPTS + "/V1__a.sql",
                "select '$Id$';\nselect 1;\n"));

    assertThat(scriptsOf(sha))
        .containsExactly(Map.entry(SCRIPTS + "/V1__a.sql", "select '$Id$';\nselect 1;\n"));
  }

  @Test
  void anLfsPointerStaysAPointer() throws IOException {
    String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n";

    assertThat(scriptsOf(commit(Map.of(SCRIPTS + "/V1__a.sql", pointer)))).containsValue(pointer);
  }

  @Test
  void theUsersAndTheSystemsConfigurationOfGitIsNotRead() throws IOException {
    String sha = commit(Map.of(SCRIPTS + "/V1__a.sql", "select 1;"));
    try (NoConfiguration reader = NoConfiguration.forThisThread()) {
      assertThat(scriptsOf(sha)).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../../../../etc/passwd", "V1__a.sql"})
  void aSymbolicLinkIsRefusedWhereverItLeads(String target) {
    String sha = gitLab.repository().on("main").link(SCRIPTS + "/V2__b.sql", target).commit("x");

    assertThat(refusalOf(sha)).contains("V2__b.sql").contains("it is a symbolic link");
  }

  @Test
  void aFolderThatIsASymbolicLinkIsRefused() {
    String folder = gitLab.repository().on("a").link(SCRIPTS, "/etc").commit("x");
    String above = gitLab.repository().on("b").link("db-migrations", "/etc").commit("x");

    assertThat(refusalOf(folder)).contains("it is a symbolic link, not a folder");
    assertThat(refusalOf(above)).contains("db-migrations").contains("it is a symbolic link");
  }

  @Test
  void aSettingsFileThatIsASymbolicLinkIsRefused() {
    String sha =
        gitLab
            .repository()
            .on("main")
            .link("db-migrations/migrate-deploy.yml", "/etc/x")
            .commit("x");

    assertThat(refusalOfFile(sha, "db-migrations/migrate-deploy.yml"))
        .contains("it is a symbolic link, not a file");
  }

  @Test
  void aSubmoduleIsRefused() {
    String sha = RawCommit.in(gitLab.repository()).submodule(SCRIPTS, "V1__a.sql").commit();

    assertThat(refusalOf(sha)).contains("it is a submodule");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        ".",
        ".git",
        ".GIT",
        ".git. ",
        "git~1",
        ".gitmodules",
        "a\\..\\b.sql",
        "V1__a\n.sql",
        "V1__a\u001b[2J.sql",
        "V1__a\u202elqs.sql",
        "V1__a\u200b.sql",
        "V1__a\u007f.sql"
      })
  void aNameThatIsNotPlainIsRefused(String name) {
    String sha = RawCommit.in(gitLab.repository()).file(SCRIPTS, name.getBytes(UTF_8)).commit();

    assertThat(refusalOf(sha)).contains("is refused: a name").doesNotContain("\n", "\u001b");
  }

  @Test
  void aNameThatIsNotUtf8OrTooLongIsRefused() {
    RawCommit raw = RawCommit.in(gitLab.repository());
    String latin1 = raw.file(SCRIPTS, new byte[] {'V', (byte) 0xe4, '.', 's', 'q', 'l'}).commit();
    String tooLong = raw.file(SCRIPTS, ("x".repeat(300) + ".sql").getBytes(UTF_8)).commit();

    assertThat(refusalOf(latin1)).contains("not UTF-8");
    assertThat(refusalOf(tooLong)).contains("more than 255 bytes");
  }

  @Test
  void aFolderNamedLikeTheOneAboveIsRefused() {
    String sha =
        RawCommit.in(gitLab.repository())
            .file(SCRIPTS + "/..", "V1__a.sql".getBytes(UTF_8))
            .commit();

    assertThat(refusalOf(sha)).contains("a name that leads elsewhere");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1__ä.sql", "V1__a\u0308.sql", "V1__Ä.sql", "V1__ä.SQL.sql"})
  void twoNamesThatSomeFileSystemsTakeForOneAreRefused(String other) {
    String sha = commit(Map.of(SCRIPTS + "/V1__ä.sql", "a", SCRIPTS + "/" + other, "b"));

    if (other.equals("V1__ä.SQL.sql")) {
      assertThat(catchThrowable(() -> scriptsOf(sha))).isNull();
    } else {
      assertThat(refusalOf(sha)).contains("some file systems take it for");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"afterMigrate.sh", "V1__a.jar", "V1__a.class", "beforeMigrate.ps1", "V1"})
  void whatIsNoSqlScriptIsRefused(String name) {
    assertThat(refusalOf(commit(Map.of(SCRIPTS + "/" + name, "x"))))
        .contains(name)
        .contains("[.sql, .sql.conf]");
  }

  @Test
  void tooManyFilesAreRefused() {
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i <= BOUNDS.files(); i++) {
      files.put(SCRIPTS + "/V%d__a.sql".formatted(i), "select 1;");
    }

    assertThat(refusalOf(commit(files))).contains("more than 20 files and folders");
  }

  @Test
  void aFolderThatHoldsItselfABillionTimesIsNotWalkedThrough() {
    String sha = RawCommit.in(gitLab.repository()).bomb(SCRIPTS, 30, 10).commit();

    assertThat(refusalOf(sha)).contains("more than 20 files and folders");
  }

  @Test
  void foldersInFoldersWithoutEndAreRefused() {
    String sha = RawCommit.in(gitLab.repository()).bomb(SCRIPTS, 40, 1).commit();

    try (PrivateCheckout checkout = fetch(sha)) {
      CheckoutLimits wide = new CheckoutLimits(1_000_000, 4_096, Set.of(".sql"));
      assertThat(catchThrowable(() -> checkout.writeFolder(SCRIPTS, wide)))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("more than 32 deep");
    }
  }

  /** Each name is short enough for a file system, and all of them together are not. */
  @Test
  void aPathThatNoSystemCanOpenIsRefused() {
    String folders = ("x".repeat(250) + "/").repeat(20);

    assertThat(refusalOf(commit(Map.of(SCRIPTS + "/" + folders + "V1__a.sql", "select 1;"))))
        .contains("a path of more than 1000 bytes");
  }

  @Test
  void oneFileThatIsTooLargeIsNotTakenIntoMemory() {
    assertThat(refusalOf(commit(Map.of(SCRIPTS + "/V1__a.sql", "x".repeat(5_000)))))
        .contains("an object that is larger than allowed");
  }

  @Test
  void aSmallPackThatUnpacksToManyMegabytesIsNotUnpacked() {
    assertThat(refusalOf(commit(Map.of(SCRIPTS + "/V1__a.sql", "0".repeat(60 << 20)))))
        .contains("an object that is larger than allowed");
  }

  @Test
  void filesThatAreTooLargeTogetherAreRefused() {
    assertThat(
            refusalOf(
                commit(
                    Map.of(
                        SCRIPTS + "/V1__a.sql", "x".repeat(3_000),
                        SCRIPTS + "/V2__b.sql", "y".repeat(3_000)))))
        .contains("more than 4096 bytes together");
  }

  @Test
  void aLargeSettingsFileIsRefused() {
    String path = "db-migrations/migrate-deploy.yml";

    assertThat(refusalOfFile(commit(Map.of(path, "#".repeat(300_000))), path))
        .contains("an object that is larger than allowed");
  }

  @Test
  void aLargeRepositoryAroundTheScriptsDoesNotMatter() throws IOException {
    String sha =
        commit(Map.of("movie.bin", "0".repeat(20 << 20), SCRIPTS + "/V1__a.sql", "select 1;"));

    assertThat(scriptsOf(sha)).hasSize(1);
  }

  @Test
  void aFolderThatIsNotThereIsRefused() {
    assertThat(refusalOf(commit(Map.of("README.md", "x")))).contains("has no such folder");
    assertThat(refusalOf(commit(Map.of(SCRIPTS, "x")))).contains("it is a file, not a folder");
  }

  @Test
  void aCommitThatTheServerDoesNotHaveIsRefused() {
    ProblemException thrown = (ProblemException) catchThrowable(() -> fetch("1".repeat(40)));

    assertThat(thrown).isInstanceOf(RefusedException.class);
    assertThat(thrown.problem().cause()).contains("could not fetch the commit 1111111");
  }

  @Test
  void aJobTokenThatIsNotGoodIsRefusedAndNeverShown() {
    String sha = commit(Map.of(SCRIPTS + "/V1__a.sql", "select 1;"));
    RunnerJob job = job(sha);
    gitLab.revoke(job.token().reveal());

    ProblemException thrown = (ProblemException) catchThrowable(() -> fetch(job));

    assertThat(thrown).isInstanceOf(RefusedException.class);
    assertThat(thrown.problem().toString())
        .contains("status 401")
        .doesNotContain(job.token().reveal());
  }

  @Test
  void whereGitLabIsNotReachedTheJobMayBeTriedAgain() {
    String sha = commit(Map.of(SCRIPTS + "/V1__a.sql", "select 1;"));
    RunnerJob ofNobody =
        RunnerPayload.ofDefaultBranch()
            .with("git_info", "repo_url", "http://127.0.0.1:1/shop/orders.git")
            .job(URI.create("http://127.0.0.1:1"));
    assertThat(catchThrowable(() -> fetch(ofNobody))).isInstanceOf(NotStartedException.class);

    gitLab.faults().answer(9, "/shop", Response.text(503, "text/plain", "later"));
    assertThat(catchThrowable(() -> fetch(sha))).isInstanceOf(NotStartedException.class);
  }

  private String commit(Map<String, String> files) {
    Map<String, byte[]> contents = new TreeMap<>();
    files.forEach((path, content) -> contents.put(path, content.getBytes(UTF_8)));
    return gitLab.repository().commit("main", contents);
  }

  private Map<String, String> scriptsOf(String sha) throws IOException {
    try (PrivateCheckout checkout = fetch(sha)) {
      checkout.writeFolder(SCRIPTS, BOUNDS);
      return filesIn(checkout.directory());
    }
  }

  private String refusalOf(String sha) {
    return refusal(sha, checkout -> checkout.writeFolder(SCRIPTS, BOUNDS));
  }

  private String refusalOfFile(String sha, String path) {
    return refusal(sha, checkout -> checkout.writeFiles(List.of(path)));
  }

  /** The refusal, after which not a single file may have been written. */
  private String refusal(String sha, java.util.function.Consumer<PrivateCheckout> writing) {
    try (PrivateCheckout checkout = fetch(sha)) {
      Throwable thrown = catchThrowable(() -> writing.accept(checkout));
      assertThat(thrown).isInstanceOf(RefusedException.class);
      assertThat(checkout.directory()).isEmptyDirectory();
      return ((RefusedException) thrown).problem().cause();
    }
  }

  private PrivateCheckout fetch(String sha) {
    return fetch(job(sha));
  }

  private PrivateCheckout fetch(RunnerJob job) {
    return PrivateCheckout.fetch(job, parent, Duration.ofSeconds(10));
  }

  private RunnerJob job(String sha) {
    return RunnerPayload.ofDefaultBranch()
        .with("", "token", gitLab.jobToken(1001))
        .with("git_info", "repo_url", gitLab.uri() + "/shop/orders.git")
        .with("git_info", "sha", sha)
        .job(gitLab.uri());
  }

  private static Map<String, String> filesIn(Path directory) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path :
          paths.filter(it -> !Files.isDirectory(it, LinkOption.NOFOLLOW_LINKS)).toList()) {
        files.put(directory.relativize(path).toString(), Files.readString(path));
      }
    }
    return files;
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
