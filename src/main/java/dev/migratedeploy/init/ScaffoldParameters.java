package dev.migratedeploy.init;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the files are made from; everything else has a name that follows from it.
 *
 * @param environment its name in the settings and in GitLab
 */
public record ScaffoldParameters(
    GitLabProject gitLab, String environment, AwsTarget aws, Images images) {
  /**
   * The project in GitLab.
   *
   * @param path such as {@code shop/orders}
   * @param url GitLab's own address
   * @param issuer what its ID tokens name as their issuer, if it is not that address
   * @param branch the one branch that may deploy
   * @param templates the path of the GitLab project that has the CI templates
   */
  public record GitLabProject(
      String path, URI url, Optional<URI> issuer, String branch, String templates) {}

  /**
   * Where the task runs.
   *
   * @param account twelve digits
   */
  public record AwsTarget(
      String account, String region, List<String> subnets, List<String> securityGroups) {
    public AwsTarget {
      subnets = List.copyOf(subnets);
      securityGroups = List.copyOf(securityGroups);
    }
  }

  /**
   * The images.
   *
   * @param job what the jobs run in, which may be a variable
   * @param base what the image with the scripts is built on
   */
  public record Images(String job, String base) {
    /** What the template takes if the include says nothing: a variable that a group sets once. */
    public static final String OF_THE_GROUP = "$MIGRATE_DEPLOY_IMAGE";

    /** The line of the include that names the image, if one is needed. */
    Optional<String> input() {
      return Optional.of(job)
          .filter(image -> !image.equals(OF_THE_GROUP))
          .map(image -> "image: " + image + " # the published image of migrate-deploy");
    }
  }

  /** An image in ECR, with FIPS and dual stack, in every partition. */
  private static final Pattern IN_ECR =
      Pattern.compile(
          "(?<account>\\d{12})\\.dkr[.-]ecr(-fips)?\\.(?<region>[a-z0-9-]+)\\.[a-z0-9.-]+"
              + "/(?<name>[^:@]+)([:@].*)?");

  /** A role's name has 64 characters at most (IAM quotas), and the longest suffix is -execution. */
  private static final int LONGEST_NAME = 50;

  /** What replaces each placeholder. */
  Map<String, String> values() {
    String name = name();
    String role = "arn:" + partition() + ":iam::" + aws.account() + ":role/" + name;
    Map<String, String> values = new TreeMap<>();
    values.put("PROJECT", gitLab.path());
    values.put("ISSUER", provider());
    values.put(
        "PROVIDER_ARN",
        "arn:" + partition() + ":iam::" + aws.account() + ":oidc-provider/" + provider());
    values.put("BRANCH", gitLab.branch());
    values.put("ENVIRONMENT", environment);
    values.put("ACCOUNT", aws.account());
    values.put("REGION", aws.region());
    values.put("PARTITION", partition());
    values.put("SUBNETS", String.join(", ", aws.subnets()));
    values.put("SECURITY_GROUPS", String.join(", ", aws.securityGroups()));
    values.put("NAME", name);
    values.put("CLUSTER", name);
    values.put("FAMILY", name);
    values.put("REPOSITORY", repository());
    values.put("REPOSITORY_ARN", arn(aws.region(), aws.account(), repository()));
    values.put("REPOSITORY_URI", registry() + "/" + repository());
    values.put("BASE", images.base());
    values.put("TEMPLATES", gitLab.templates());
    values.put("LOG_GROUP", "/ecs/" + name);
    values.put("ECS", "arn:" + partition() + ":ecs:" + aws.region() + ":" + aws.account());
    values.put("DEPLOY_ROLE", role + "-deploy");
    values.put("EXECUTION_ROLE", role + "-execution");
    values.put("TASK_ROLE", role + "-task");
    return values;
  }

  /** The base's repository, if it is in ECR and not the one that is pushed to. */
  Optional<String> baseArn() {
    return arnInEcr(images.base())
        .filter(arn -> !arn.equals(arn(aws.region(), aws.account(), repository())));
  }

  /** The ARN of an image's repository; empty if that is not in ECR. */
  static Optional<String> arnInEcr(String image) {
    Matcher parts = IN_ECR.matcher(image);
    return parts.matches()
        ? Optional.of(arn(parts.group("region"), parts.group("account"), parts.group("name")))
        : Optional.empty();
  }

  /** The environment's name as a folder's. */
  String folder() {
    return environment.replaceAll("[^A-Za-z0-9._-]+", "-");
  }

  private static String arn(String region, String account, String repository) {
    return "arn:%s:ecr:%s:%s:repository/%s"
        .formatted(partition(region), region, account, repository);
  }

  /** Good for a cluster, a family and a role alike. */
  private String name() {
    return clean(simpleProject() + "-migrate-" + environment);
  }

  /** One for all environments, so that an image that ran in one is there for the next. */
  private String repository() {
    return clean(simpleProject() + "-migrate");
  }

  private String simpleProject() {
    return gitLab.path().substring(gitLab.path().lastIndexOf('/') + 1);
  }

  private static String clean(String wanted) {
    String clean = wanted.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return clean.substring(0, Math.min(clean.length(), LONGEST_NAME)).replaceAll("^-+|-+$", "");
  }

  /** As IAM writes a provider: without https:// and the last slash. */
  private String provider() {
    return gitLab
        .issuer()
        .orElse(gitLab.url())
        .toString()
        .replaceFirst("^https?://", "")
        .replaceFirst("(?<!/)/++$", "");
  }

  private String partition() {
    return partition(aws.region());
  }

  private static String partition(String region) {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  private String registry() {
    return aws.account()
        + ".dkr.ecr."
        + aws.region()
        + ".amazonaws.com"
        + (aws.region().startsWith("cn-") ? ".cn" : "");
  }
}
