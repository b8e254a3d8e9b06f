package dev.migratedeploy.localcloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** AWS' own command line checks its answers against the service models: a second opinion. */
@EnabledIf(value = "isInstalled", disabledReason = "aws is not on the path")
class AwsCommandLineIT {
  private final LocalAws aws = LocalAws.start(ProgramRuntime.echo());
  private final Path directory;

  AwsCommandLineIT(@TempDir Path directory) {
    this.directory = directory;
  }

  static boolean isInstalled() {
    return Arrays.stream(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "aws")));
  }

  @BeforeEach
  void prepare() {
    aws.ecs().createCluster("staging");
    aws.logs().createLogGroup(Definitions.LOG_GROUP);
  }

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void runsATaskAndReadsItsLog() throws Exception {
    Path definition = Files.writeString(directory.resolve("flyway.json"), Definitions.FLYWAY);
    String registered =
        aws("ecs", "register-task-definition", "--cli-input-json", "file://" + definition)
            .at("/taskDefinition/taskDefinitionArn")
            .asText();
    assertThat(aws("ecs", "describe-task-definition", "--task-definition", "flyway").toString())
        .contains(registered);
    JsonNode task =
        aws(
                "ecs",
                "run-task",
                "--cluster",
                "staging",
                "--task-definition",
                "flyway",
                "--launch-type",
                "FARGATE",
                "--started-by",
                "job/7",
                "--network-configuration",
                "awsvpcConfiguration={subnets=[subnet-1],securityGroups=[sg-1],assignPublicIp=DISABLED}",
                "--overrides",
                "{\"containerOverrides\": [{\"name\": \"flyway\", \"command\": [\"one\","
                    + " \"two\"]}]}")
            .at("/tasks/0");
    String arn = task.get("taskArn").asText();
    run("ecs", "wait", "tasks-stopped", "--cluster", "staging", "--tasks", arn);
    JsonNode stopped =
        aws("ecs", "describe-tasks", "--cluster", "staging", "--tasks", arn).at("/tasks/0");
    assertThat(stopped.get("stopCode").asText()).isEqualTo("EssentialContainerExited");
    assertThat(stopped.at("/containers/0/exitCode").asInt(-1)).isZero();
    assertThat(
            aws("ecs", "list-tasks", "--cluster", "staging", "--desired-status", "STOPPED")
                .at("/taskArns/0")
                .asText())
        .isEqualTo(arn);

    JsonNode events =
        aws(
            "logs",
            "get-log-events",
            "--log-group-name",
            Definitions.LOG_GROUP,
            "--log-stream-name",
            "migrate/flyway/" + Arns.lastPart(arn),
            "--start-from-head");
    assertThat(events.get("events").findValuesAsText("message")).containsExactly("one", "two");
    assertThat(
            aws("logs", "filter-log-events", "--log-group-name", Definitions.LOG_GROUP)
                .get("events")
                .findValuesAsText("message"))
        .containsExactly("one", "two");
  }

  @Test
  void findsLinesInManyStreams() throws Exception {
    aws.logs().append(Definitions.LOG_GROUP, "a", List.of("one", "[migrate-deploy] end exit=0"));
    aws.logs().append(Definitions.LOG_GROUP, "b", List.of("two"));
    String[] search = {
      "logs",
      "filter-log-events",
      "--log-group-name",
      Definitions.LOG_GROUP,
      "--log-stream-names",
      "a",
      "b"
    };
    assertThat(aws(search).get("events").findValuesAsText("logStreamName"))
        .containsExactly("a", "a", "b");
    assertThat(
            aws(and(search, "--filter-pattern", "\"[migrate-deploy] end\""))
                .get("events")
                .findValuesAsText("message"))
        .containsExactly("[migrate-deploy] end exit=0");
    assertThat(fail(and(search, "--filter-pattern", "[migrate-deploy] end")))
        .contains("(InvalidParameterException)");
    assertThat(fail(and(search, "none")))
        .contains("(ResourceNotFoundException)", "The specified log stream does not exist.");
  }

  @Test
  void knowsWhatTheAccountHasRoomFor() throws Exception {
    aws.ecs().vcpuQuota(6);
    aws.ec2().freeAddresses("subnet-1", 7);
    aws.ec2().freeAddresses("subnet-2", -1);
    assertThat(
            aws(
                    "service-quotas",
                    "get-service-quota",
                    "--service-code",
                    "fargate",
                    "--quota-code",
                    "L-3032A538")
                .at("/Quota/Value")
                .asDouble())
        .isEqualTo(6);
    assertThat(
            aws("ec2", "describe-subnets", "--subnet-ids", "subnet-1")
                .at("/Subnets/0/AvailableIpAddressCount")
                .asInt())
        .isEqualTo(7);
    assertThat(fail("ec2", "describe-subnets", "--subnet-ids", "subnet-2"))
        .contains("(InvalidSubnetID.NotFound)");
  }

  private static String[] and(String[] words, String... more) {
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }

  @Test
  void logsInToTheRegistry() throws Exception {
    assertThat(aws.ecr().accepts("AWS", run("ecr", "get-login-password").strip())).isTrue();
    assertThat(aws("ecr", "get-authorization-token").at("/authorizationData/0").size())
        .isEqualTo(3);
  }

  @Test
  void knowsWhoItIs() throws Exception {
    assertThat(aws("sts", "get-caller-identity").get("Arn").asText()).isEqualTo(Arns.user());
  }

  @Test
  void printsTheServicesOwnErrors() throws Exception {
    assertThat(fail("ecs", "describe-task-definition", "--task-definition", "nope"))
        .contains("(ClientException)", "Unable to describe task definition.");
    aws.faults()
        .always(
            "GetCallerIdentity",
            Fault.error(
                AwsError.of(403, "InvalidClientTokenId", "The security token is invalid.")));
    assertThat(fail("sts", "get-caller-identity"))
        .contains("(InvalidClientTokenId)", "The security token is invalid.");
  }

  private JsonNode aws(String... arguments) throws Exception {
    return Json.parse(run(arguments));
  }

  private String run(String... arguments) throws Exception {
    return output(true, arguments);
  }

  private String fail(String... arguments) throws Exception {
    return output(false, arguments);
  }

  private String output(boolean succeeds, String... arguments) throws Exception {
    Process process = start(arguments);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor() == 0)
        .as("success of %s, which printed %s", List.of(arguments), output)
        .isEqualTo(succeeds);
    return output;
  }

  private Process start(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("aws", "--output", "json", "--endpoint-url", aws.uri().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("AWS_ACCESS_KEY_ID", "AKIALOCAL");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "secret");
    builder.environment().put("AWS_DEFAULT_REGION", "eu-west-1");
    builder.environment().put("AWS_CONFIG_FILE", directory.resolve("none").toString());
    return builder.start();
  }
}
