package dev.migratedeploy.aws.causes;

import static dev.migratedeploy.aws.causes.Cause.when;

import java.util.List;

/** Why Docker or containerd did not create or start the container, and what else ended the task. */
final class RuntimeCauses {
  private static final List<String> START =
      List.of(
          "cannotstart",
          "cannotcreate",
          "oci runtime",
          "container runtime task",
          "create failed",
          "resourceinitializationerror");
  private static final String NOT_STARTED = "the container could not be started: ";

  static final Causes TABLE =
      Causes.of(
          when("exec format error")
              .stays(
                  NOT_STARTED + "its program is for another architecture",
                  "set runtimePlatform.cpuArchitecture in the task definition to the architecture"
                      + " of image.base"),
          when(START)
              .and("executable file not found", "no such file or directory", "no command")
              .stays(
                  NOT_STARTED + "its program is not in the image",
                  "check entryPoint in the task definition, image.entrypoint in the settings, and"
                      + " volumes that cover the program's folder"),
          when(START)
              .and("permission denied")
              .stays(
                  NOT_STARTED + "its program must not be run",
                  "check user and entryPoint in the task definition: the user must be able to run"
                      + " the program"),
          when(START)
              .and("read-only file system")
              .stays(
                  NOT_STARTED + "its file system is read-only",
                  "remove readonlyRootFilesystem from the task definition, or mount volumes where"
                      + " the container writes"),
          when(START)
              .and("unable to find user", "no matching entries in passwd")
              .stays(
                  NOT_STARTED + "the image does not have the user that is asked for",
                  "correct user in the task definition"),
          when(START)
              .and("already allocated", "already in use", "port is allocated")
              .passes(
                  NOT_STARTED + "a port or a name is in use on the instance",
                  "retry the job; a migration needs no portMappings in its task definition"),
          when(START)
              .and("memory")
              .stays(
                  NOT_STARTED + "its memory limit is too low",
                  "give the container or the task more memory in the task definition"),
          when(START)
              .and("no space left", "thin pool")
              .stays(
                  NOT_STARTED + "no space is left on the disk of the task or its host",
                  "on Fargate set ephemeralStorage in the task definition; on EC2 free the"
                      + " instance's disk"),
          when("timeouterror", "could not transition to")
              .passes(
                  "the container did not start in time: its host's container runtime is too slow",
                  "retry the job; if it stays so, look at load and disk of the instance"),
          when("unable to assume the role", "unable to assume role", "execution role credentials")
              .stays(
                  "ECS cannot assume a role of the task",
                  "let the trust policy of the task's roles accept ecs-tasks.amazonaws.com, and"
                      + " check that both roles exist"),
          when("dependency", "taskdependency")
              .stays(
                  "a container that the migration depends on did not get ready",
                  "look at dependsOn in the task definition, and at the log of that container"),
          when("spot")
              .passes(
                  "AWS took the Spot capacity away before the container ran",
                  "retry the job; run migrations on FARGATE, not on Spot"),
          when("capacity is unavailable", "capacity")
              .passes(
                  "there is no capacity for the task",
                  "retry the job; if it stays so, name more subnets or use another launch type"),
          when("host ec2", "deregistration", "instance status", "infrastructure", "retirement")
              .passes("the host of the task went away before the container ran", "retry the job"),
          when("internalerror", "internal error", "unexpected error")
              .passes("ECS failed to start the task", "retry the job"),
          when("scaling activity initiated")
              .stays(
                  "a service of ECS has stopped the task before its container ran",
                  "the task belongs to a service; let task-definition name a family that no service"
                      + " runs"),
          when("essential container in task exited")
              .stays(
                  "another essential container of the task ended before the migration container"
                      + " ran",
                  "look at the log of the task's other containers, or make them essential: false"),
          when("unable-to-fetch")
              .stays(
                  "the task could not log in to the registry, or could not fetch a secret",
                  Signs.NAT
                      + " (ecr.api, ecr.dkr, S3, secretsmanager or ssm); check the execution role's"
                      + " policy"),
          when(START)
              .passes(
                  "the container could not be started",
                  "read what ECS says, fix it, and retry the job"));

  private RuntimeCauses() {}
}
