package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.gitlab.LocalRepository;
import dev.migratedeploy.localcloud.http.LocalServer;
import dev.migratedeploy.localcloud.http.Response;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What the included template becomes, as {@code gitlab-ci-local} expands it. */
@EnabledIf(
    value = "dev.migratedeploy.acceptance.GitLabCiLocal#isInstalled",
    disabledReason = "gitlab-ci-local or rsync is not on the path")
class CiTemplateConfigurationIT extends EndToEnd {
  private final SampleProject sample;

  CiTemplateConfigurationIT(@TempDir Path work) {
    sample = new SampleProject(cloud, environment, work);
  }

  @Test
  void aDeployIsNeitherDoubledNorInterruptedNorRetriedWithoutNeed() {
    JsonNode deploy = job("migrate-deploy:" + sample.staging);

    assertThat(deploy.path("environment").asText()).isEqualTo(sample.staging);
    assertThat(deploy.path("resource_group").asText())
        .isEqualTo("migrate-deploy/" + sample.staging);
    assertThat(deploy.path("interruptible").asBoolean(true)).isFalse();
    assertThat(deploy.path("retry").toString()).isEqualTo("{\"max\":2,\"exit_codes\":[3]}");
    assertThat(deploy.path("id_tokens").toString())
        .isEqualTo("{\"MIGRATE_DEPLOY_ID_TOKEN\":{\"aud\":\"sts.amazonaws.com\"}}");
    assertThat(deploy.path("script")).hasSize(3);
    assertThat(deploy.at("/artifacts/when").asText()).isEqualTo("always");
    assertThat(deploy.at("/artifacts/reports").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("junit", "dotenv", "annotations", "codequality");
  }

  @Test
  void aPlanIsNoDeployment() {
    JsonNode plan = job("migrate-plan:" + sample.staging);

    assertThat(plan.at("/environment/action").asText()).isEqualTo("verify");
    assertThat(plan.has("resource_group")).isFalse();
    assertThat(plan.at("/artifacts/reports").has("dotenv")).isFalse();
  }

  /** Nobody needs rights, a role or an environment for it, so that forks have it too. */
  @Test
  void aRehearsalHasADatabaseBesideItAndNoRights() {
    including("env: one, image: tool");
    JsonNode rehearsal = job("migrate-rehearse:one");

    assertThat(rehearsal.has("environment")).isFalse();
    assertThat(rehearsal.has("id_tokens")).isFalse();
    assertThat(rehearsal.has("resource_group")).isFalse();
    assertThat(rehearsal.at("/services/0/name").asText()).isEqualTo("postgres:17");
    assertThat(rehearsal.at("/services/0/alias").asText()).isEqualTo("database");
    assertThat(rehearsal.at("/services/0/variables/POSTGRES_PASSWORD").asText())
        .isEqualTo("rehearsal");
    assertThat(rehearsal.at("/variables/MIGRATE_DEPLOY_DATABASE").asText())
        .isEqualTo("postgresql://rehearsal:rehearsal@database/rehearsal");
    assertThat(rehearsal.path("variables").has("MIGRATE_DEPLOY_ROLE_ARN")).isFalse();
    assertThat(rehearsal.at("/artifacts/paths").toString())
        .isEqualTo("[\"migrate-deploy-report/rehearse/one/report.html\"]");
    assertThat(rehearsal.at("/artifacts/reports").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("junit", "annotations", "codequality");
  }

  /** GitLab shows a link to a folder only if its path ends with a slash. */
  @ParameterizedTest
  @ValueSource(strings = {"plan", "deploy"})
  void theReportsOfAJobAreLinkedInTheMergeRequest(String command) {
    including("env: one, image: tool");
    JsonNode artifacts = job("migrate-" + command + ":one").path("artifacts");

    assertThat(artifacts.path("expose_as").asText()).matches("\\w[-\\w ]*");
    assertThat(artifacts.path("paths").toString())
        .isEqualTo("[\"migrate-deploy-report/" + command + "/one/\"]");
  }

  /** GitLab takes letters, digits, - _ and blanks, whatever the environment is called. */
  @Test
  void theLinkToTheRehearsalHasANameThatGitLabTakes() {
    including("env: eu/prod.1, image: tool");

    assertThat(job("migrate-rehearse:eu/prod.1").at("/artifacts/expose_as").asText())
        .matches("\\w[-\\w ]*");
  }

  @ParameterizedTest
  @CsvSource({
    "postgres:16-alpine, postgresql://rehearsal:rehearsal@database/rehearsal",
    "registry.example.com/ci/mysql:8.4, mysql://root:rehearsal@database/rehearsal",
    "mariadb:11, mariadb://root:rehearsal@database/rehearsal",
  })
  void theDatabasesAddressIsThatOfTheImage(String image, String url) {
    including(
        "env: one, image: tool, command: env; echo ran, rehearse-image: \""
            + image
            + "\", arguments: \"--on-cancel stop -- -outOfOrder=true\"");
    sample.put(
        ".gitlab-ci.yml", sample.text(".gitlab-ci.yml") + "migrate-rehearse:one: {services: []}\n");
    sample.commit("feature");

    assertThat(sample.mergeRequestPipeline("feature").run("migrate-rehearse:one").output())
        .contains("MIGRATE_DEPLOY_DATABASE=" + url)
        .contains("ran rehearse --env one -- -outOfOrder=true");
  }

  @Test
  void mergeRequestsAreRehearsedUnlessThatIsTurnedOff() {
    including("env: one, image: tool", "env: two, image: tool, rehearse: false");
    sample.commit("feature");

    assertThat(sample.mergeRequestPipeline("feature").run("--list").output())
        .contains("migrate-rehearse:one", "migrate-plan:two")
        .doesNotContain("migrate-rehearse:two");
    assertThat(onBranch().run("--list").output()).doesNotContain("migrate-rehearse:");
  }

  @Test
  void aPlanOnTheBranchComesBeforeTheDeployThatItIsFor() {
    including("env: one, image: tool, plan: branch, as-planned: true", "env: two, image: tool");

    assertThat(onBranch().run("--list").output())
        .containsSubsequence("migrate-plan:one", "migrate-deploy:one")
        .doesNotContain("migrate-plan:two");
  }

  /** A sealed runner runs no script of a job: it sees only the variable, and refuses it. */
  @Test
  void theDeployIsHeldToThePlanOnlyIfTheInputSaysSo() {
    String printed = "command: printenv MIGRATE_DEPLOY_AS_PLANNED || echo none; true";
    including(
        "env: one, image: tool, plan: branch, as-planned: true, " + printed,
        "env: two, image: tool, plan: \"false\", " + printed);
    String variable = "/variables/MIGRATE_DEPLOY_AS_PLANNED";

    assertThat(job("migrate-deploy:one").at(variable).asText()).isEqualTo("true");
    assertThat(job("migrate-deploy:two").at(variable).asText()).isEqualTo("false");
    assertThat(onBranch().run("--no-artifacts-to-source", "migrate-deploy:one").output())
        .contains("> migrate-deploy-report/plan/one/plan.json");
    assertThat(onBranch().run("migrate-deploy:two").output()).contains("> none");
    assertThat(
            onBranch()
                .predefined(Map.of("MIGRATE_DEPLOY_AS_PLANNED", "other/plan.json"))
                .run("migrate-deploy:two")
                .output())
        .contains("> other/plan.json");
  }

  @Test
  void inADeployFreezeTheDeployIsStartedByHand() {
    including("env: one, image: tool");

    assertThat(onBranch().predefined(Map.of("CI_DEPLOY_FREEZE", "true")).run("--list").output())
        .containsPattern("migrate-deploy:one\\s+\\S+\\s+manual\\s+false");
    assertThat(onBranch().run("--list").output())
        .containsPattern("migrate-deploy:one\\s+\\S+\\s+on_success");
  }

  @Test
  void aMergeRequestHasAPlanWhereItIsAskedForAndNoDeploy() {
    sample.commit("feature");

    String jobs = sample.mergeRequestPipeline("feature").run("--list").output();

    assertThat(jobs)
        .contains("migrate-plan:" + sample.staging)
        .doesNotContain("migrate-plan:" + sample.production)
        .doesNotContain("migrate-deploy:");
  }

  @Test
  void theBranchHasADeployForEachEnvironmentAndNoPlan() {
    String jobs = onBranch().run("--list").output();

    assertThat(jobs)
        .contains("migrate-deploy:" + sample.staging)
        .containsPattern("migrate-deploy:" + sample.production + "\\s+\\S+\\s+manual")
        .doesNotContain("migrate-plan:");
  }

  /** Nobody waits for it, and only where a plan may reach the environment. */
  @Test
  void theDoctorIsStartedByHand() {
    String byHand = "\\s+\\S+\\s+manual\\s+true";
    assertThat(onBranch().run("--list").output())
        .containsPattern("migrate-doctor:" + sample.staging + byHand)
        .containsPattern("migrate-doctor:" + sample.production + byHand);

    sample.commit("feature");
    assertThat(sample.mergeRequestPipeline("feature").run("--list").output())
        .containsPattern("migrate-doctor:" + sample.staging + byHand)
        .doesNotContain("migrate-doctor:" + sample.production);
    assertThat(job("migrate-doctor:" + sample.staging).at("/environment/action").asText())
        .isEqualTo("verify");
  }

  @Test
  void anotherProjectsFileAndAUrlCanBeIncludedToo() {
    try (LocalServer web =
        LocalServer.start(
            "template", request -> Response.text(200, "text/yaml", SampleProject.template()))) {
      sample.put(
          ".gitlab-ci.yml",
          """
          include:
            - project: shop/orders
              ref: main
              file: ci-templates/migrate-deploy.yml
              inputs: {env: one, image: tool}
            - remote: %s/migrate-deploy.yml
              inputs: {env: two, image: tool}
          """
              .formatted(web.uri()));

      assertThat(onBranch().inherited(gitLogin()).run("--list").output())
          .contains("migrate-deploy:one", "migrate-deploy:two");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'env: here, image: tool, plan: perhaps', plan` input: `perhaps` cannot be used",
    "'env: here, image: tool, plan: false', plan` input: `false` cannot be used",
    "'env: here, image: tool, rehearse: \"no\"', rehearse` input: provided value is not a boolean",
    "'image: tool', env` input: required value has not been provided",
    "'env: here, image: tool, rules: never', rules` input: provided value is not a",
    "'env: [here], image: tool', env` input: provided value is not a string",
  })
  void inputsThatAreWrongOrMissingAreNamed(String inputs, String said) {
    sample.put(
        ".gitlab-ci.yml",
        "include: [{local: ci-templates/migrate-deploy.yml, inputs: {%s}}]\n".formatted(inputs));

    ToolProcess.Result result = onBranch().run("--list");

    assertThat(result.exitCode()).as(result.output()).isNotZero();
    assertThat(result.output()).contains(said);
  }

  /** The template for each of these inputs, and nothing else. */
  private void including(String... inputs) {
    StringBuilder file = new StringBuilder("include:\n");
    for (String each : inputs) {
      file.append("  - local: ci-templates/migrate-deploy.yml\n")
          .append("    inputs: {%s}\n".formatted(each));
    }
    sample.put(".gitlab-ci.yml", file.toString());
  }

  private GitLabCiLocal onBranch() {
    return sample.pipeline(sample.commit(LocalRepository.DEFAULT_BRANCH));
  }

  /** For {@code include: project}, which gitlab-ci-local reads by git and GitLab by itself. */
  private Map<String, String> gitLogin() {
    String gitlab = cloud.gitlab().uri().toString() + "/";
    String withToken =
        gitlab.replace("://", "://user:" + cloud.gitlab().token("read_repository") + "@");
    return Map.of(
        "GIT_CONFIG_COUNT",
        "1",
        "GIT_CONFIG_KEY_0",
        "url." + withToken + ".insteadOf",
        "GIT_CONFIG_VALUE_0",
        gitlab);
  }

  private JsonNode job(String name) {
    String output = onBranch().run("--preview").output();
    Object pipeline = new Yaml().load(output.substring(output.indexOf("---\n")));
    JsonNode job = new ObjectMapper().valueToTree(pipeline).path(name);
    assertThat(job.isObject()).as(output).isTrue();
    return job;
  }
}
