package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.cli.Prompt.Run;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.StoredConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code rehearse} says before any database is asked. */
class RehearseCommandTest {
  private static final String SCRIPTS = "db-migrations/scripts/";

  private final Path directory;
  private final Prompt prompt;

  RehearseCommandTest(@TempDir Path directory) {
    this.directory = directory;
    this.prompt =
        new Prompt(directory)
            .write(Prompt.CONFIG, Prompt.SETTINGS)
            .write(SCRIPTS + "V1__a.sql", "CREATE TABLE a (b int);")
            .with("NO_COLOR", "1");
  }

  /** In a folder that is no checkout, too: nothing has to be known of GitLab. */
  @Test
  void withoutADatabaseItSaysWhatToGiveTheJob() {
    assertThat(prompt.run("rehearse", "--env", "staging").exits(2).output())
        .contains("every script counts as new: this is no job")
        .contains("Result   REFUSED  no database to rehearse on was named")
        .contains("name it with --database or MIGRATE_DEPLOY_DATABASE")
        .contains(
            "in a job a service such as postgres:17, postgresql://USER:PASSWORD@ALIAS/DATABASE")
        .contains("on your own machine docker run --rm -d -p 5432:5432");
  }

  /** GitLab links the page and reads the reports of a job that was refused, too. */
  @Test
  void theFilesAreThereWhateverIsWrong() {
    prompt.run("rehearse", "--env", "staging", "--no-such-option").exits(2);
    assertThat(directory.resolve("migrate-deploy-report/report.html"))
        .content()
        .contains("REFUSED", "--no-such-option");
    prompt.write(Prompt.CONFIG, Prompt.SETTINGS + "rehearse: {befor: x}\n");
    prompt.run("rehearse", "--env", "staging").exits(2);
    assertThat(directory.resolve("migrate-deploy-report/report.html")).content().contains("befor");
    assertThat(directory.resolve("migrate-deploy-report/rehearsal.json"))
        .content()
        .contains("REFUSED");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    prompt.write(
        Prompt.CONFIG, Prompt.SETTINGS + "rehearse: {before: db/no.sql, from: db/none.sql}\n");

    Run run =
        prompt.run("rehearse", "--env", "staging", "--database", "oracle://u:geheim99@h").exits(2);

    assertThat(run.output())
        .contains("could not begin the rehearsal: 3 things are missing or wrong")
        .contains("PostgreSQL, MySQL and MariaDB, and it names oracle")
        .contains("rehearse.before: there is no file db/no.sql")
        .contains("rehearse.from: there is no file db/none.sql")
        .doesNotContain("geheim99");
  }

  @Test
  void theSettingsAndTheDatabaseAreWrongTogether() {
    prompt.write(Prompt.CONFIG, Prompt.SETTINGS + "rehearse: {befor: x}\n");

    assertThat(prompt.run("rehearse", "--env", "staging", "--database", "$PGURL").exits(2).output())
        .contains("rehearse.befor: unknown key; did you mean before?")
        .contains("the name of a variable that is not set in this job");
  }

  @Test
  void inAJobThatGitLabWouldRecordItIsRefused() {
    inGitLab().with("CI_ENVIRONMENT_NAME", "staging");

    assertThat(prompt.run("rehearse", "--env", "staging").exits(2).output())
        .contains("could not run rehearse in this job: GitLab would record its success")
        .contains("environment: {action: verify}");
  }

  @Test
  void anotherToolThanFlywayIsNotRehearsed() {
    prompt.write(
        Prompt.CONFIG, Prompt.SETTINGS.replace("image:\n", "image:\n  entrypoint: [liquibase]\n"));

    assertThat(prompt.run("rehearse", "--env", "staging").exits(2).output())
        .contains("scripts are rehearsed with Flyway, and image.entrypoint starts liquibase")
        .contains("leave rehearse out for this project");
  }

  /** Protected variables are not there in a merge request. */
  @Test
  void variablesOfTheTaskMayBeMissing() {
    prompt.write(
        Prompt.CONFIG,
        Prompt.SETTINGS
            .replace("{cluster: staging,", "{cluster: \"${CLUSTER}\", subnets: \"${SUBNETS}\",")
            .replace("registry.example.com", "${REGISTRY}"));

    assertThat(prompt.run("rehearse", "--env", "staging").exits(2).output())
        .contains("no database to rehearse on was named")
        .doesNotContain("is not set");
  }

  /** It might ask AWS, which a merge request has no rights for. */
  @Test
  void aProgramThatListsTargetsIsNotRun() {
    targets("{command: [touch, was-run]}");

    assertThat(prompt.run("rehearse", "--env", "staging").exits(2).output())
        .contains("the program that lists the targets is not run")
        .contains("no database to rehearse on was named");
    assertThat(directory.resolve("was-run")).doesNotExist();
  }

  @Test
  void ofManyDatabasesOneIsRehearsed() {
    targets("[{name: acme}, {name: beta}]");

    assertThat(prompt.run("rehearse", "--env", "staging").exits(2).output())
        .contains("rehearsed as the target acme, the first of 2; --target chooses another")
        .contains("no database to rehearse on was named");
    assertThat(prompt.run("rehearse", "--env", "staging", "--target", "beta").exits(2).lines())
        .anyMatch(line -> line.strip().equals("rehearsed as the target beta"));
  }

  private void targets(String from) {
    prompt.write(
        Prompt.CONFIG,
        Prompt.SETTINGS.replace(
            "{cluster: staging,",
            "{targets: {from: %s, environment: {FLYWAY_URL: \"jdbc:postgresql://h/${target.name}\"}},"
                    .formatted(from)
                + " cluster: staging,"));
  }

  @Test
  void whereNoScriptIsNewNoDatabaseIsNeeded() throws Exception {
    try (Git git = init()) {
      commit(git);
      git.checkout().setCreateBranch(true).setName("feature").call();

      assertThat(prompt.run("rehearse", "--env", "staging").exits(0).output())
          .contains("where this checkout has left main")
          .contains("Result   NOTHING TO DO  no script of staging is new");

      prompt.write(SCRIPTS + "V2__b.sql", "CREATE TABLE c (d int);");
      assertThat(prompt.run("rehearse", "--env", "staging").exits(2).output())
          .contains("1 of 2 scripts changed")
          .contains("no database to rehearse on was named");
    }
  }

  @Test
  void aCommitThatNobodyKnowsIsRefused() throws Exception {
    try (Git git = init()) {
      commit(git);

      assertThat(prompt.run("rehearse", "--env", "staging", "--since", "abc").exits(2).output())
          .contains("could not compare with the commit abc of --since: neither this checkout nor")
          .contains("leave --since out");
      assertThat(prompt.run("rehearse", "--env", "staging", "--since", "HEAD").exits(0).output())
          .contains("NOTHING TO DO");
    }
  }

  /** The clone of the job has the commit: no request is made. */
  @ParameterizedTest
  @CsvSource({
    "false, where this merge request has left main",
    "true, 'the head of main, which this merge request is merged with'"
  })
  void inAMergeRequestTheTargetIsTheBase(boolean merged, String words) throws Exception {
    try (Git git = init()) {
      String base = commit(git);
      prompt.write(SCRIPTS + "V2__b.sql", "CREATE TABLE c (d int);");
      String head = commit(git);
      inGitLab()
          .with("CI_JOB_TOKEN", "")
          .with("CI_COMMIT_SHA", head)
          .with("CI_MERGE_REQUEST_IID", "7")
          .with("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main")
          .with("CI_MERGE_REQUEST_DIFF_BASE_SHA", merged ? "f".repeat(40) : base)
          .with("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", merged ? base : "");

      assertThat(prompt.run("rehearse", "--env", "staging").exits(2).output())
          .contains("1 of 2 scripts changed since " + base.substring(0, 8))
          .contains(words)
          .contains("no database to rehearse on was named");
    }
  }

  @Test
  void aTargetThatCannotBeFoundIsSaidAndEveryScriptIsNew() throws Exception {
    try (Git git = init()) {
      commit(git);
      inGitLab()
          .with("CI_JOB_TOKEN", "")
          .with("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main")
          .with("CI_MERGE_REQUEST_DIFF_BASE_SHA", "f".repeat(40));

      assertThat(prompt.run("rehearse", "--env", "staging").exits(2).output())
          .contains("neither this checkout nor GitLab knows the commit ffffffff of main")
          .contains("1 of 1 script");
    }
  }

  private Prompt inGitLab() {
    return prompt
        .with("GITLAB_CI", "true")
        .with("CI_API_V4_URL", "https://gitlab.invalid/api/v4")
        .with("CI_PROJECT_ID", "42")
        .with("CI_PROJECT_PATH", "shop/orders")
        .with("CI_PROJECT_DIR", directory.toString())
        .with("CI_COMMIT_SHA", "9be01d4a5f0c3e6b7d8a9c0b1e2f3a4b5c6d7e8f")
        .with("CI_JOB_NAME", "migrate-rehearse:staging")
        .with("CI_JOB_ID", "8841")
        .with("CI_JOB_TOKEN", "glcbt-64_abcdefgh");
  }

  private Git init() throws Exception {
    Git git = Git.init().setInitialBranch("main").setDirectory(directory.toFile()).call();
    StoredConfig config = git.getRepository().getConfig();
    config.setBoolean("commit", null, "gpgsign", false);
    config.save();
    return git;
  }

  private static String commit(Git git) throws Exception {
    git.add().addFilepattern(".").call();
    PersonIdent author = new PersonIdent("a", "a@example.com");
    return git.commit().setAuthor(author).setCommitter(author).setMessage("a").call().name();
  }
}
