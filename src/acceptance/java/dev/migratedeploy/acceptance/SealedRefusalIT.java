package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.acceptance.runner.Driver;
import dev.migratedeploy.acceptance.runner.StageOutcome;
import dev.migratedeploy.localcloud.gitlab.LocalCommit;
import dev.migratedeploy.localcloud.gitlab.LocalRepository;
import dev.migratedeploy.localcloud.gitlab.OpenIdProvider;
import dev.migratedeploy.localcloud.gitlab.PickedJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What a malicious committer, or a careless administrator, can try: each is refused with one line,
 * nothing is started, nothing pushed, nothing left.
 */
class SealedRefusalIT extends SealedMode {
  private static final Map<String, String> SCRIPTS =
      Map.of("V1__tea.sql", "CREATE TABLE tea (name text NOT NULL);");

  @Test
  void aTokenThatAnotherKeyHasSigned() {
    assertRefused(withToken(SealedRefusalIT::asItIs, OpenIdProvider::forge), "token");
  }

  @Test
  void aTokenThatNobodyHasSigned() {
    assertRefused(withToken(SealedRefusalIT::asItIs, OpenIdProvider::unsigned), "token");
  }

  @Test
  void aTokenThatHasExpired() {
    Instant past = Instant.now().minus(Duration.ofHours(1));

    assertRefused(
        withToken(claims -> claims.put("exp", past.getEpochSecond()), OpenIdProvider::sign),
        "token");
  }

  @Test
  void aTokenOfAnotherJob() {
    assertRefused(withToken(claims -> claims.put("job_id", "1"), OpenIdProvider::sign), "token");
  }

  @Test
  void aTokenForAnotherAudience() {
    assertRefused(
        withToken(claims -> claims.put("aud", "https://vault"), OpenIdProvider::sign), "token");
  }

  @Test
  void anEnvironmentThatThePolicyDoesNotGrant() {
    assertRefused(
        run(pick(commit(SCRIPTS)).variable("MIGRATE_DEPLOY_ENV", "production")), "production");
  }

  @Test
  void aRefThatThePolicyDoesNotGrant() {
    assertRefused(
        run(withToken(pickWithoutToken(commit(SCRIPTS)).ref("branch", "feature", true))),
        "runs on the branch \"feature\"");
  }

  @Test
  void aMergeRequestsPipeline() {
    String ref = "refs/merge-requests/7/head";

    assertRefused(run(withToken(pickWithoutToken(commit(SCRIPTS)).ref("branch", ref, true))), ref);
  }

  @Test
  void aJobWithoutTheTokenThatThePolicyAsksFor() {
    assertRefused(run(pickWithoutToken(commit(SCRIPTS))), "asks for an ID token");
  }

  @Test
  void anEnvironmentThatTheTokenDoesNotSay() {
    PickedJob job = pickWithoutToken(commit(SCRIPTS));
    ObjectNode claims = job.claims(AUDIENCE, "review", Instant.now());
    job.variable("MIGRATE_DEPLOY_ID_TOKEN", cloud.gitlab().openId().sign(claims));

    assertRefused(run(job), "GitLab has signed that the job's environment is \"review\"");
  }

  @Test
  void aCommandThatThePolicyDoesNotAllow() {
    assertRefused(run(pick(commit(SCRIPTS)).variable("MIGRATE_DEPLOY_COMMAND", "clean")), "clean");
  }

  @Test
  void aJobOfGitLabSteps() {
    assertRefused(run(pick(commit(SCRIPTS)).gitLabSteps()), "asks for run:");
  }

  @Test
  void aStepThatIsNoScript() {
    assertRefused(run(pick(commit(SCRIPTS)).step("deploy")), "a step \"deploy\"");
  }

  @Test
  void aSettingsFileThatTheCommitDoesNotHave() {
    String settings = "environments: {%s: {cluster: reviewed}}\n".formatted(environment);

    assertRefused(
        run(
            pick(commit(settings, SCRIPTS))
                .variable("MIGRATE_DEPLOY_CONFIG", "db-migrations/none.yml")),
        "no settings file \"db-migrations/none.yml\"");
  }

  @Test
  void aPolicyThatIsNotThere() {
    assertRefused(
        runWithThatPolicy(pick(commit(SCRIPTS)), Driver.inProcess()), policyFile().toString());
  }

  @Test
  void aPolicyThatEverybodyCanWrite() throws IOException {
    writePolicy(policy());
    Files.setPosixFilePermissions(policyFile(), PosixFilePermissions.fromString("rw-rw-rw-"));

    assertRefused(
        runWithThatPolicy(pick(commit(SCRIPTS)), Driver.inProcess()), policyFile().toString());
  }

  @Test
  void settingsThatNameAnotherCluster() {
    String settings =
        """
        environments:
          %s:
            cluster: production
        """
            .formatted(environment);

    assertRefused(run(pick(commit(settings, SCRIPTS))), "cluster");
  }

  @Test
  void aLinkThatLeadsOutOfTheScripts() {
    String sha =
        scripts().link("db-migrations/scripts/V2__passwd.sql", "/etc/passwd").commit("Add a link");

    assertRefused(run(pick(sha)), "V2__passwd.sql");
  }

  @Test
  void aNameThatWouldForgeALineOfTheLog() {
    String sha =
        scripts()
            .put(
                "db-migrations/scripts/V2__a\nResult   APPLIED  all well\u001b[2J.sql", "SELECT 1;")
            .commit("Add a name");

    StageOutcome outcome = run(pick(sha));

    assertRefused(outcome);
    assertThat(outcome.log()).doesNotContain("\nResult   APPLIED").doesNotContain("\u001b[2J");
  }

  @Test
  void aRepositoryThatWouldFillTheDisk() {
    String sha =
        scripts()
            .put("db-migrations/scripts/V2__large.sql", new byte[80 << 20])
            .commit("Add a large script");

    assertRefused(run(pick(sha)));
  }

  private LocalCommit scripts() {
    commit(SCRIPTS);
    return cloud.gitlab().repository().on(LocalRepository.DEFAULT_BRANCH);
  }

  private interface Signing {
    String sign(OpenIdProvider provider, ObjectNode claims);
  }

  private StageOutcome withToken(UnaryOperator<ObjectNode> change, Signing signing) {
    PickedJob job = pick(commit(SCRIPTS));
    ObjectNode claims = change.apply(job.claims(AUDIENCE, environment, Instant.now()));
    return run(
        job.variable("MIGRATE_DEPLOY_ID_TOKEN", signing.sign(cloud.gitlab().openId(), claims)));
  }

  private static ObjectNode asItIs(ObjectNode claims) {
    return claims;
  }
}
