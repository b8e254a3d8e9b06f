package dev.migratedeploy.runner.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.runner.RunnerPayload;
import dev.migratedeploy.runner.token.VerifiedToken;
import dev.migratedeploy.verdict.Problem;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a pipeline asks for: which jobs may deploy where. */
class AuthorizationDecisionTest {
  private static final Optional<VerifiedToken> NO_TOKEN = Optional.empty();

  private final RunnerPayload payload = RunnerPayload.ofDefaultBranch();
  private final PolicyText text;
  private String policy = PolicyText.USUAL;

  AuthorizationDecisionTest(@TempDir Path folder) {
    this.text = new PolicyText(folder);
  }

  @BeforeEach
  void aJobWithAToken() {
    assertThat(granted(token("production"))).isTrue();
  }

  @Test
  void theGrantIsForTheEnvironmentWithThePolicysLimits() {
    Grant grant = ((AuthorizationDecision.Granted) decide(token("production"))).grant();

    assertThat(grant.environment()).isEqualTo("production");
    assertThat(grant.bounds().files()).isEqualTo(100);
    assertThat(grant.bounds().bytes()).isEqualTo(512 * 1024);
    assertThat(grant.bounds().suffixes()).containsExactlyInAnyOrder(".sql", ".sql.conf");
    assertThat(grant.longestWait()).hasHours(1);
    assertThat(grant.files())
        .containsExactly(
            "db-migrations/migrate-deploy.yml",
            "db-migrations/flyway.conf",
            "db-migrations/flyway.toml");
  }

  @Test
  void anotherProjectIsRefusedAndLearnsNothingOfTheOthers() {
    project("evil/orders", 666);

    assertThat(refusal(token("production")).cause())
        .isEqualTo("this runner's policy has nothing for the project evil/orders (project 666)");
    assertThat(refusal(token("production")).toString())
        .doesNotContain("bank", "shop", "staging", "cluster", "main");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop/orders2",
        "shop/orders/sub",
        "shop/order",
        "Shop/orders",
        "evil/shop/orders",
        "bank/sub/vault",
        "banking/vault",
        "evil/bank/vault"
      })
  void aPathThatOnlyLooksLikeOneOfThePolicysIsRefused(String path) {
    project(path, 42);

    assertThat(refusal(token("production")).cause()).contains("has nothing for the project");
  }

  @Test
  void theProjectThatTookOverAPathIsRefused() {
    project("shop/orders", 43);

    assertThat(refusal(token("production")).cause()).contains("that has another number");
  }

  @Test
  void aProjectIsKnownByItsNumberWhereverItMoved() {
    policy = policy.replace("  shop/orders:\n    id: 42\n", "  \"42\":\n");
    project("elsewhere/orders", 42);
    assertThat(granted(token("production"))).isTrue();

    project("shop/orders", 43);
    assertThat(granted(token("production"))).isFalse();
  }

  @Test
  void aGroupsProjectsAreThoseOfTheGroupAloneOrOfItsSubgroupsToo() {
    policy = policy.replace("shop/orders:\n    id: 42", "shop/*:");
    assertThat(granted(token("production"))).isTrue();
    project("shop/sub/orders", 42);
    assertThat(granted(token("production"))).isFalse();

    policy = policy.replace("shop/*:", "shop/**:");
    assertThat(granted(token("production"))).isTrue();
    project("shopping/orders", 42);
    assertThat(granted(token("production"))).isFalse();
  }

  @Test
  void theMostExactEntryAloneCounts() {
    policy = policy.replace("  bank/*:", "  shop/*:");
    payload.wishing("MIGRATE_DEPLOY_ENV", "vault-production");

    assertThat(refusal(token("vault-production")).cause())
        .contains("no environment \"vault-production\"", "only production, staging");
  }

  @Test
  void aJobThatNamesNoEnvironmentIsRefused() {
    payload.wishing("MIGRATE_DEPLOY_ENV", "");

    assertThat(refusal(token("production")).cause()).contains("says no environment");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod", "Production", "production ./staging", "*", "vault-production"})
  void anEnvironmentThatThePolicyDoesNotHaveIsRefused(String name) {
    payload.wishing("MIGRATE_DEPLOY_ENV", name);

    assertThat(refusal(token(name)).cause()).contains("has no environment \"" + name);
  }

  @Test
  void whatTheWishSaysStaysOneHarmlessLine() {
    payload.wishing("MIGRATE_DEPLOY_ENV", "a\u001b[0Ksection_end:1:x\r\nb");

    assertThat(refusal(token("x")).cause()).doesNotContain("\u001b", "\r", "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "branch, main, true",
    "branch, release/1, true",
    "tag, v1, true",
    "branch, release/1/2, false",
    "branch, xmain, false",
    "branch, main2, false",
    "branch, mainX, false",
    "branch, release/, true",
    "branch, v1, false",
    "tag, main, false",
    "tag, release/1, false",
    "branch, refs/heads/main, false",
    "branch, refs/merge-requests/7/head, false",
    "other, main, false"
  })
  void onlyTheRefsOfThePolicyMayDeploy(String type, String name, boolean may) {
    payload.onRef(type, name, true);

    assertThat(granted(token("production"))).isEqualTo(may);
  }

  @Test
  void aMergeRequestMayNeverDeployWhateverThePolicySays() {
    payload.onRef("branch", "refs/merge-requests/7/head", true);
    payload.wishing("MIGRATE_DEPLOY_ENV", "staging");

    assertThat(refusal(NO_TOKEN).cause()).contains("it runs on the merge request");
  }

  @Test
  void aDotInAPatternIsADot() {
    policy = policy.replace("release/*", "v1.2");
    payload.onRef("branch", "v1x2", true);

    assertThat(granted(token("production"))).isFalse();
  }

  @Test
  void anUnprotectedBranchMayNotDeploy() {
    payload.onRef("branch", "main", false);

    assertThat(refusal(token("production")).cause()).contains("is not protected in GitLab");
  }

  @Test
  void whereTheRunnerDoesNotSayWhetherTheRefIsProtectedTheTokenDoes() {
    payload.with("git_info", "protected", null);
    assertThat(granted(token("production"))).isTrue();

    Optional<VerifiedToken> unprotected =
        Optional.of(new VerifiedToken(false, Optional.of("production"), true));
    assertThat(refusal(unprotected).cause()).contains("is not protected");

    policy = policy.replace("      jobs: [migrate]\n", "      token: optional\n");
    assertThat(refusal(NO_TOKEN).cause()).contains("does not say whether");
  }

  @Test
  void withoutTheTokenThatThePolicyAsksForNothingIsGranted() {
    assertThat(refusal(NO_TOKEN).cause()).contains("asks for an ID token, and the job has none");
    assertThat(refusal(NO_TOKEN).next()).contains("id_tokens:");
  }

  @Test
  void theTokenOfAJobForAnotherEnvironmentIsRefused() {
    assertThat(refusal(token("staging")).cause())
        .contains("GitLab has signed that the job's environment is \"staging\"");
    assertThat(refusal(Optional.of(new VerifiedToken(true, Optional.empty(), false))).cause())
        .contains("environment is none");
  }

  @Test
  void aTokenThatNobodyAskedForMustNotSayOtherwise() {
    payload.wishing("MIGRATE_DEPLOY_ENV", "staging");

    assertThat(granted(NO_TOKEN)).isTrue();
    assertThat(granted(token("staging"))).isTrue();
    assertThat(granted(token("production"))).isFalse();
  }

  @Test
  void anEnvironmentThatMustBeProtectedInGitLabIs() {
    policy = policy.replace("      jobs: [migrate]\n", "      protected-environment: true\n");
    assertThat(granted(token("production"))).isTrue();

    assertThat(
            refusal(Optional.of(new VerifiedToken(true, Optional.of("production"), false))).cause())
        .contains("the environment is not protected in GitLab");
  }

  @Test
  void aJobOfAnotherNameIsRefused() {
    payload.with("job_info", "name", "migrate 1/2");

    assertThat(refusal(token("production")).cause()).contains("named \"migrate 1/2\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"clean", "repair", "MIGRATE", "migrate clean", "-url=jdbc:x", "-outOfOrder=true"})
  void aCommandThatThePolicyDoesNotAllowIsRefused(String command) {
    payload.wishing("MIGRATE_DEPLOY_COMMAND", command);

    assertThat(refusal(token("production")).cause()).contains("MIGRATE_DEPLOY_COMMAND");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/policy.yml", "../../x.yml", "a/../../x", "a\\b"})
  void aSettingsFileOutsideOfTheRepositoryIsRefused(String path) {
    payload.wishing("MIGRATE_DEPLOY_CONFIG", path);

    assertThat(refusal(token("production")).cause()).contains("MIGRATE_DEPLOY_CONFIG");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db-migrations/other.yml",
        "db-migrations/./reviewed.yml",
        "db-migrations//reviewed.yml",
        "db-migrations/Reviewed.yml",
        "db-migrations/reviewed.yml/",
        "db-migrations/rev\u0456ewed.yml"
      })
  void aSettingsFileThatThePolicyDoesNotNameIsRefused(String path) {
    policy = policy.replace("jobs: [migrate]", "settings-files: [db-migrations/reviewed.yml]");
    payload.wishing("MIGRATE_DEPLOY_CONFIG", path);

    assertThat(refusal(token("production")).cause())
        .contains("MIGRATE_DEPLOY_CONFIG", "the policy allows db-migrations/reviewed.yml");
  }

  @Test
  void aSettingsFileThatThePolicyNamesIsGranted() {
    policy = policy.replace("jobs: [migrate]", "settings-files: [a.yml, db-migrations/b.yml]");
    payload.wishing("MIGRATE_DEPLOY_CONFIG", "db-migrations/b.yml");

    assertThat(granted(token("production"))).isTrue();
  }

  private void project(String path, long id) {
    payload
        .with("job_info", "project_id", id)
        .with("job_info", "project_full_path", path)
        .with("git_info", "repo_url", RunnerPayload.GITLAB + "/" + path + ".git");
  }

  private static Optional<VerifiedToken> token(String environment) {
    return Optional.of(new VerifiedToken(true, Optional.of(environment), true));
  }

  private boolean granted(Optional<VerifiedToken> token) {
    return decide(token) instanceof AuthorizationDecision.Granted;
  }

  private Problem refusal(Optional<VerifiedToken> token) {
    AuthorizationDecision entitlement = decide(token);
    assertThat(entitlement).isInstanceOf(AuthorizationDecision.Refused.class);
    return ((AuthorizationDecision.Refused) entitlement).problem();
  }

  private AuthorizationDecision decide(Optional<VerifiedToken> token) {
    return text.read(policy).decide(payload.job(), token);
  }
}
