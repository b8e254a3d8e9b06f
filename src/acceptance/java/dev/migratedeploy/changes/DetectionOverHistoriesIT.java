package dev.migratedeploy.changes;

import static dev.migratedeploy.changes.ScriptChange.added;
import static dev.migratedeploy.changes.ScriptChange.edited;
import static dev.migratedeploy.changes.ScriptChange.removed;
import static dev.migratedeploy.changes.ScriptChange.renamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.changes.ComparisonBase.GivenCommit;
import dev.migratedeploy.changes.ComparisonBase.LastDeployment;
import dev.migratedeploy.changes.ComparisonBase.LostCommit;
import dev.migratedeploy.changes.ComparisonBase.NoDeploymentYet;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.gitlab.GitLabDeployments;
import dev.migratedeploy.localcloud.gitlab.LocalCommit;
import dev.migratedeploy.localcloud.gitlab.LocalDeployments.Deployment;
import dev.migratedeploy.localcloud.gitlab.LocalGitLab;
import dev.migratedeploy.localcloud.gitlab.LocalRepository;
import dev.migratedeploy.localcloud.http.Response;
import dev.migratedeploy.support.SourceFile;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The whole detection, from a checkout as a runner makes it to GitLab's interface, with either
 * token.
 */
@ParameterizedClass
@EnumSource
class DetectionOverHistoriesIT {
  enum Token {
    GITLAB_TOKEN,
    CI_JOB_TOKEN_ONLY,
    CI_JOB_TOKEN_FROM_18_3
  }

  private static final String JOB = "migrate";

  private final LocalGitLab gitLab = LocalGitLab.start();
  private final LocalRepository repository = gitLab.repository();
  private final List<Duration> pauses = new ArrayList<>();
  private final Token token;
  private final Path checkouts;
  private String first = "";

  DetectionOverHistoriesIT(Token token, @TempDir Path checkouts) {
    this.token = token;
    this.checkouts = checkouts;
  }

  @BeforeEach
  void commitTheFirstScripts() {
    if (token == Token.CI_JOB_TOKEN_FROM_18_3) {
      gitLab.version(18, 3);
    }
    first =
        repository
            .on("main")
            .put("README.md", "An application.")
            .put("db/V1__orders.sql", "create table orders (id int);")
            .put("db/V2__customers.sql", "create table customers (id int);")
            .put("db/views/R__summary.sql", "create or replace view summary as select 1;")
            .put("db/README.md", "How to migrate.")
            .commit("Begin");
  }

  @AfterEach
  void stop() {
    gitLab.close();
  }

  @Test
  void atTheFirstDeploymentEveryScriptIsNew() {
    ScriptChanges changes = detect(first);

    assertThat(changes.baseline()).isEqualTo(new NoDeploymentYet());
    assertThat(changes.changes())
        .containsExactly(
            added("V1__orders.sql"), added("V2__customers.sql"), added("views/R__summary.sql"));
  }

  @Test
  void aCommitThatTouchesNoScriptHasNothingToDo() {
    deployed(first, "success");
    String sha =
        repository.on("main").put("README.md", "More.").put("db/README.md", "x").commit("Explain");

    ScriptChanges changes = detect(sha);

    assertThat(changes.isEmpty()).isTrue();
    assertThat(changes.baseline())
        .isInstanceOfSatisfying(
            LastDeployment.class, last -> assertThat(last.sha()).isEqualTo(first));
  }

  @Test
  void addedEditedRenamedAndRemovedScriptsAreToldApart() {
    deployed(first, "success");
    String sha =
        repository
            .on("main")
            .put("db/V3__ä & b.sql", "select 3;")
            .put("db/views/R__summary.sql", "create or replace view summary as select 2;")
            .move("db/V1__orders.sql", "db/old/V1__orders.sql")
            .remove("db/V2__customers.sql")
            .commit("Change everything");

    assertThat(detect(sha).changes())
        .containsExactly(
            removed("V2__customers.sql"),
            added("V3__ä & b.sql"),
            renamed("V1__orders.sql", "old/V1__orders.sql"),
            edited("views/R__summary.sql"));
  }

  @Test
  void afterAFailedDeploymentItsScriptsAreStillDue() {
    deployed(first, "success");
    deployed(repository.on("main").put("db/V3__x.sql", "select 3;").commit("V3"), "failed");
    String unrelated = repository.on("main").put("README.md", "More.").commit("Explain");

    assertThat(detect(unrelated).changes()).containsExactly(added("V3__x.sql"));
  }

  @Test
  void anApplicationsDeploymentToTheSameEnvironmentDoesNotCount() {
    deployed(first, "success");
    String sha = repository.on("main").put("db/V3__x.sql", "select 3;").commit("V3");
    for (int i = 0; i < 150; i++) {
      gitLab.deployments().record("staging", sha, "deploy app", "success");
    }
    gitLab.deployments().record("production", sha, JOB, "success");

    assertThat(detect(sha).changes()).containsExactly(added("V3__x.sql"));
  }

  @Test
  void theJobsOwnRunningDeploymentDoesNotCount() {
    deployed(first, "success");
    String sha = repository.on("main").put("db/V3__x.sql", "select 3;").commit("V3");
    deployed(sha, "running");

    assertThat(detect(sha).changes()).containsExactly(added("V3__x.sql"));
  }

  @Test
  void aRollbackIsComparedWithWhatWasDeployedLast() {
    deployed(first, "success");
    String second = repository.on("main").put("db/V3__x.sql", "select 3;").commit("V3");
    deployed(second, "success");

    assertThat(detect(first).changes()).containsExactly(removed("V3__x.sql"));

    deployed(first, "success");
    assertThat(detect(second).changes()).containsExactly(added("V3__x.sql"));
  }

  @Test
  void whatCountsIsTheDeploymentThatEndedLastAndNotTheOneThatWasBegunLast() {
    String second = repository.on("main").put("db/V3__x.sql", "select 3;").commit("V3");
    long manual = deployed(first, "blocked").id();
    deployed(second, "success");
    gitLab.deployments().update(manual, "success");

    assertThat(detect(second).changes()).containsExactly(added("V3__x.sql"));
  }

  @Test
  void aDeployedCommitThatAForcePushLeftBehindIsStillComparedWith() {
    String lost = repository.on("main").put("db/V3__x.sql", "select 3;").commit("V3");
    deployed(lost, "success");
    repository.forcePush("main", first);

    assertThat(detect(first).changes()).containsExactly(removed("V3__x.sql"));
  }

  @Test
  void onceHousekeepingHasDeletedThatCommitEveryScriptIsNew() {
    String lost = repository.on("main").put("db/V3__x.sql", "select 3;").commit("V3");
    deployed(lost, "success");
    repository.forcePush("main", first);
    repository.housekeeping();

    ScriptChanges changes = detect(first);

    assertThat(changes.baseline()).isEqualTo(new LostCommit(lost));
    assertThat(changes.changes()).hasSize(3).allMatch(c -> c.kind() == ScriptChange.Kind.ADDED);
  }

  @Test
  void theFileModeIsNoPartOfAScript() {
    deployed(first, "success");
    String sha = repository.on("main").switchMode("db/V1__orders.sql").commit("Executable");

    assertThat(detect(sha).isEmpty()).isTrue();
  }

  @Test
  void aSquashedMergeIsComparedFileByFile() {
    String feature =
        repository.on("feature").takingOver(first).put("db/V3__x.sql", "x").commit("x");
    deployed(feature, "success");
    String squashed = repository.on("main").takingOver(feature).commit("Squash");

    assertThat(detect(squashed).isEmpty()).isTrue();
  }

  @Test
  void aDeployedCommitWithoutTheFolderMakesEveryScriptNew() {
    String empty = repository.on("side").put("README.md", "x").commit("No scripts yet");
    deployed(empty, "success");

    ScriptChanges changes = detect(first);

    assertThat(changes.baseline()).isInstanceOf(LastDeployment.class);
    assertThat(changes.changes()).hasSize(3);
  }

  @Test
  void symbolicLinksAreLeftOutOnBothSides() {
    deployed(first, "success");
    String sha = repository.on("main").link("db/V9__link.sql", "V1__orders.sql").commit("Link");
    assertThat(detect(sha).isEmpty()).isTrue();

    deployed(sha, "success");
    assertThat(detect(sha).isEmpty()).isTrue();
    assertThat(detect(first).isEmpty()).isTrue();
  }

  @Test
  void fiveThousandScriptsAreComparedOneByOne() {
    LocalCommit commit = repository.on("main");
    for (int i = 0; i < 5_000; i++) {
      commit.put("db/" + i % 7 + "/V" + (100 + i) + "__x.sql", "select " + i % 50 + ";");
    }
    String many = commit.commit("Many");
    deployed(many, "success");
    String sha =
        repository
            .on("main")
            .put("db/0/V5098__x.sql", "select -1;")
            .remove("db/6/V106__x.sql")
            .commit("Two of them");

    assertThat(detect(sha).changes())
        .containsExactly(edited("0/V5098__x.sql"), removed("6/V106__x.sql"));
  }

  @Test
  void aGivenCommitIsComparedWithWhateverWasDeployed() {
    String second = repository.on("main").put("db/V3__x.sql", "select 3;").commit("V3");
    deployed(second, "success");

    ScriptChanges changes = detection(second).since(first, scriptsOf(second));

    assertThat(changes.baseline()).isEqualTo(new GivenCommit(first));
    assertThat(changes.changes()).containsExactly(added("V3__x.sql"));
  }

  @Test
  void aGivenCommitMayBeABranchOrATag() {
    repository.tag("v1.0", first);
    String second = repository.on("main").put("db/V3__x.sql", "select 3;").commit("V3");

    assertThat(detection(second).since("v1.0", scriptsOf(second)).changes())
        .containsExactly(added("V3__x.sql"));
    assertThat(detection(second).since("main", scriptsOf(second)).isEmpty()).isTrue();
  }

  @Test
  void aGivenCommitMayBeShortWhereGitLabLooksItUp() {
    String second = repository.on("main").put("db/V3__x.sql", "select 3;").commit("V3");
    String shortId = first.substring(0, 8);

    if (token == Token.CI_JOB_TOKEN_ONLY) {
      assertThat(
              catchThrowableOfType(
                  RefusedException.class,
                  () -> detection(second).since(shortId, scriptsOf(second))))
          .hasMessageContaining(shortId)
          .hasMessageContaining("CI_JOB_TOKEN");
    } else {
      assertThat(detection(second).since(shortId, scriptsOf(second)).changes())
          .containsExactly(added("V3__x.sql"));
    }
  }

  @Test
  void aGivenBranchThatDoesNotExistIsRefused() {
    assertThat(
            catchThrowableOfType(
                RefusedException.class,
                () -> detection(first).since("release/1", scriptsOf(first))))
        .hasMessageContaining("release/1");
  }

  @Test
  void aGivenCommitThatDoesNotExistIsRefused() {
    String unknown = "0123456789012345678901234567890123456789";

    assertThat(
            catchThrowableOfType(
                RefusedException.class, () -> detection(first).since(unknown, scriptsOf(first))))
        .hasMessageContaining(unknown);
  }

  @Test
  void aShortOutageInTheMiddleChangesNothing() {
    deployed(first, "success");
    gitLab.faults().answer(2, "/projects/42/deployments", Response.empty(502));
    gitLab.faults().closeConnection(1, "/projects/42/repository/tree");
    gitLab.faults().closeConnection(1, "/shop/orders.git/git-upload-pack");

    assertThat(detect(first).isEmpty()).isTrue();
    assertThat(pauses).hasSizeGreaterThanOrEqualTo(2);
  }

  private Deployment deployed(String sha, String status) {
    return gitLab.deployments().record("staging", sha, JOB, status);
  }

  private ScriptChanges detect(String sha) {
    return detection(sha).sinceLastDeployment("staging", Optional.of(JOB), scriptsOf(sha));
  }

  private ScriptDetection detection(String sha) {
    Map<String, String> environment = new HashMap<>(gitLab.jobEnvironment(sha, "staging", JOB));
    if (token == Token.GITLAB_TOKEN) {
      environment.put("GITLAB_TOKEN", gitLab.token("read_api"));
    }
    return new ScriptDetection(
        new GitLabDeployments(CiContext.of(environment), pauses::add),
        "./db/",
        path -> path.endsWith(".sql"));
  }

  private Map<String, SourceFile> scriptsOf(String sha) {
    try {
      Path checkout = Files.createTempDirectory(checkouts, "checkout");
      repository.export(sha, checkout);
      Path scripts = checkout.resolve("db");
      Map<String, SourceFile> files = new TreeMap<>();
      try (Stream<Path> paths = Files.walk(scripts)) {
        paths
            .filter(Files::isRegularFile)
            .forEach(file -> files.put(scripts.relativize(file).toString(), SourceFile.of(file)));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
