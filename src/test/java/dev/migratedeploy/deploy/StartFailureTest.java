package dev.migratedeploy.deploy;

import static dev.migratedeploy.deploy.Sample.failedToStart;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.task.TaskState;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ECS' own wordings ("Stopped task errors" in its developer guide). */
class StartFailureTest {
  private static final String FAILED = "TaskFailedToStart";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve"
            + " ref 123456789012.dkr.ecr.eu-west-1.amazonaws.com/flyway@sha256:1f: not found"
            + " | the registry does not have it | repository of image.repository",
        "CannotPullContainerError: Error response from daemon: repository flyway not found: does not"
            + " exist or no pull access | the registry does not have it | account and region",
        "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve"
            + " ref r/flyway: unexpected status from HEAD request: 403 Forbidden"
            + " | denies access | AmazonECSTaskExecutionRolePolicy",
        "CannotPullContainerError: inspect image has been retried 1 time(s): failed to do request:"
            + " Head https://r/v2/: dial tcp 52.1.2.3:443: i/o timeout"
            + " | no route to the registry | assign-public-ip: true",
        "CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: no space left"
            + " on device | the image could not be pulled | read what ECS says",
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource"
            + " retrieval failed: unable to retrieve ecr registry auth: RequestError: send request"
            + " failed caused by: Post https://api.ecr.eu-west-1.amazonaws.com/: dial tcp"
            + " 52.1.2.3:443: i/o timeout | no route to the registry | VPC endpoints",
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource"
            + " retrieval failed: unable to retrieve ecr registry auth: AccessDeniedException: User:"
            + " arn:y is not authorized to perform: ecr:GetAuthorizationToken"
            + " | the registry denies access | AmazonECSTaskExecutionRolePolicy",
        "CannotPullContainerError: r/flyway@sha256:1f401403: no space left on device"
            + " | the image could not be pulled | read what ECS says",
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource"
            + " retrieval failed: unable to retrieve secret from asm: service call has been retried 1"
            + " time(s): failed to fetch secret arn:x from secrets manager: AccessDeniedException:"
            + " User: arn:y is not authorized to perform: secretsmanager:GetSecretValue"
            + " | access is denied | secretsmanager:GetSecretValue",
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource"
            + " retrieval failed: unable to retrieve secret from asm: failed to fetch secret arn:x"
            + " from secrets manager: ResourceNotFoundException: Secrets Manager can't find the"
            + " specified secret. | does not exist | create the secret",
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource"
            + " retrieval failed: unable to retrieve secrets from ssm: invalid parameters: /db/url"
            + " | does not exist | create the secret",
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource"
            + " retrieval failed: unable to retrieve secret from asm: failed to fetch secret arn:x"
            + " from secrets manager: RequestCanceled: request context canceled caused by: context"
            + " deadline exceeded | no route | VPC endpoints",
        "ResourceInitializationError: failed to validate logger args: create stream has been retried"
            + " 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The"
            + " specified log group does not exist. : exit status 1 | log group | awslogs-create-group",
        "Capacity is unavailable at this time. Please try again later or in a different availability"
            + " zone | no capacity | name more subnets",
        "CannotStartContainerError: failed to create new container runtime task: failed to create shim"
            + " task: exec: \"/migrate-deploy/run\": stat /migrate-deploy/run: no such file or"
            + " directory: executable file not found in $PATH | program is not in the image"
            + " | entryPoint",
        "Timeout waiting for network interface provisioning to complete. | no network interface"
            + " | free addresses",
        "Unexpected EC2 error while attempting to Create Network Interface with public IP assignment"
            + " disabled in subnet 'subnet-1': InvalidSubnetID.NotFound | no network interface"
            + " | check subnets and security-groups",
        "Something that was never heard of. | never ran | retry the job"
      })
  void aKnownWordingIsExplained(String reason, String cause, String next) {
    Explanation explanation = explain(failedToStart(FAILED, reason, Optional.empty()));
    assertThat(explanation.cause()).contains(cause);
    assertThat(explanation.next().orElseThrow()).contains(next);
    assertThat(explanation.details()).containsExactly(reason.strip());
    assertThat(explanation.state()).contains("nothing was applied; a retry is safe");
  }

  @Test
  void theContainersOwnReasonIsShown() {
    Explanation explanation =
        explain(
            failedToStart(
                FAILED,
                "Task failed to start",
                Optional.of("CannotPullContainerError: x: not found")));
    assertThat(explanation.cause()).contains("the registry does not have it");
    assertThat(explanation.details()).containsExactly("CannotPullContainerError: x: not found");
  }

  @Test
  void aTaskThatAUserStoppedBeforeItRanIsSaidToBe() {
    Explanation explanation =
        explain(failedToStart("UserInitiated", "Task stopped by user", Optional.empty()));
    assertThat(explanation.cause())
        .isEqualTo("the task was stopped by a user before its container ran");
    assertThat(explanation.details()).containsExactly("Task stopped by user");
  }

  private static Explanation explain(TaskState state) {
    return StartFailure.explain(state, state.container("flyway"));
  }
}
