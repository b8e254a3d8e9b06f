package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every revision of every family, in the order of registration. */
final class TaskDefinitions {
  private static final int DEFAULT_PAGE = 100;

  private final Clock clock;
  private final Tags tags;
  private final Map<String, TaskDefinition> byArn = new LinkedHashMap<>();
  private final Map<String, Integer> lastRevisions = new LinkedHashMap<>();

  TaskDefinitions(Clock clock, Tags tags) {
    this.clock = clock;
    this.tags = tags;
  }

  synchronized ObjectNode register(Fields input, Caller caller) {
    Registration registration = new Registration(input);
    registration.check();
    String family = familyArn(input.required("family"), caller);
    int revision = lastRevisions.merge(family, 1, Integer::sum);
    TaskDefinition definition = registration.as(family + ":" + revision, revision, clock.instant());
    byArn.put(definition.arn(), definition);
    tags.add(definition.arn(), input.objects("tags"));
    return answer(definition, true);
  }

  synchronized ObjectNode describe(Fields input, Caller caller) {
    TaskDefinition definition =
        find(input.required("taskDefinition"), caller)
            .orElseThrow(() -> AwsError.client("Unable to describe task definition."));
    return answer(definition, input.texts("include").contains("TAGS"));
  }

  /** The last one that was registered in any region. */
  synchronized ObjectNode newest(String family) {
    return byArn.values().stream()
        .filter(definition -> definition.family().equals(family))
        .reduce((older, newer) -> newer)
        .orElseThrow()
        .json()
        .deepCopy();
  }

  synchronized ObjectNode deregister(Fields input, Caller caller) {
    String name = input.required("taskDefinition");
    if (!name.matches(".*:\\d+")) {
      throw AwsError.invalidParameter("Invalid revision number. Number: " + name);
    }
    TaskDefinition definition =
        find(name, caller)
            .orElseThrow(() -> AwsError.client("The specified task definition does not exist."))
            .deregistered(clock.instant());
    byArn.put(definition.arn(), definition);
    return answer(definition, false);
  }

  synchronized ObjectNode list(Fields input, Caller caller) {
    String status = input.text("status").orElse("ACTIVE");
    Optional<String> family = input.text("familyPrefix");
    List<String> arns =
        new ArrayList<>(
            byArn.values().stream()
                .filter(definition -> Arns.region(definition.arn()).equals(caller.region()))
                .filter(definition -> definition.status().equals(status))
                .filter(definition -> family.map(definition.family()::equals).orElse(true))
                .sorted(
                    Comparator.comparing(TaskDefinition::family)
                        .thenComparingInt(definition -> definition.json().get("revision").asInt()))
                .map(TaskDefinition::arn)
                .toList());
    if (input.text("sort").equals(Optional.of("DESC"))) {
      Collections.reverse(arns);
    }
    Page<String> page = Page.of(arns, input, "maxResults", DEFAULT_PAGE);
    return page.answer("taskDefinitionArns", Json.texts(page.items()));
  }

  /**
   * The revision that a name means.
   *
   * @param name a family, which means its latest active revision, {@code family:revision} or an ARN
   */
  synchronized Optional<TaskDefinition> find(String name, Caller caller) {
    String arn = name.startsWith("arn:") ? name : familyArn(name, caller);
    return Optional.ofNullable(byArn.get(arn))
        .or(
            () ->
                byArn.values().stream()
                    .filter(TaskDefinition::isActive)
                    .filter(definition -> definition.arn().replaceFirst(":\\d+$", "").equals(arn))
                    .reduce((earlier, later) -> later));
  }

  private ObjectNode answer(TaskDefinition definition, boolean withTags) {
    ObjectNode answer = Json.object();
    answer.set("taskDefinition", definition.json().deepCopy());
    if (withTags) {
      answer.set("tags", tags.of(definition.arn()));
    }
    return answer;
  }

  private static String familyArn(String family, Caller caller) {
    return Arns.ecs(caller.region(), "task-definition/" + family);
  }
}
