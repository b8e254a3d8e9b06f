package dev.migratedeploy.aws.ecs;

import dev.migratedeploy.aws.causes.Cause;
import dev.migratedeploy.aws.causes.PlacementCauses;
import dev.migratedeploy.verdict.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Failure;

/**
 * Reads why ECS found no place for a task ({@code failures} of RunTask).
 *
 * @param required the attributes that an instance must have to run it
 */
record Placement(EcsClient ecs, List<Attribute> required) {
  private static final int MOST_INSTANCES = 100;

  /** Whether one of them may pass; one that is not known may. */
  boolean mayPass(List<Failure> failures) {
    return failures.isEmpty()
        || failures.stream().anyMatch(failure -> cause(failure).map(Cause::passes).orElse(true));
  }

  /** What is in the way, in words and in ECS' own. */
  Problem problem(String cluster, List<Failure> failures) {
    Optional<Cause> cause =
        failures.stream()
            .flatMap(failure -> cause(failure).stream())
            .filter(known -> known.passes() == mayPass(failures))
            .findFirst();
    return new Problem(
        "could not start the task on cluster "
            + cluster
            + ": "
            + cause.map(known -> known.sentence() + ": ").orElse("")
            + words(failures),
        failures.stream().anyMatch(Placement::isOfAttributes)
            ? attributes(cluster, failures)
            : List.of(),
        cause.map(Cause::next).orElse("read what ECS says, fix it, and retry the job"));
  }

  private static Optional<Cause> cause(Failure failure) {
    return Optional.ofNullable(failure.reason()).flatMap(PlacementCauses::of);
  }

  private static boolean isOfAttributes(Failure failure) {
    return "ATTRIBUTE".equals(failure.reason());
  }

  private static String words(List<Failure> failures) {
    return failures.isEmpty()
        ? "ECS gave no reason"
        : failures.stream()
            .map(
                failure ->
                    failure.reason()
                        + (failure.detail() == null ? "" : " (" + failure.detail() + ")"))
            .distinct()
            .collect(Collectors.joining(", "));
  }

  /** What the instances do not have, as far as this job may look at them; else what is required. */
  private List<String> attributes(String cluster, List<Failure> failures) {
    List<String> arns =
        failures.stream()
            .filter(Placement::isOfAttributes)
            .map(Failure::arn)
            .filter(Objects::nonNull)
            .distinct()
            .limit(MOST_INSTANCES)
            .toList();
    List<String> missing = instances(cluster, arns).stream().map(this::missing).toList();
    return missing.isEmpty()
        ? List.of("it requires " + names(required.stream().map(Attribute::name).toList()))
        : missing;
  }

  private List<ContainerInstance> instances(String cluster, List<String> arns) {
    if (arns.isEmpty()) {
      return List.of();
    }
    try {
      return ecs.describeContainerInstances(
              request -> request.cluster(cluster).containerInstances(arns))
          .containerInstances();
    } catch (SdkException mayNotLook) {
      return List.of();
    }
  }

  private String missing(ContainerInstance instance) {
    Set<String> there =
        instance.attributes().stream().map(Attribute::name).collect(Collectors.toSet());
    return "instance "
        + Optional.ofNullable(instance.ec2InstanceId()).orElse(instance.containerInstanceArn())
        + " does not have "
        + names(
            required.stream().map(Attribute::name).filter(name -> !there.contains(name)).toList());
  }

  private static String names(List<String> names) {
    return names.isEmpty() ? "an attribute that ECS does not name" : String.join(", ", names);
  }
}
