package dev.migratedeploy.acceptance;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.LocalDatabase;
import dev.migratedeploy.localcloud.aws.Call;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The policy that {@code init} writes, against what the commands really ask of AWS. */
class PolicyIT extends EndToEnd {
  private static final String TEA = "CREATE TABLE tea (name text);";

  /** What no call to the local cloud shows, and why the policy must still hold it. */
  private static final Map<String, String> NOT_SEEN =
      Map.ofEntries(
          entry(
              "ecs:DeregisterTaskDefinition", "of two equal revisions that two jobs made at once"),
          entry("iam:PassRole", "checked within RegisterTaskDefinition and RunTask"),
          entry("ecs:TagResource", "checked within both, where they carry tags"),
          entry(
              "logs:FilterLogEvents",
              "the logs of many tasks in one call, in an environment with targets"),
          entry("ecr:GetAuthorizationToken", "the login to ECR, which the local registry is not"),
          entry(
              "ecr:BatchCheckLayerAvailability", "HEAD of a blob, in the registry's own protocol"),
          entry("ecr:BatchGetImage", "GET and HEAD of a manifest"),
          entry("ecr:GetDownloadUrlForLayer", "GET of a blob"),
          entry("ecr:InitiateLayerUpload", "POST of an upload"),
          entry("ecr:UploadLayerPart", "PATCH of an upload"),
          entry("ecr:CompleteLayerUpload", "PUT of an upload"),
          entry("ecr:PutImage", "PUT of a manifest"));

  /** What is asked and needs no permission of this policy. */
  private static final Map<String, String> NOT_NEEDED =
      Map.of(
          "sts:GetCallerIdentity", "everyone may ask who they are",
          "sts:AssumeRole", "without an ID token, by the policy of the identity before it",
          "sts:AssumeRoleWithWebIdentity", "what the role's trust policy allows");

  @Test
  void thePolicyAllowsWhatIsAskedAndNothingElse() throws Exception {
    int before = cloud.aws().calls().all().size();
    useEveryCommand();
    Set<String> asked = new TreeSet<>();
    cloud.aws().calls().all().stream()
        .skip(before)
        .map(PolicyIT::action)
        .filter(action -> !NOT_NEEDED.containsKey(action))
        .forEach(asked::add);

    Set<String> allowed = allowed();
    allowed.removeAll(NOT_SEEN.keySet());
    assertThat(allowed).isEqualTo(asked);
    assertThat(asked).contains("ecs:RunTask", "ecs:StopTask", "logs:GetLogEvents");
  }

  private void useEveryCommand() {
    String settings =
        settings()
            .replace(
                "cluster:",
                "role-arn: arn:aws:iam::123456789012:role/migrate\n    tags: {team: shop}\n   "
                    + " cluster:");
    String first = commit(settings, Map.of("V1__tea.sql", TEA));
    assertExit(run(first, "deploy"), 0);
    assertExit(run(first, "deploy", "--force"), 0);
    assertExit(run(first, "info"), 0);
    assertExit(run(first, "validate"), 0);
    assertExit(run(first, "repair"), 0);
    assertExit(run(first, "logs"), 0);
    assertExit(run(first, "doctor"), 0);
    String slow =
        commit(
            settings, Map.of("V1__tea.sql", TEA, "V2__slow.sql", LocalDatabase.SCRIPT_THAT_WAITS));
    try (LocalDatabase.Held lock = cloud.database().hold(environment)) {
      project
          .launch(slow, environment, "--on-cancel", "stop")
          .awaitLine("to version \"2 - slow\"")
          .cancel()
          .result();
    }
  }

  private ToolProcess.Result run(String sha, String command, String... options) {
    Project.Job job = project.prepare(sha, environment);
    job.variables().put("MIGRATE_DEPLOY_ID_TOKEN", "a.b.c");
    return tool.run(
        job.directory(),
        command.equals("deploy") ? job.variables() : job.verifying(),
        List.of(command, "--env", environment, options.length == 0 ? "--color=never" : options[0]));
  }

  private Set<String> allowed() throws Exception {
    Project.Job job = project.prepare(commit(settings(), Map.of()), environment);
    ToolProcess.Result init =
        tool.run(
            job.directory(),
            job.variables(),
            List.of(
                "init",
                "--env=staging",
                "--config=fresh/migrate-deploy.yml",
                "--account=123456789012",
                "--region=eu-west-1",
                "--subnets=subnet-1",
                "--security-groups=sg-1"));
    assertExit(init, 0);
    JsonNode policy =
        new ObjectMapper().readTree(job.directory().resolve("fresh/aws/policy.json").toFile());
    Set<String> actions = new TreeSet<>();
    for (JsonNode statement : policy.path("Statement")) {
      JsonNode action = statement.path("Action");
      if (action.isTextual()) {
        actions.add(action.asText());
      }
      action.forEach(one -> actions.add(one.asText()));
    }
    return actions;
  }

  private static String action(Call call) {
    return call.service() + ":" + call.operation();
  }
}
