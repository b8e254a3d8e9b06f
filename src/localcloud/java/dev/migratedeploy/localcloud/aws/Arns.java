package dev.migratedeploy.localcloud.aws;

/** How AWS names things; the local cloud has one account. */
public final class Arns {
  public static final String ACCOUNT = "123456789012";
  public static final String DEFAULT_REGION = "eu-west-1";

  private Arns() {}

  static String ecs(String region, String resource) {
    return "arn:aws:ecs:" + region + ":" + ACCOUNT + ":" + resource;
  }

  static String cluster(String region, String name) {
    return name.startsWith("arn:") ? name : ecs(region, "cluster/" + name);
  }

  static String logGroup(String region, String name) {
    return "arn:aws:logs:" + region + ":" + ACCOUNT + ":log-group:" + name;
  }

  static String repository(String region, String name) {
    return "arn:aws:ecr:" + region + ":" + ACCOUNT + ":repository/" + name;
  }

  /** The user that all long-lived access keys belong to. */
  static String user() {
    return "arn:aws:iam::" + ACCOUNT + ":user/local";
  }

  static String assumedRole(String roleName, String session) {
    return "arn:aws:sts::" + ACCOUNT + ":assumed-role/" + roleName + "/" + session;
  }

  /** What follows the last slash: a cluster's name, a task's id. */
  static String lastPart(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /** The region that an ARN names. */
  static String region(String arn) {
    return arn.split(":", -1)[3];
  }
}
