package dev.migratedeploy.aws.ecs;

import dev.migratedeploy.aws.AwsFailure;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Task definitions: the template, and its revision that runs the new image. */
final class EcsTaskDefinitions {
  /**
   * How many revisions, newest first, are compared before a new one is registered: ECS lets
   * DescribeTaskDefinition be called 50 times at once and 20 times a second after that.
   */
  private static final int REVISIONS_TO_COMPARE = 40;

  private static final int ATTEMPTS = 5;

  /** How many revisions that other jobs have registered in the same moment are compared. */
  private static final int MOST_AT_ONCE = 5;

  /** A name with its revision, whose content never changes. */
  private static final Pattern REVISION = Pattern.compile(".*:[0-9]+");

  private final EcsClient ecs;

  /** By what they were to be: a fleet's hundreds of tasks are all of one revision. */
  private final Map<RegisterTaskDefinitionRequest, TaskDefinition> revisions = new HashMap<>();

  /** Revisions that tasks were found to run, as they would be registered again. */
  private final Map<String, RegisterTaskDefinitionRequest> contents = new ConcurrentHashMap<>();

  EcsTaskDefinitions(EcsClient ecs) {
    this.ecs = ecs;
  }

  TaskDefinitionSnapshot find(String name) {
    DescribeTaskDefinitionResponse found = describe(name);
    return new TaskDefinitionSnapshot(found.taskDefinition(), found.tags());
  }

  /**
   * The revision with this image and everything else as in the template; registered if there is
   * none, once. Labels that the template is to get are of one job only, so no revision has them.
   *
   * @param newImage spares the search: no revision can name an image that did not exist
   */
  synchronized TaskDefinition revision(TaskTemplate template, String image, boolean newImage) {
    RegisterTaskDefinitionRequest wanted = TaskDefinitionCopier.of(template, image);
    TaskDefinition known = revisions.get(wanted);
    if (known == null) {
      known = revision(template, wanted, newImage);
      revisions.put(wanted, known);
    }
    return known;
  }

  private TaskDefinition revision(
      TaskTemplate template, RegisterTaskDefinitionRequest wanted, boolean newImage) {
    boolean cannotBeThere = newImage || !template.newLabels().isEmpty();
    return (cannotBeThere ? Stream.<String>empty() : newest(template.family()))
        .map(this::describe)
        .filter(candidate -> sameContent(wanted, candidate, TaskDefinitionCopier::withoutOwnLabels))
        .map(DescribeTaskDefinitionResponse::taskDefinition)
        .findFirst()
        .orElseGet(() -> registered(template, wanted));
  }

  /**
   * Whether a revision is what the template with that image would be registered as. However many
   * tasks are of one revision, it is described once.
   */
  boolean isOf(String revision, TaskTemplate template, String image) {
    try {
      RegisterTaskDefinitionRequest wanted = TaskDefinitionCopier.of(template, image);
      RegisterTaskDefinitionRequest there = content(revision);
      return untagged(TaskDefinitionCopier.withoutOwnLabels(wanted))
          .equals(untagged(TaskDefinitionCopier.withoutOwnLabels(there)));
    } catch (ProblemException e) {
      return false;
    }
  }

  private RegisterTaskDefinitionRequest content(String revision) {
    RegisterTaskDefinitionRequest known = contents.get(revision);
    if (known == null) {
      known = TaskDefinitionCopier.copy(describe(revision).taskDefinition(), List.of());
      if (REVISION.matcher(revision).matches()) {
        contents.put(revision, known);
      }
    }
    return known;
  }

  /**
   * Registers a revision. Revisions are numbered one after another: if another job has registered
   * the same since the template was read, the lower number counts for both, and ours goes.
   */
  private TaskDefinition registered(TaskTemplate template, RegisterTaskDefinitionRequest wanted) {
    TaskDefinition ours = register(wanted);
    int known = Math.max(template.revision(), ours.revision() - 1 - MOST_AT_ONCE);
    for (int number = known + 1; number < ours.revision(); number++) {
      Optional<TaskDefinition> same = same(wanted, ours.family() + ":" + number);
      if (same.isPresent()) {
        deregister(ours);
        return same.get();
      }
    }
    return ours;
  }

  private Optional<TaskDefinition> same(RegisterTaskDefinitionRequest wanted, String name) {
    try {
      return Optional.of(describe(name))
          .filter(other -> other.taskDefinition().status() == TaskDefinitionStatus.ACTIVE)
          .filter(other -> sameContent(wanted, other, TaskDefinitionCopier::withoutWriters))
          .map(DescribeTaskDefinitionResponse::taskDefinition);
    } catch (ProblemException e) {
      return Optional.empty(); // ours does as well
    }
  }

  private void deregister(TaskDefinition ours) {
    try {
      ecs.deregisterTaskDefinition(request -> request.taskDefinition(ours.taskDefinitionArn()));
    } catch (SdkException e) {
      // Two equal revisions do no harm, and the right to deregister may be missing.
    }
  }

  private Stream<String> newest(String family) {
    try {
      return ecs
          .listTaskDefinitions(
              request ->
                  request
                      .familyPrefix(family)
                      .status(TaskDefinitionStatus.ACTIVE)
                      .sort(SortOrder.DESC)
                      .maxResults(REVISIONS_TO_COMPARE))
          .taskDefinitionArns()
          .stream();
    } catch (SdkException e) {
      throw AwsFailure.of(
          "list the revisions of the task definition " + family, "ecs:ListTaskDefinitions", e);
    }
  }

  private static boolean sameContent(
      RegisterTaskDefinitionRequest wanted,
      DescribeTaskDefinitionResponse candidate,
      UnaryOperator<RegisterTaskDefinitionRequest> counting) {
    RegisterTaskDefinitionRequest there =
        TaskDefinitionCopier.copy(candidate.taskDefinition(), candidate.tags());
    return untagged(counting.apply(wanted)).equals(untagged(counting.apply(there)))
        && new HashSet<>(wanted.tags()).equals(new HashSet<>(there.tags()));
  }

  private static RegisterTaskDefinitionRequest untagged(RegisterTaskDefinitionRequest request) {
    return request.toBuilder().tags(List.of()).build();
  }

  private TaskDefinition register(RegisterTaskDefinitionRequest wanted) {
    try {
      return ecs.registerTaskDefinition(
              wanted.toBuilder()
                  .overrideConfiguration(c -> c.addPlugin(EcsTaskDefinitions::inItsTurn))
                  .build())
          .taskDefinition();
    } catch (SdkException e) {
      throw AwsFailure.of(
          "register a revision of the task definition " + wanted.family(),
          "ecs:RegisterTaskDefinition, and iam:PassRole for its roles,",
          e);
    }
  }

  /** Two jobs at once get a ClientException, which the SDK takes for final. */
  private static void inItsTurn(SdkServiceClientConfiguration.Builder client) {
    client.overrideConfiguration(
        client.overrideConfiguration().toBuilder()
            .retryStrategy(
                AwsRetryStrategy.standardRetryStrategy().toBuilder()
                    .maxAttempts(ATTEMPTS)
                    .retryOnException(AwsFailure::mayPass)
                    .build())
            .build());
  }

  private DescribeTaskDefinitionResponse describe(String name) {
    try {
      return ecs.describeTaskDefinition(
          request -> request.taskDefinition(name).include(TaskDefinitionField.TAGS));
    } catch (ClientException e) {
      throw new RefusedException(
          Problem.of(
              "there is no task definition "
                  + name
                  + " in this account and region: "
                  + AwsFailure.message(e),
              "correct task-definition in the settings, or register that task definition"),
          e);
    } catch (SdkException e) {
      throw AwsFailure.of("read the task definition " + name, "ecs:DescribeTaskDefinition", e);
    }
  }
}
