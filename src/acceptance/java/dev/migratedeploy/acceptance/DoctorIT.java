package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.RunningTool;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.LocalDatabase;
import dev.migratedeploy.localcloud.aws.AwsError;
import dev.migratedeploy.localcloud.aws.Call;
import dev.migratedeploy.localcloud.aws.Fault;
import dev.migratedeploy.localcloud.registry.LoggedRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The doctor, on an environment that is well and on ones that are not. */
class DoctorIT extends EndToEnd {
  private static final Map<String, String> SCRIPTS = Map.of("V1__tea.sql", "CREATE TABLE tea();");

  @AfterEach
  void mend() {
    cloud.aws().faults().clear();
    cloud.aws().sts().webIdentities(token -> true);
    cloud.aws().ecs().defaultLogDriverMode("non-blocking");
  }

  @Test
  void anEnvironmentThatIsWellIsReadyWithALineForEachPrecondition() {
    ToolProcess.Result result = doctor(job(settings()));

    assertExit(
        result,
        0,
        "ok       connection       no proxy",
        "ok       settings         can be read; environments: " + environment,
        "ok       variables        those of GitLab are complete, for shop/orders",
        "ok       scripts          1 in db-migrations/scripts",
        "ok       GitLab token     GITLAB_TOKEN \"ci\", scopes read_api, expires on 2099-12-31",
        "ok       deployments      none to " + environment,
        "ok       commit           can be read; files in db-migrations/scripts: 1",
        "ok       AWS identity     arn:aws:iam::123456789012:user/local, account 123456789012",
        "ok       role             none in the settings",
        "ok       base image       ",
        "ok       push             ",
        "ok       cluster          " + environment + " is there",
        "ok       task definition  flyway-" + environment + ":1 is there",
        "ok       container        flyway migrates",
        "ok       network          subnets subnet-0a1b2c3d, security groups sg-0c2d4e6f",
        "ok       log driver       awslogs, blocking",
        "ok       log group        /ecs/flyway is there",
        "ok       secrets          the container gets FLYWAY_PASSWORD",
        "ok       execution role   arn:aws:iam::123456789012:role/ecs-execution",
        "ok       credentials      none in the container's plain environment",
        "ok       other migration  none is running",
        "ok       pull             each task pulls ",
        "Result   READY  all 22 checks passed",
        "Next     migrate-deploy --env " + environment);
    assertThat(result.output()).doesNotContain("warning", "error");
  }

  @Test
  void itChangesNothingAndLeavesNothingBehind() throws Exception {
    Project.Job job = job(settings());
    int calls = cloud.aws().calls().all().size();
    int requests = cloud.registry().requests().size();
    List<String> tags = cloud.registry().tags("flyway");

    assertExit(doctor(job), 0);

    assertThat(cloud.aws().calls().all().subList(calls, cloud.aws().calls().all().size()))
        .extracting(Call::operation)
        .allMatch(operation -> operation.matches("(Get|List|Describe).*"));
    List<LoggedRequest> pushes =
        cloud.registry().requests().stream()
            .skip(requests)
            .filter(request -> !request.method().matches("GET|HEAD"))
            .filter(request -> request.status() < 400)
            .toList();
    assertThat(pushes).extracting(LoggedRequest::method).containsExactly("POST", "DELETE");
    assertThat(cloud.registry().tags("flyway")).isEqualTo(tags);
    assertThat(Files.exists(job.directory().resolve("migrate-deploy-report"))).isFalse();
  }

  @Test
  void everyErrorIsToldAndTheChecksBehindItAreMadeAllTheSame() {
    Project.Job job = job(settings().replace("cluster: " + environment, "cluster: nowhere"));
    job.variables().put("GITLAB_TOKEN", cloud.gitlab().token("read_user"));
    job.variables().put("FLYWAY_BASE_IMAGE", cloud.registry().authority() + "/flyway/flyway:99");
    job.variables().put("DOCKER_AUTH_CONFIG", "{}");

    ToolProcess.Result result = doctor(job);

    assertExit(
        result,
        2,
        "error    GitLab token     GITLAB_TOKEN \"ci\" has the scopes read_user, not read_api",
        "create a project access token",
        "error    deployments",
        "error    base image",
        "error    push",
        "DOCKER_AUTH_CONFIG",
        "error    cluster          there is no cluster nowhere",
        "→ correct cluster or region in the settings",
        "ok       task definition",
        "ok       log group",
        "skipped  other migration  not checked",
        "→ fix first: cluster",
        "skipped  pull             not checked",
        "→ fix first: base image",
        "Result   REFUSED  6 of 22 checks would end a deploy",
        "Next     fix the items marked");
  }

  @Test
  void aTemplateThatMayLoseLinesAndShowsItsPasswordIsWarnedOf() {
    cloud
        .aws()
        .ecs()
        .registerTaskDefinition(
            """
            {"family": "plain-%s", "networkMode": "awsvpc", "cpu": "256", "memory": "512",
             "requiresCompatibilities": ["FARGATE"],
             "containerDefinitions": [{
               "name": "flyway", "image": "flyway/flyway:12",
               "environment": [
                 {"name": "FLYWAY_URL", "value": "jdbc:postgresql://db/x?user=a&password=hunter2"},
                 {"name": "FLYWAY_PASSWORD", "value": "hunter2"},
                 {"name": "FLYWAY_USER", "value": "orders"}],
               "logConfiguration": {"logDriver": "awslogs", "options": {
                 "awslogs-group": "/ecs/none", "awslogs-region": "eu-west-1",
                 "awslogs-stream-prefix": "migrate"}}}]}
            """
                .formatted(environment));

    ToolProcess.Result result =
        doctor(
            job(
                settings()
                    .replace("flyway-" + environment, "plain-" + environment)
                    .replace("security-groups: [sg-0c2d4e6f]", "protected: true")));

    assertExit(
        result,
        2,
        "warning  network          subnets subnet-0a1b2c3d, and no security group",
        "warning  log driver       awslogs, non-blocking by the account's defaultLogDriverMode",
        "error    protection       the environment " + environment + " is protected",
        "warning  secrets          the container flyway gets no secret",
        "warning  credentials      FLYWAY_URL, FLYWAY_PASSWORD are in the container's plain",
        "error    log group        there is no log group /ecs/none",
        "→ aws logs create-log-group --log-group-name /ecs/none --region eu-west-1");
    assertThat(result.output()).doesNotContain("hunter2");
  }

  @Test
  void whatMayNotBeReadIsAWarningWithThePermissionThatMendsIt() {
    cloud
        .aws()
        .faults()
        .always("GetLogEvents", Fault.error(AwsError.accessDenied("logs:GetLogEvents")));

    assertExit(
        doctor(job(settings())),
        0,
        "warning  log group        cannot tell whether /ecs/flyway is there",
        "→ allow logs:GetLogEvents on its streams (/ecs/flyway:*)",
        "Result   READY  21 of 22 checks passed, 1 warning");
  }

  @Test
  void anEnvironmentWithManyDatabasesIsComparedWithWhatTheAccountHasRoomFor() {
    cloud.aws().ecs().vcpuQuota(1);
    cloud.aws().ec2().freeAddresses("subnet-0a1b2c3d", 4);
    try {
      assertExit(
          doctor(job(fleet())),
          0,
          "ok       targets          12 databases in 2 waves",
          "ok       tasks            12 databases in 6 tasks: canary 2 in 1, rest 10 in 5",
          "warning  vCPUs            5 tasks at once need 1.25 vCPUs (0.25 each), and the account's"
              + " quota is 1: 4 run at once",
          "warning  addresses        5 tasks at once need one each; free: 4 in subnet-0a1b2c3d",
          "ok       connections      15 at most: 5 tasks at once, 3 each; for each host: 6 to a and"
              + " b",
          "ok       many logs        those of 100 tasks can be read in one call",
          "Result   READY  26 of 28 checks passed, 2 warnings");
    } finally {
      cloud.aws().ecs().vcpuQuota(4_000);
    }
  }

  @Test
  void whatAFleetsJobMayNotLookAtIsSkippedWithTheRightThatItLacks() {
    cloud
        .aws()
        .faults()
        .always(
            "GetServiceQuota", Fault.error(AwsError.accessDenied("servicequotas:GetServiceQuota")))
        .always(
            "DescribeSubnets",
            Fault.error(AwsError.of(403, "UnauthorizedOperation", "You are not authorized.")))
        .always("FilterLogEvents", Fault.error(AwsError.accessDenied("logs:FilterLogEvents")));

    assertExit(
        doctor(job(fleet())),
        0,
        "skipped  vCPUs            not checked: this job may not call"
            + " servicequotas:GetServiceQuota",
        "→ allow servicequotas:GetServiceQuota",
        "skipped  addresses        not checked: this job may not call ec2:DescribeSubnets",
        "warning  many logs        the logs of the tasks are read one by one",
        "→ allow logs:FilterLogEvents on the log group");
  }

  @Test
  void aListOfDatabasesThatCannotBeReadIsAnErrorOfItsOwn() {
    assertExit(
        doctor(job(settings() + "    targets: {from: none.yml, environment: {FLYWAY_URL: x}}\n")),
        2,
        "error    targets ",
        "skipped  scripts          not checked",
        "skipped  tasks            not checked");
  }

  /** Twelve databases on two servers. */
  private String fleet() {
    StringBuilder targets = new StringBuilder();
    for (int n = 0; n < 12; n++) {
      targets.append(
          "        - {name: t%d, host: %s, tier: %s}\n"
              .formatted(n, n % 2 == 0 ? "a" : "b", n < 2 ? "canary" : "other"));
    }
    return settings()
        + "    targets:\n      from:\n"
        + targets
        + """
              environment: {FLYWAY_URL: "jdbc:postgresql://${target.host}/${target.name}"}
              per-task: 2
              parallel: 6
              at-most: {host: 2}
              waves:
                - {name: canary, match: {tier: canary}}
                - {name: rest}
        """;
  }

  @Test
  void theAccountsDefaultModeOfLogDriversCounts() {
    withoutLogMode();
    cloud.aws().ecs().defaultLogDriverMode("blocking");

    assertExit(
        doctor(job(settings())),
        0,
        "ok       log driver       awslogs, blocking by the account's defaultLogDriverMode");
  }

  @Test
  void whereTheAccountMayNotBeAskedTheWarningSaysSo() {
    withoutLogMode();
    cloud
        .aws()
        .faults()
        .always(
            "ListAccountSettings", Fault.error(AwsError.accessDenied("ecs:ListAccountSettings")));

    assertExit(
        doctor(job(settings())),
        0,
        "warning  log driver       awslogs without mode=blocking may drop lines when they come"
            + " fast, unless the account's defaultLogDriverMode is blocking (not checked");
  }

  @Test
  void aCapacityProviderThatTheClusterDoesNotHaveIsAnError() {
    String other = settings().replace("cluster:", "capacity-provider: on-demand\n    cluster:");

    assertExit(
        doctor(job(other)),
        2,
        "error    capacity         the cluster " + environment + " does not have on-demand",
        "it has: FARGATE, FARGATE_SPOT");
  }

  @Test
  void whoMayNotLookAtTheClusterIsToldThatTheCapacityProviderIsNotChecked() {
    cloud
        .aws()
        .faults()
        .always("DescribeClusters", Fault.error(AwsError.accessDenied("ecs:DescribeClusters")));

    assertExit(
        doctor(job(settings().replace("cluster:", "capacity-provider: FARGATE\n    cluster:"))),
        0,
        "ok       capacity         FARGATE; not checked");
  }

  @Test
  void aRevisionThatWasDeregisteredIsAWarning() {
    cloud
        .aws()
        .faults()
        .always(
            "DescribeTaskDefinition",
            Fault.edit(
                answer -> ((ObjectNode) answer.path("taskDefinition")).put("status", "INACTIVE")));

    assertExit(
        doctor(job(settings())),
        0,
        "warning  task definition  flyway-" + environment + ":1 is INACTIVE");
  }

  @Test
  void aLogGroupThatNobodyCanReadIsAWarning() {
    cloud.aws().logs().createInfrequentAccessGroup("/ecs/rarely");
    cloud
        .aws()
        .faults()
        .always(
            "DescribeTaskDefinition",
            Fault.edit(answer -> logOptions(answer).put("awslogs-group", "/ecs/rarely")));

    assertExit(
        doctor(job(settings())),
        0,
        "warning  log group        /ecs/rarely is of class INFREQUENT_ACCESS",
        "class STANDARD");
  }

  private void withoutLogMode() {
    cloud
        .aws()
        .faults()
        .always("DescribeTaskDefinition", Fault.edit(answer -> logOptions(answer).remove("mode")));
  }

  private static ObjectNode logOptions(ObjectNode answer) {
    return (ObjectNode)
        answer.at("/taskDefinition/containerDefinitions/0/logConfiguration/options");
  }

  @Test
  void aRoleThatIsNotGivenSaysTheClaimsThatItsTrustPolicyMustAccept() {
    cloud.aws().sts().webIdentities(token -> false);
    Project.Job job =
        job(
            settings()
                .replace(
                    "cluster:", "role-arn: arn:aws:iam::123456789012:role/migrate\n    cluster:"));
    job.variables().put("MIGRATE_DEPLOY_ID_TOKEN", idToken());

    ToolProcess.Result result = doctor(job);

    assertExit(
        result,
        2,
        "error    role             could not assume arn:aws:iam::123456789012:role/migrate with"
            + " the job's ID token: The web identity token",
        "the token says iss https://gitlab.example.com,"
            + " sub project_path:shop/orders:ref_type:branch:ref:main, aud sts.amazonaws.com",
        "skipped  cluster          not checked",
        "→ fix first: role");
    assertThat(result.output()).doesNotContain(idToken());
  }

  @Test
  void aRoleThatIsTakenOnIsNamed() {
    Project.Job job =
        job(
            settings()
                .replace(
                    "cluster:", "role-arn: arn:aws:iam::123456789012:role/migrate\n    cluster:"));
    job.variables().put("MIGRATE_DEPLOY_ID_TOKEN", idToken());

    assertExit(
        doctor(job),
        0,
        "ok       AWS identity     arn:aws:sts::123456789012:assumed-role/migrate/",
        "ok       role             arn:aws:iam::123456789012:role/migrate, assumed with the job's"
            + " ID token");
  }

  @Test
  void aJobTokenAloneIsEnough() {
    Project.Job job = job(settings());
    job.variables().remove("GITLAB_TOKEN");

    assertExit(
        doctor(job),
        0,
        "ok       GitLab token     CI_JOB_TOKEN of the job migrate-deploy",
        "ok       commit           can be read");
  }

  @Test
  void aFineGrainedTokenIsJudgedByWhatItOpens() {
    Project.Job job = job(settings());
    job.variables()
        .put(
            "GITLAB_TOKEN",
            cloud
                .gitlab()
                .fineGrainedToken(
                    "Personal Access Token: Read", "Deployment: Read", "Repository: Read"));

    assertExit(
        doctor(job),
        0,
        "ok       GitLab token     GITLAB_TOKEN \"ci\", scopes granular",
        "ok       deployments",
        "ok       commit           can be read");

    job.variables()
        .put(
            "GITLAB_TOKEN",
            cloud.gitlab().fineGrainedToken("Deployment: Read", "Repository: Read"));
    assertExit(doctor(job), 0, "warning  GitLab token", "ok       deployments", "ok       commit");
  }

  @Test
  void aFineGrainedTokenWithoutAPermissionIsToldWhichOne() {
    Project.Job job = job(settings());
    job.variables().put("GITLAB_TOKEN", cloud.gitlab().fineGrainedToken("Repository: Read"));

    assertExit(
        doctor(job),
        2,
        "error    deployments",
        "project permissions: [Deployment: Read]",
        "→ make another fine-grained token");
  }

  @Test
  void aTokenThatSoonExpiresIsWarnedOf() {
    LocalDate soon = LocalDate.now(ZoneOffset.UTC).plusDays(3);
    Project.Job job = job(settings());
    job.variables().put("GITLAB_TOKEN", cloud.gitlab().tokenUntil(soon, "read_api"));

    assertExit(doctor(job), 0, "warning  GitLab token", "expires on " + soon, "→ rotate it");
  }

  @Test
  void aTokenThatExpiresWithinTheGivenDaysIsAnError() {
    LocalDate later = LocalDate.now(ZoneOffset.UTC).plusDays(20);
    Project.Job job = job(settings());
    job.variables().put("GITLAB_TOKEN", cloud.gitlab().tokenUntil(later, "read_api"));
    job.variables().put("MIGRATE_DEPLOY_EXPIRES_WITHIN", "19d");
    assertExit(doctor(job), 0, "ok       GitLab token");
    // It ends with the beginning of its day, so less than twenty days are left.
    job.variables().put("MIGRATE_DEPLOY_EXPIRES_WITHIN", "20");

    assertExit(doctor(job), 2, "error    GitLab token", "expires on " + later, "→ rotate it");
  }

  @Test
  void aTokenThatIsNotThereIsAnErrorIfItsExpiryIsAskedFor() {
    Project.Job job = job(settings());
    job.variables().remove("GITLAB_TOKEN");
    job.variables().put("MIGRATE_DEPLOY_EXPIRES_WITHIN", "14d");

    assertExit(
        doctor(job),
        2,
        "error    GitLab token     GITLAB_TOKEN is not set",
        "set only for branches that are protected");
  }

  @Test
  void whoWouldBeToldIsSaidWithoutTheAddressAndNothingIsSent() {
    Project.Job job =
        job(
            settings()
                + "notify:\n"
                + "  - {to: slack, url: '${CHAT}', verdicts: [FAILED]}\n"
                + "  - {to: teams, url: '${NOT_SET}'}\n");
    job.variables().put("CHAT", "https://hooks.example.com/services/T0/very-secret");

    ToolProcess.Result result = doctor(job);

    assertExit(
        result,
        0,
        "ok       messages         slack ($CHAT) is notified of FAILED",
        "warning  messages         teams ($NOT_SET) would not be notified: the variable NOT_SET is"
            + " not");
    assertThat(result.output()).doesNotContain("hooks.example.com", "very-secret");
  }

  @Test
  void settingsThatCannotBeReadStillLetGitLabBeAsked() {
    assertExit(
        doctor(job("image: {base: flyway/flyway:12}\n")),
        2,
        "error    settings",
        "image.repository",
        "ok       GitLab token",
        "skipped  cluster          not checked");
  }

  @Test
  void outsideOfAJobAwsIsLookedAtAllTheSame() {
    Project.Job job = job(settings());
    job.variables().keySet().removeIf(name -> name.startsWith("CI_"));

    assertExit(
        doctor(job),
        2,
        "error    variables        could not read GitLab's variables",
        "skipped  GitLab token     not checked",
        "ok       push",
        "ok       log group",
        "skipped  other migration  not checked",
        "→ fix first: variables");
  }

  @Test
  void quietTellsTheTroublesAlone() {
    ToolProcess.Result result = doctor(job(settings()), "--quiet");

    assertThat(result.output().lines().filter(line -> !line.isBlank()))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("Result   READY");
  }

  @Test
  void asJsonItIsTheSameListAndNothingElse() throws Exception {
    Project.Job job = job(settings().replace("cluster: " + environment, "cluster: nowhere"));

    ToolProcess.Result result = doctor(job, "--json");

    JsonNode json = new ObjectMapper().readTree(result.output());
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(json.path("ready").asBoolean()).isFalse();
    assertThat(json.path("checks")).hasSize(22);
    List<String> wrong = new ArrayList<>();
    json.path("checks")
        .forEach(
            check -> {
              if (!check.path("status").asText().equals("ok")) {
                wrong.add(check.path("name").asText() + ": " + check.path("next").asText());
              }
            });
    assertThat(wrong).hasSize(2);
    assertThat(wrong.get(0)).startsWith("cluster: correct cluster or region");
  }

  @Test
  void aMigrationThatRunsIsNamed() {
    String sha = commit(Map.of("V1__slow.sql", LocalDatabase.SCRIPT_THAT_WAITS));
    try (LocalDatabase.Held lock = cloud.database().hold(environment)) {
      RunningTool deploy = project.launch(sha, environment).awaitLine("Migrating schema");

      assertExit(
          doctor(project.prepare(sha, environment)),
          0,
          "warning  other migration  task ",
          " is RUNNING",
          "→ a deploy waits for it; look at it with migrate-deploy logs --env " + environment);

      lock.close();
      assertExit(deploy.result(), 0);
    }
  }

  private Project.Job job(String settings) {
    return project.prepare(commit(settings, SCRIPTS), environment);
  }

  private ToolProcess.Result doctor(Project.Job job, String... options) {
    List<String> arguments = new ArrayList<>(List.of("doctor", "--env", environment));
    arguments.addAll(List.of(options));
    return tool.run(job.directory(), job.variables(), arguments);
  }

  private static String idToken() {
    String claims =
        """
        {"iss": "https://gitlab.example.com", "aud": "sts.amazonaws.com",
         "sub": "project_path:shop/orders:ref_type:branch:ref:main"}
        """;
    return "eyJhbGciOiJSUzI1NiJ9."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".c2lnbmF0dXJl";
  }
}
