package dev.migratedeploy.aws.causes;

import static dev.migratedeploy.aws.causes.Cause.when;

import java.util.List;

/** Why a task got no network interface, no storage or no file system. */
final class NetworkCauses {
  private static final List<String> INTERFACE =
      List.of("network interface", "networkinterface", "eni attachment", "attach eni");
  private static final List<String> EFS = List.of("efs utils", "efs volume", "mount.nfs");

  private static final String NO_INTERFACE = "the task got no network interface in its subnet";
  private static final String NETWORK =
      "check subnets and security-groups in the settings: they must exist, belong to one VPC, and"
          + " the subnets must have free addresses";

  static final Causes TABLE =
      Causes.of(
          when("insufficientfreeaddresses", "enough free addresses", "no free address")
              .passes(
                  NO_INTERFACE + ": the subnet has no free addresses",
                  "retry the job; if it stays so, name more or larger subnets in the settings"),
          when(INTERFACE)
              .and("limitexceeded", "limit exceeded", "reached the limit", "limit for")
              .passes(
                  NO_INTERFACE
                      + ": the account's or the instance's limit on network interfaces is"
                      + " reached",
                  "retry the job; if it stays so, have the quota raised, or use larger instances"),
          when(INTERFACE)
              .and("authfailure", "internalerror", "internal error", "throttl", "limit exceeded")
              .passes(NO_INTERFACE + ": EC2 failed", "retry the job"),
          when(INTERFACE)
              .and("timeout waiting", "timed out")
              .passes(NO_INTERFACE + " in time", "retry the job; if it stays so: " + NETWORK),
          when(INTERFACE).stays(NO_INTERFACE, NETWORK),
          when("ephemeralstorage provisioning")
              .passes("the task got no storage in time", "retry the job"),
          when(EFS)
              .and("access denied", "accessdenied", "not authorized")
              .stays(
                  "an EFS volume of the task could not be mounted: access is denied",
                  "allow the task role elasticfilesystem:ClientMount and ClientWrite, in the file"
                      + " system's policy too"),
          when(EFS)
              .and("no such file or directory")
              .stays(
                  "an EFS volume of the task could not be mounted: its directory does not exist",
                  "create the directory, use an access point, or correct rootDirectory in the task"
                      + " definition"),
          when(EFS)
              .and("connection reset")
              .passes("an EFS volume of the task could not be mounted", "retry the job"),
          when(EFS)
              .stays(
                  "an EFS volume of the task could not be mounted: the task does not reach the file"
                      + " system",
                  "give the file system a mount target in the task's Availability Zone, let its"
                      + " security group accept port 2049 from the task, and turn on DNS hostnames"
                      + " in the VPC"),
          when("cannotcreatevolume", "volume driver", "ebs volume", "fsx", "invalidvolume")
              .stays(
                  "a volume of the task could not be created",
                  "correct volumes in the task definition; a migration most often needs none"));

  private NetworkCauses() {}
}
