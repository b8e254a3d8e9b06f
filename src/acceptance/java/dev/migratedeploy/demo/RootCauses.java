package dev.migratedeploy.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.localcloud.aws.AwsError;
import dev.migratedeploy.localcloud.aws.Fault;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All that is known to go wrong, each as it happens in AWS or in the database. */
public final class RootCauses {
  private static final String PULL =
      "CannotPullContainerError: pull image manifest has been"
          + " retried 5 time(s): failed to resolve ref registry.example.com/flyway@sha256:8620: ";
  private static final String RESOURCES =
      "ResourceInitializationError: unable to pull secrets or registry auth: execution resource"
          + " retrieval failed: unable to retrieve ";

  private static final String GONE = "0e0e0e0e0e0e4e0e8e0e0e0e0e0e0e0e";

  private RootCauses() {}

  /** Those with these words in their titles; all of them for {@code true}. */
  static List<RootCause> named(String words) {
    String wanted = words.toLowerCase(Locale.ROOT);
    return wanted.isEmpty() || wanted.equals("true")
        ? all()
        : all().stream()
            .filter(cause -> cause.title().toLowerCase(Locale.ROOT).contains(wanted))
            .toList();
  }

  public static List<RootCause> all() {
    return Stream.of(neverStarted(), ended(), ofFlyway(), ofLogs()).flatMap(List::stream).toList();
  }

  /** The container never runs. */
  private static List<RootCause> neverStarted() {
    return List.of(
        start(
            "the image is not in the registry",
            PULL + "not found",
            "the registry does not have it",
            "image.repository"),
        start(
            "the image may not be pulled",
            PULL + "unexpected status from HEAD request: 403 Forbidden",
            "the registry denies access",
            "AmazonECSTaskExecutionRolePolicy"),
        start(
            "the subnet has no route to ECR",
            RESOURCES
                + "ecr registry auth: RequestError: send request failed caused by: Post \"https://api.ecr.eu-west-1.amazonaws.com/\": dial tcp 52.1.2.3:443: i/o timeout",
            "no route to the registry",
            "NAT gateway"),
        start(
            "the subnet has no route to ECR, in ECS' words of today",
            "ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. RequestError: send request failed caused by: Post \"https://api.ecr.eu-west-1.amazonaws.com/\": dial tcp 52.1.2.3:443: i/o timeout",
            "no route to the registry",
            "NAT gateway"),
        start(
            "the image is for another architecture",
            "CannotPullContainerError: pull image manifest has been retried 7 time(s): image Manifest does not contain descriptor matching platform 'linux/amd64'.",
            "no variant for the architecture of the task",
            "runtimePlatform.cpuArchitecture"),
        start(
            "a sidecar's image is over Docker Hub's limit",
            PULL
                + "429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.",
            "limit on pulls is reached",
            "repositoryCredentials"),
        start(
            "the disk of the task is full",
            "CannotPullContainerError: ref pull has been retried 1 time(s): failed to extract layer: write /var/lib/containerd/a: no space left on device: unknown",
            "no space is left",
            "ephemeralStorage"),
        start(
            "a secret does not have the key that is asked for",
            RESOURCES
                + "secret from asm: service call has been retried 1 time(s): retrieved secret from Secrets Manager did not contain json key FLYWAY_PASSWORD",
            "does not have the key",
            "valueFrom"),
        start(
            "the subnet has no route to CloudWatch Logs",
            "ResourceInitializationError: failed to validate logger args: The task cannot find the Amazon CloudWatch log group defined in the task definition. There is a connection issue between the task and Amazon CloudWatch. Check your network configuration. : signal: killed",
            "no route to CloudWatch Logs",
            "NAT gateway"),
        new RootCause(
            "no instance has what the task definition requires",
            stage -> stage.faults().always("RunTask", Fault.refuseTask("ATTRIBUTE")),
            2,
            List.of(
                "no instance of the cluster has an attribute that the task definition requires",
                "it requires ",
                "logging-driver.awslogs",
                "REFUSED")),
        new RootCause(
            "the cluster has too many tasks in PROVISIONING for a moment",
            stage ->
                stage
                    .faults()
                    .next(
                        "RunTask",
                        1,
                        Fault.error(
                            AwsError.client("Tasks provisioning capacity limit exceeded."))),
            0,
            List.of("as many tasks in PROVISIONING as ECS allows", "trying again", "APPLIED")),
        new RootCause(
            "ECS cannot assume the task's role",
            stage ->
                stage
                    .faults()
                    .always(
                        "RunTask",
                        Fault.error(
                            AwsError.client(
                                "ECS was unable to assume the role 'arn:aws:iam::123456789012:role/exec' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role."))),
            2,
            List.of("ECS cannot assume a role of the task", "ecs-tasks.amazonaws.com")),
        new RootCause(
            "the task definition is for Windows",
            stage ->
                stage
                    .faults()
                    .always(
                        "DescribeTaskDefinition",
                        Fault.edit(
                            answer ->
                                ((ObjectNode) answer.path("taskDefinition"))
                                    .putObject("runtimePlatform")
                                    .put("operatingSystemFamily", "WINDOWS_SERVER_2022_CORE"))),
            2,
            List.of("is for WINDOWS_SERVER_2022_CORE", "operatingSystemFamily")),
        start(
            "a secret may not be read",
            RESOURCES
                + "secret from asm: AccessDeniedException: not authorized to perform: secretsmanager:GetSecretValue",
            "access is denied",
            "secretsmanager:GetSecretValue"),
        start(
            "a secret does not exist",
            RESOURCES
                + "secret from asm: ResourceNotFoundException: Secrets Manager can't find the specified secret.",
            "a secret of the task definition does not exist",
            "create the secret"),
        start(
            "the log group does not exist",
            "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.",
            "the log group of the task definition does not exist",
            "awslogs-create-group"),
        start(
            "Fargate has no capacity after RunTask",
            "Capacity is unavailable at this time. Please try again later or in a different availability zone",
            "there is no capacity",
            "name more subnets"),
        start(
            "the subnet has no free address",
            "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0a1b2c3d': InsufficientFreeAddressesInSubnet",
            "no network interface",
            "free addresses"),
        new RootCause(
            "the cluster has no room",
            stage -> stage.faults().always("RunTask", Fault.refuseTask("RESOURCE:MEMORY")),
            3,
            List.of(
                "has no room for the task: RESOURCE:MEMORY",
                "trying again for 30 s",
                "retry is safe")),
        new RootCause(
            "RunTask is throttled",
            stage -> stage.faults().always("RunTask", Fault.error(AwsError.throttling())),
            3,
            List.of("Rate exceeded", "retry the job")),
        new RootCause(
            "the subnet does not exist",
            stage ->
                stage
                    .faults()
                    .always(
                        "RunTask",
                        Fault.error(
                            AwsError.invalidParameter(
                                "Error retrieving subnet information for [subnet-0a1b2c3d]: The subnet ID 'subnet-0a1b2c3d' does not exist (ErrorCode: InvalidSubnetID.NotFound)"))),
            2,
            List.of("InvalidSubnetID.NotFound", "correct subnets and security-groups")),
        new RootCause(
            "the security group does not exist",
            stage ->
                stage
                    .faults()
                    .always(
                        "RunTask",
                        Fault.error(
                            AwsError.invalidParameter(
                                "Error retrieving security group information for [sg-0c2d4e6f]: The security group 'sg-0c2d4e6f' does not exist (ErrorCode: InvalidGroup.NotFound)"))),
            2,
            List.of("InvalidGroup.NotFound", "correct subnets and security-groups")),
        new RootCause(
            "RunTask is not allowed",
            stage ->
                stage.faults().always("RunTask", Fault.error(AwsError.accessDenied("ecs:RunTask"))),
            2,
            List.of(
                "not authorized to perform: ecs:RunTask", "allow ecs:RunTask, and iam:PassRole")),
        new RootCause(
            "no answer of RunTask ever comes, nor a list of tasks",
            RootCauses::loseEverything,
            4,
            List.of("a task may have been started anyway", "migrate-deploy logs --env")),
        new RootCause(
            "the container is not in the task definition",
            stage -> stage.settings("container: liquibase"),
            2,
            List.of("liquibase", "container")));
  }

  /** The container runs, and is ended by something else than Flyway. */
  private static List<RootCause> ended() {
    return List.of(
        stopped(
            "the container runs out of memory",
            "EssentialContainerExited",
            "Essential container in task exited",
            137,
            "OutOfMemoryError: Container killed due to memory usage",
            1,
            "the container ran out of memory",
            "more memory"),
        stopped(
            "Spot takes the capacity away",
            "SpotInterruption",
            "Your Spot Task was interrupted.",
            143,
            "",
            1,
            "AWS took the capacity away",
            "not on Spot"),
        stopped(
            "a user stops the task",
            "UserInitiated",
            "Task stopped by user",
            143,
            "",
            1,
            "the task was stopped by a user while the container ran",
            "CloudTrail"),
        stopped(
            "the host goes away",
            "InfrastructureHealth",
            "Host EC2 (instance i-0abc) terminated.",
            -1,
            "",
            4,
            "the host of the container failed",
            "migrate-deploy info --env"),
        stopped(
            "ECS forgets the exit code",
            "EssentialContainerExited",
            "Essential container in task exited",
            -1,
            "",
            4,
            "ECS has no exit code",
            "migrate-deploy info --env"),
        new RootCause(
            "the log loses lines",
            stage -> stage.aws().logs().loseLines(line -> line.contains("Schema history table")),
            0,
            List.of("APPLIED", "lines, the others never came", "log driver")));
  }

  /** What Flyway or the database says. */
  private static List<RootCause> ofFlyway() {
    return List.of(
        new RootCause(
            "a script fails",
            stage ->
                stage.script(
                    "V2__milk.sql",
                    "CREATE TABLE milk (name text);\n\nALTER TABLE mlik\n  ADD COLUMN fat int;\n"),
            1,
            List.of(
                "V2__milk.sql, line 3",
                "relation \"mlik\" does not exist",
                "version 1; V1__tea.sql applied by this run; V2__milk.sql was rolled back",
                "fix the script and push; nothing needs repair")),
        new RootCause(
            "a script was edited after it was applied",
            RootCauses::editAfterwards,
            1,
            List.of("checksum mismatch", "put the change into a new script")),
        new RootCause(
            "a failed script left its row behind",
            RootCauses::leaveAFailedRow,
            1,
            List.of(
                "V2__index.sql failed in this database",
                "then run migrate-deploy repair --env cause")),
        new RootCause(
            "a script fails outside of a transaction",
            RootCauses::failOutsideOfATransaction,
            1,
            List.of(
                "V2__milk.sql, line 2",
                "version 1; V1__tea.sql applied by this run; V2__milk.sql was not rolled back and may be half-applied",
                "if migrate-deploy info --env cause",
                "shows it as Failed, run migrate-deploy repair --env cause")),
        new RootCause(
            "repair after a script that failed outside of a transaction",
            stage -> {
              failOutsideOfATransaction(stage);
              stage.run();
              stage.command("repair");
            },
            0,
            List.of("REPAIRED  nothing needed repair")),
        new RootCause(
            "plan after a script that failed outside of a transaction",
            stage -> {
              failOutsideOfATransaction(stage);
              stage.run();
              stage.command("plan");
            },
            0,
            List.of(
                "V2__milk.sql runs outside of a transaction",
                "the schema history may not show it")),
        new RootCause(
            "the schema holds tables that Flyway did not make",
            stage -> stage.database().execute(stage.environment(), "CREATE TABLE older (id int)"),
            1,
            List.of("Found non-empty schema", "-baselineVersion=0", "the highest script is V1")),
        new RootCause(
            "a script comes too late", RootCauses::comeTooLate, 1, List.of("-outOfOrder=true")),
        new RootCause(
            "Flyway does not get its lock",
            RootCauses::holdTheLock,
            1,
            List.of("advisory lock", "another session holds Flyway's lock")),
        new RootCause(
            "the database cannot be reached",
            stage ->
                stage.passingOn("-url=jdbc:postgresql://127.0.0.1:1/orders", "-connectRetries=0"),
            1,
            List.of("Unable to obtain connection", "the task's security group reaches")),
        new RootCause(
            "the database refuses the login",
            stage -> stage.passingOn("-user=nobody", "-connectRetries=0"),
            1,
            List.of("password authentication failed", "check the user and the password")));
  }

  /** What is asked for cannot be shown. */
  private static List<RootCause> ofLogs() {
    return List.of(
        new RootCause(
            "the log driver is not awslogs",
            RootCauses::logElsewhere,
            0,
            List.of(
                "goes to the log driver splunk: it is not shown here", "APPLIED", "Log not shown")),
        new RootCause(
            "the log group is of class INFREQUENT_ACCESS",
            stage ->
                stage
                    .faults()
                    .always(
                        "GetLogEvents",
                        Fault.error(
                            AwsError.of(
                                400,
                                "InvalidOperationException",
                                "The log group /ecs/flyway is of log-group-class INFREQUENT_ACCESS. GetLogEvents is not supported for this log class."))),
            0,
            List.of("APPLIED", "is of class INFREQUENT_ACCESS, which GetLogEvents cannot read")),
        new RootCause(
            "logs is asked for a task of another cluster",
            stage ->
                stage
                    .command("logs")
                    .naming("arn:aws:ecs:eu-west-1:123456789012:task/billing/" + GONE),
            2,
            List.of("the task is one of cluster billing", "is on cluster cause")),
        new RootCause(
            "logs is asked for a task that is long gone",
            stage -> stage.command("logs").naming(GONE),
            2,
            List.of(
                "there is no task " + GONE + " of environment", "its log is still in CloudWatch")));
  }

  private static void logElsewhere(Stage stage) {
    stage
        .faults()
        .always(
            "DescribeTaskDefinition",
            Fault.edit(
                answer ->
                    ((ObjectNode) answer.at("/taskDefinition/containerDefinitions/0"))
                        .putObject("logConfiguration")
                        .put("logDriver", "splunk")));
  }

  private static RootCause start(String title, String reason, String cause, String next) {
    return new RootCause(
        title,
        stage -> stage.aws().ecs().failNextStart(reason),
        3,
        List.of("NOT STARTED", cause, next, "nothing was applied"));
  }

  private static RootCause stopped(
      String title,
      String code,
      String reason,
      int exitCode,
      String ofContainer,
      int verdict,
      String cause,
      String next) {
    Consumer<ObjectNode> change =
        answer ->
            answer
                .path("tasks")
                .forEach(task -> end((ObjectNode) task, code, reason, exitCode, ofContainer));
    return new RootCause(
        title,
        stage -> stage.faults().always("DescribeTasks", Fault.edit(change)),
        verdict,
        List.of(cause, next));
  }

  private static void end(
      ObjectNode task, String code, String reason, int exitCode, String ofContainer) {
    if (!task.path("lastStatus").asText().equals("STOPPED")) {
      task.path("containers").forEach(container -> ((ObjectNode) container).remove("exitCode"));
      return;
    }
    task.put("stopCode", code).put("stoppedReason", reason);
    ObjectNode container = (ObjectNode) task.path("containers").get(0);
    container.put("exitCode", exitCode);
    if (exitCode < 0) {
      container.remove("exitCode");
    }
    if (!ofContainer.isEmpty()) {
      container.put("reason", ofContainer);
    }
  }

  private static void loseEverything(Stage stage) {
    stage
        .faults()
        .always("RunTask", Fault.loseAnswer())
        // The turn is looked for before; what is asked after that is lost.
        .next("ListTasks", 3, (input, work) -> work.run())
        .always("ListTasks", Fault.reset());
  }

  private static void editAfterwards(Stage stage) {
    stage.run();
    stage.script("V1__tea.sql", "CREATE TABLE tea (name text, origin text);\n").command("validate");
  }

  private static void failOutsideOfATransaction(Stage stage) {
    stage
        .script("V2__milk.sql", "CREATE TABLE milk (name text);\nSELECT mlik;\n")
        .script("V2__milk.sql.conf", "executeInTransaction=false\n");
  }

  private static void leaveAFailedRow(Stage stage) {
    stage.passingOn("-postgresql.transactional.lock=false");
    stage.script("V2__index.sql", "CREATE INDEX CONCURRENTLY tea_origin ON tea (origin);\n").run();
    stage.script("V2__index.sql", "CREATE INDEX CONCURRENTLY tea_name ON tea (name);\n");
  }

  private static void comeTooLate(Stage stage) {
    stage.script("V3__cups.sql", "CREATE TABLE cups (id int);\n").run();
    stage.script("V2__milk.sql", "CREATE TABLE milk (name text);\n");
  }

  private static void holdTheLock(Stage stage) {
    stage.holding(stage.database().holdFlywaysLock(stage.environment()));
    stage.passingOn("-lockRetryCount=1");
  }
}
