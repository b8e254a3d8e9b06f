package dev.migratedeploy.aws.causes;

import static dev.migratedeploy.aws.causes.Cause.when;

import java.util.List;
import java.util.Optional;

/**
 * Why ECS did not take a RunTask, by the code and the message of its error; those that pass have
 * surely started nothing. What concerns the caller's identity is in {@link AwsCauses}.
 */
public final class RunTaskCauses {
  private static final List<String> NETWORK = List.of("subnet", "security group");

  private static final Cause THROTTLED =
      when("request limit exceeded", "requestlimitexceeded", "rate exceeded")
          .passes("AWS throttles the account", "retry the job");

  static final Causes TABLE =
      Causes.of(
          when("reached the limit on the number")
              .passes(
                  "",
                  "retry the job; if it stays so, have that quota of the account raised (Service"
                      + " Quotas), or run fewer tasks at once"),
          when("provisioning capacity limit", "provisioning state")
              .passes(
                  "the cluster has as many tasks in PROVISIONING as ECS allows",
                  "retry the job; if it stays so, give the capacity provider more instances"),
          when("capacity is unavailable")
              .passes(
                  "there is no capacity for the task",
                  "retry the job; if it stays so, name more subnets or use another launch type"),
          THROTTLED,
          when("taskdefinition not found", "unable to describe task definition")
              .passes("the new revision cannot be seen yet", "retry the job"),
          when("service linked role", "service-linked role")
              .passes(
                  "the account has no service-linked role of ECS yet",
                  "aws iam create-service-linked-role --aws-service-name ecs.amazonaws.com, then"
                      + " retry the job"),
          when("assume the role", "assume role")
              .stays(
                  "ECS cannot assume a role of the task",
                  "let the trust policy of the task's roles accept ecs-tasks.amazonaws.com, and"
                      + " check that both roles exist"),
          when(NETWORK)
              .and("vpc", "error retrieving", "not found", "notfound", "does not exist")
              .stays(
                  "",
                  "correct subnets and security-groups in the settings: they must exist and belong"
                      + " to one VPC"),
          when(NETWORK).stays("", "correct subnets and security-groups in the settings"),
          when("network configuration must be provided")
              .stays("", "set subnets, and security-groups, in the settings"),
          when("network configuration is not valid")
              .stays(
                  "",
                  "remove subnets from the settings, or set networkMode awsvpc in the task"
                      + " definition"),
          when("public ip")
              .stays("", "remove assign-public-ip from the settings: only Fargate knows it"),
          when("capacity provider")
              .stays(
                  "the cluster does not have the capacity provider",
                  "correct capacity-provider in the settings, or add it to the cluster (aws ecs"
                      + " put-cluster-capacity-providers)"),
          when("no container instances")
              .stays(
                  "the cluster has no instances",
                  "set launch-type: FARGATE, or a capacity-provider, in the settings; or add"
                      + " instances to the cluster"),
          when("platform")
              .stays(
                  "the platform version does not exist, or does not have what the task definition needs",
                  "correct platform-version in the settings (LATEST, the default, has everything)"),
          when("launch_type", "launch type", "requires compatibilities")
              .stays(
                  "the task definition does not fit the launch type",
                  "correct launch-type in the settings, or requiresCompatibilities, networkMode, cpu"
                      + " and memory in the task definition"),
          when("taskdefinition is inactive")
              .stays(
                  "the task definition was deregistered",
                  "let task-definition in the settings name the family, or an ACTIVE revision of"
                      + " it"),
          when("clusternotfound", "cluster not found", "cluster was inactive")
              .stays(
                  "the cluster does not exist, or is INACTIVE",
                  "correct cluster or region in the settings, or create the cluster"),
          when("unsupportedfeature")
              .stays("", "remove what the region does not have from the task definition"),
          when("override")
              .stays(
                  "",
                  "shorten command and arguments; container in the settings must name a container"
                      + " of the task definition"));

  private RunTaskCauses() {}

  /** Whether the cause is that the account makes too many calls. */
  public static boolean isThrottling(Cause cause) {
    return cause.equals(THROTTLED);
  }

  /**
   * The cause of an error with this code and message; empty if the table does not know it, or if it
   * is about who calls.
   */
  public static Optional<Cause> of(String code, String message) {
    return AwsCauses.of(code, message).isPresent()
        ? Optional.empty()
        : TABLE.find(code + ": " + message);
  }
}
