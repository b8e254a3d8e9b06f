package dev.migratedeploy.aws.ecs;

import dev.migratedeploy.config.Constraint;
import dev.migratedeploy.config.Section;
import dev.migratedeploy.support.Durations;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one environment of {@code environments:}. */
public final class EnvironmentSection {
  /** Of what the task is; other features have keys of their own beside them. */
  private static final Set<String> KEYS =
      Set.of(
          "region",
          "role-arn",
          "cluster",
          "task-definition",
          "container",
          "subnets",
          "security-groups",
          "assign-public-ip",
          "launch-type",
          "capacity-provider",
          "platform-version",
          "command",
          "protected",
          "allow",
          "tags",
          "timeout");

  private static final Constraint LAUNCH_TYPE =
      Constraint.matching("FARGATE|EC2|EXTERNAL", "FARGATE, EC2 or EXTERNAL");
  private static final List<String> ALLOWED =
      List.of(
          Protection.SPOT,
          Protection.LOSSY_LOG,
          Protection.BELOW_BASELINE,
          Protection.ABOVE_TARGET);
  private static final Constraint RISK =
      Constraint.matching(String.join("|", ALLOWED), "one of " + String.join(", ", ALLOWED));
  private static final Constraint TASK_DEFINITION =
      Constraint.matching(
          "(?:arn:\\S+/)?[A-Za-z0-9_-]{1,255}(?::\\d+)?", "a task definition as family[:revision]");

  // Limits of ECS: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html
  private static final int MOST_TAGS = 50;
  private static final Constraint TAG_KEY =
      Constraint.of(
          key ->
              !key.isBlank()
                  && key.length() <= 128
                  && !key.toLowerCase(Locale.ROOT).startsWith("aws:"),
          "a tag's name of at most 128 characters that does not begin with aws:");
  private static final Constraint TAG_VALUE =
      Constraint.of(value -> value.length() <= 256, "a tag's value of at most 256 characters");

  private EnvironmentSection() {}

  /**
   * Reads what the section says; what is wrong becomes a problem of the file.
   *
   * @param others the keys in it that another section reads
   */
  public static EnvironmentSettings read(String name, Section section, Set<String> others) {
    section.knowing(Stream.concat(KEYS.stream(), others.stream()).collect(Collectors.toSet()));
    return new EnvironmentSettings(
        name,
        new AwsAccess(
            section.optional("region", Constraint.WORD),
            section.optional("role-arn", RoleArn.CONSTRAINT)),
        new TaskTemplateName(
            section.required("cluster", Constraint.WORD, "the ECS cluster's name or ARN"),
            section.required(
                "task-definition", TASK_DEFINITION, "the family that serves as the template"),
            section.optional("container", Constraint.WORD)),
        new ComputeOptions(launch(section), section.optional("platform-version", Constraint.WORD)),
        new TaskNetwork(
            section.list("subnets", Constraint.ID),
            section.list("security-groups", Constraint.ID),
            section.flag("assign-public-ip")),
        new TaskRun(
            section.arguments("command", List.of("migrate")),
            tags(section),
            section.optional("timeout", Constraint.DURATION).flatMap(Durations::parse)),
        new Protection(section.flag("protected"), section.list("allow", RISK)));
  }

  private static Launch launch(Section section) {
    Optional<String> type = section.optional("launch-type", LAUNCH_TYPE);
    Optional<String> provider = section.optional("capacity-provider", Constraint.WORD);
    if (type.isPresent() && provider.isPresent()) {
      section.complain("capacity-provider", "excludes launch-type; keep one of the two");
    }
    return provider
        .<Launch>map(Launch.CapacityProvider::new)
        .orElseGet(() -> new Launch.LaunchType(type.orElse("FARGATE")));
  }

  private static Map<String, String> tags(Section section) {
    Map<String, String> tags = section.texts("tags", TAG_KEY, TAG_VALUE);
    if (tags.size() > MOST_TAGS) {
      section.complain("tags", "%d tags; ECS takes %d".formatted(tags.size(), MOST_TAGS));
    }
    return tags;
  }
}
