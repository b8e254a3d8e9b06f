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
 * @param project its full path in GitLab, such as {@code shop/orders}
 * @param gitLab GitLab's own address
 * @param issuer what its ID tokens name as their issuer, if it is not that address
 * @param branch the one branch that may deploy
 * @param environment its name in the settings and in GitLab
 * @param account twelve digits
 * @param templates the path of the GitLab project that has the CI templates
 * @param image what the jobs run in, which may be a variable
 * @param base what the image with the scripts is built on
 */
public record ScaffoldParameters(
    String project,
    URI gitLab,
    Optional<URI> issuer,
    String branch,
    String environment,
    String account,
    String region,
    List<String> subnets,
    List<String> securityGroups,
    String templates,
    String image,
    String base) {
  /** An image in ECR, with FIPS and dual stack, in every partition. */
  private static final Pattern IN_ECR =
      Pattern.compile(
          "(?<account>\\d{12})\\.dkr[.-]ecr(-fips)?\\.(?<region>[a-z0-9-]+)\\.[a-z0-9.-]+"
              + "/(?<name>[^:@]+)([:@].*)?");

  /** A role's name has 64 characters at most (IAM quotas), and the longest suffix is -execution. */
  private static final int LONGEST_NAME = 50;

  public ScaffoldParameters {
    subnets = List.copyOf(subnets);
    securityGroups = List.copyOf(securityGroups);
  }

  /** What replaces each placeholder. */
  Map<String, String> values() {
    String name = name();
    String role = "arn:" + partition() + ":iam::" + account + ":role/" + name;
    Map<String, String> values = new TreeMap<>();
    values.put("PROJECT", project);
    values.put("ISSUER", provider());
    values.put("BRANCH", branch);
    values.put("ENVIRONMENT", environment);
    values.put("ACCOUNT", account);
    values.put("REGION", region);
    values.put("PARTITION", partition());
    values.put("SUBNETS", String.join(", ", subnets));
    values.put("SECURITY_GROUPS", String.join(", ", securityGroups));
    values.put("NAME", name);
    values.put("CLUSTER", name);
    values.put("FAMILY", name);
    values.put("REPOSITORY", repository());
    values.put("REPOSITORY_ARN", arn(region, account, repository()));
    values.put("REPOSITORY_URI", registry() + "/" + repository());
    values.put("BASE", base);
    values.put("TEMPLATES", templates);
    values.put("IMAGE", image);
    values.put("LOG_GROUP", "/ecs/" + name);
    values.put("ECS", "arn:" + partition() + ":ecs:" + region + ":" + account);
    values.put("DEPLOY_ROLE", role + "-deploy");
    values.put("EXECUTION_ROLE", role + "-execution");
    values.put("TASK_ROLE", role + "-task");
    return values;
  }

  /** The base's repository, if it is in ECR and not the one that is pushed to. */
  Optional<String> baseArn() {
    return arnInEcr(base).filter(arn -> !arn.equals(arn(region, account, repository())));
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
    return project.substring(project.lastIndexOf('/') + 1);
  }

  private static String clean(String wanted) {
    String clean = wanted.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return clean.substring(0, Math.min(clean.length(), LONGEST_NAME)).replaceAll("^-+|-+$", "");
  }

  /** As IAM writes a provider: without https:// and the last slash. */
  private String provider() {
    return issuer
        .orElse(gitLab)
        .toString()
        .replaceFirst("^https?://", "")
        .replaceFirst("(?<!/)/++$", "");
  }

  private String partition() {
    return partition(region);
  }

  private static String partition(String region) {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  private String registry() {
    return account
        + ".dkr.ecr."
        + region
        + ".amazonaws.com"
        + (region.startsWith("cn-") ? ".cn" : "");
  }
}
