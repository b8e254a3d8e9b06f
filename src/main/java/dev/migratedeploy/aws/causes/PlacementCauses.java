package dev.migratedeploy.aws.causes;

import static dev.migratedeploy.aws.causes.Cause.when;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why ECS placed the task nowhere: the reasons in RunTask's failures, which become the stopped
 * reason of a task that waited for a capacity provider (ECS guide, "API failure reasons").
 */
public final class PlacementCauses {
  private static final String NO_ROOM =
      "retry the job; if it stays so, give the cluster more capacity or the task less cpu and"
          + " memory";

  /** The reason itself, which is a code and no sentence. */
  private static final Pattern CODE =
      Pattern.compile(
          "^(?:TaskFailedToStart: ?)?(RESOURCE:[\\w:]+|AGENT|ATTRIBUTE|LOCATION|INACTIVE|MISSING"
              + "|NO ACTIVE INSTANCES|EMPTY CAPACITY PROVIDER|MemberOf placement constraint"
              + " unsatisfied|DistinctInstance placement constraint unsatisfied"
              + "|Capacity is unavailable\\b.*|No Container Instances\\b.*"
              + "|You.ve reached the limit on the number of .*)\\.?$",
          Pattern.CASE_INSENSITIVE);

  private static final Causes TABLE =
      Causes.of(
          when("resource:eni")
              .passes("no instance of the cluster has a free network interface", NO_ROOM),
          when("resource:gpu").passes("no instance of the cluster has a free GPU", NO_ROOM),
          when("resource:port")
              .passes(
                  "the task's port is in use on every instance of the cluster",
                  "retry the job; a migration needs no portMappings in its task definition"),
          when("resource:").passes("the cluster has no room for the task", NO_ROOM),
          when("agent")
              .passes(
                  "the ECS agent of the instance is not connected",
                  "retry the job; if it stays so, restart the agent on the instance"),
          when("attribute")
              .stays(
                  "no instance of the cluster has an attribute that the task definition requires",
                  "compare requiresAttributes of the task definition with the attributes of the"
                      + " cluster's instances: log driver, awsvpc, secrets, architecture; or set"
                      + " launch-type: FARGATE in the settings"),
          when("constraint")
              .stays(
                  "no instance of the cluster meets placementConstraints of the task definition",
                  "correct placementConstraints in the task definition, or add such an instance"),
          when("location")
              .stays(
                  "the cluster's instances are in other Availability Zones than the subnets",
                  "set subnets in the settings to subnets in the Availability Zones of the"
                      + " cluster's instances"),
          when("inactive")
              .stays(
                  "what the task was to run on is no longer active",
                  "correct the cluster or the capacity provider in the settings"),
          when("missing")
              .stays(
                  "what the task was to run on does not exist",
                  "correct the cluster or the capacity provider in the settings"),
          when("no active instances", "empty capacity provider")
              .passes(
                  "the capacity provider has no instances",
                  "retry the job; if it stays so, look at the capacity provider's Auto Scaling"
                      + " group"),
          when("no container instances")
              .stays(
                  "the cluster has no instances",
                  "set launch-type: FARGATE, or a capacity-provider, in the settings; or add"
                      + " instances to the cluster"),
          when("reached the limit on the number")
              .passes(
                  "the account runs as many tasks on Fargate as its quota allows",
                  "retry the job; if it stays so, have that quota of the account raised (Service"
                      + " Quotas), or run fewer tasks at once"),
          when("capacity is unavailable")
              .passes(
                  "there is no capacity for the task",
                  "retry the job; if it stays so, name more subnets or use another launch type"));

  private PlacementCauses() {}

  /** The cause, if the text is such a reason and nothing else. */
  public static Optional<Cause> of(String reason) {
    Matcher code = CODE.matcher(reason.strip());
    return code.matches() ? TABLE.find(code.group(1)) : Optional.empty();
  }

  static Causes table() {
    return TABLE;
  }
}
