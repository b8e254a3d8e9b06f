package dev.migratedeploy.aws.ecs;

import dev.migratedeploy.config.Rule;
import dev.migratedeploy.config.Section;
import dev.migratedeploy.support.Durations;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one environment of {@code environments:}. */
public final class EnvironmentSection {
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
  private static final Rule LAUNCH_TYPE =
      Rule.matching("FARGATE|EC2|EXTERNAL", "FARGATE, EC2 or EXTERNAL");
  private static final List<String> ALLOWED =
      List.of(
          Protection.SPOT,
          Protection.LOSSY_LOG,
          Protection.BELOW_BASELINE,
          Protection.ABOVE_TARGET);
  private static final Rule RISK =
      Rule.matching(String.join("|", ALLOWED), "one of " + String.join(", ", ALLOWED));
  private static final Rule TASK_DEFINITION =
      Rule.matching(
          "(?:arn:\\S+/)?[A-Za-z0-9_-]{1,255}(?::\\d+)?", "a task definition as family[:revision]");

  // Limits of ECS: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html
  private static final int MOST_TAGS = 50;
  private static final Rule TAG_KEY =
      Rule.of(
          key ->
              !key.isBlank()
                  && key.length() <= 128
                  && !key.toLowerCase(Locale.ROOT).startsWith("aws:"),
          "a tag's name of at most 128 characters that does not begin with aws:");
  private static final Rule TAG_VALUE =
      Rule.of(value -> value.length() <= 256, "a tag's value of at most 256 characters");

  private EnvironmentSection() {}

  /** Reads what the section says; what is wrong becomes a problem of the file. */
  public static EnvironmentSettings read(String name, Section section) {
    section.knowing(KEYS);
    return new EnvironmentSettings(
        name,
        section.optional("region", Rule.WORD),
        section.optional("role-arn", Rule.ROLE_ARN),
        section.required("cluster", Rule.WORD, "the ECS cluster's name or ARN"),
        section.required(
            "task-definition", TASK_DEFINITION, "the family that serves as the template"),
        section.optional("container", Rule.WORD),
        section.list("subnets", Rule.ID),
        section.list("security-groups", Rule.ID),
        section.flag("assign-public-ip"),
        launch(section),
        section.optional("platform-version", Rule.WORD),
        section.arguments("command", List.of("migrate")),
        new Protection(section.flag("protected"), section.list("allow", RISK)),
        tags(section),
        section.optional("timeout", Rule.DURATION).flatMap(Durations::parse));
  }

  private static Launch launch(Section section) {
    Optional<String> type = section.optional("launch-type", LAUNCH_TYPE);
    Optional<String> provider = section.optional("capacity-provider", Rule.WORD);
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
