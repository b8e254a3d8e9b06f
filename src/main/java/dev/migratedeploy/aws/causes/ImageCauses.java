package dev.migratedeploy.aws.causes;

import static dev.migratedeploy.aws.causes.Cause.when;

import java.util.List;

/**
 * Why an image was not pulled: what the agents of EC2 and Fargate pass on from Docker and
 * containerd (ECS guide, "CannotPullContainer task errors"), and what they add in front of it.
 */
final class ImageCauses {
  private static final List<String> PULL = List.of("cannotpull", "can't pull the image");
  private static final List<String> LOGIN = List.of("registry auth", "authorizationtoken");

  private static final String NOT_PULLED = "the image could not be pulled: ";
  private static final String NO_ROUTE = NOT_PULLED + "the task has no route to the registry";
  private static final String DENIED = NOT_PULLED + "the registry denies access";
  private static final String ROUTE =
      Signs.NAT
          + " (ECR needs ecr.api, ecr.dkr and S3), and let their security groups pass port 443";
  private static final String ROLE =
      "allow the task's execution role to pull from the repository"
          + " (AmazonECSTaskExecutionRolePolicy), and so in the repository's own policy if it is of"
          + " another account";

  static final Causes TABLE =
      Causes.of(
          when(PULL)
              .and("descriptor for platform", "descriptor matching platform", "matching manifest")
              .stays(
                  NOT_PULLED + "it has no variant for the architecture of the task",
                  "set runtimePlatform.cpuArchitecture in the task definition to an architecture of"
                      + " image.base, or choose another image.base"),
          when(PULL)
              .and("toomanyrequests", "too many requests", "rate limit")
              .passes(
                  NOT_PULLED + "the registry's limit on pulls is reached",
                  "retry the job later; for another container's image from Docker Hub set"
                      + " repositoryCredentials in the task definition, or copy the image to ECR"),
          when(PULL)
              .and("no space left", "thin pool")
              .stays(
                  NOT_PULLED + "no space is left on the disk of the task or its host",
                  "on Fargate set ephemeralStorage in the task definition; on EC2 free the"
                      + " instance's disk, or give it a larger one"),
          when(PULL)
              .and("invalid reference format")
              .stays(
                  NOT_PULLED + "its name is not valid",
                  "correct the image of each container in the task definition: no scheme, no blank,"
                      + " the repository in lower case"),
          when(PULL)
              .and("x509", "certificate")
              .stays(
                  NOT_PULLED + "the host does not trust the registry's TLS certificate",
                  "use a certificate of a public authority for the registry, or ECR"),
          when(PULL)
              .and("httpread")
              .and("forbidden", "denied")
              .stays(
                  NOT_PULLED + "access to its layers in S3 is denied",
                  "let the policy of the VPC's S3 endpoint allow s3:GetObject on"
                      + " arn:aws:s3:::prod-REGION-starport-layer-bucket/*"),
          when(PULL).and("not authorized", "check that the role").stays(DENIED, ROLE),
          when(PULL)
              .and("kms")
              .stays(
                  NOT_PULLED + "the repository's KMS key cannot be used",
                  "enable that key, and let its policy and grants serve ECR"),
          when(PULL)
              .and("not found", "manifest unknown", "does not exist", "whether the image exists")
              .stays(
                  NOT_PULLED + "the registry does not have it",
                  "check that the task's account and region have the repository of"
                      + " image.repository, and that no lifecycle policy deletes its images"),
          when(PULL)
              .and("forbidden", "denied", "unauthorized", "no basic auth", "credentials: not found")
              .stays(DENIED, ROLE),
          when(PULL)
              .and(Signs.BUSY)
              .passes(NOT_PULLED + "the registry or the network failed", "retry the job"),
          when(PULL).and(Signs.NO_ROUTE).stays(NO_ROUTE, ROUTE),
          when(PULL)
              .and("panic", "nil pointer")
              .stays(
                  NOT_PULLED + "the task has no route to its layers in S3",
                  "add the VPC's S3 endpoint to the subnets' route table, and let the security"
                      + " groups reach it"),
          when(PULL)
              .passes(
                  "the image could not be pulled", "read what ECS says, fix it, and retry the job"),
          when(LOGIN).and(Signs.DENIED).stays(DENIED, ROLE),
          when(LOGIN).and(Signs.NO_ROUTE).stays(NO_ROUTE, ROUTE),
          when(LOGIN)
              .passes(
                  "the task could not log in to the registry",
                  "read what ECS says, fix it, and retry the job"));

  private ImageCauses() {}
}
