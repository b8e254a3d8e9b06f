package dev.migratedeploy.runner.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Settings files of all keys that there are, with values of the policy's and others. */
final class RandomSettings {
  private static final Map<String, List<String>> TOP =
      Map.of(
          "scripts",
          List.of("sql", "a/b/", "./a/.", "/etc", "..", "a/../..", "${HOME}", "${HOME:-x}", "[a]"),
          "findings",
          List.of("{}", "{database: mysql}", "{rules: {nope: off}}"));
  private static final Map<String, List<String>> IMAGE =
      Map.of(
          "base", List.of("flyway/flyway:12", "evil:1", "${BASE:-flyway/flyway:12}", "~"),
          "repository", List.of("registry.example.com/ops/orders", "evil/x"),
          "entrypoint", List.of("[flyway]", "[sh]", "flyway", "[]"),
          "scripts-path", List.of("/flyway/sql", "/flyway/sql/", "/", "/etc"),
          "files", List.of("{}", "{a: /b}"));
  private static final Map<String, List<String>> TASK = task();

  private RandomSettings() {}

  private static Map<String, List<String>> task() {
    Map<String, List<String>> task = new LinkedHashMap<>();
    task.put("region", List.of("eu-west-1", "us-east-1", "''"));
    task.put("role-arn", List.of("arn:aws:iam::123456789012:role/migrate", "~", "evil"));
    task.put("cluster", List.of("production", "staging", "${SUBNET}"));
    task.put("task-definition", List.of("flyway", "flyway:1", "admin"));
    task.put("container", List.of("flyway", "other"));
    task.put("subnets", List.of("[subnet-1]", "subnet-1", "${SUBNET}", "[subnet-1, subnet-2]"));
    task.put("security-groups", List.of("[sg-1]", "[]", "sg-2"));
    task.put("assign-public-ip", List.of("false", "true"));
    task.put("launch-type", List.of("FARGATE", "EC2"));
    task.put("capacity-provider", List.of("~", "FARGATE_SPOT"));
    task.put("command", List.of("[migrate]", "[info]", "[migrate, -outOfOrder=true]", "[clean]"));
    task.put("protected", List.of("true", "false"));
    task.put("allow", List.of("[]", "[spot]"));
    task.put("tags", List.of("{team: data}", "{}", "{a: b}"));
    task.put("timeout", List.of("1m", "1h", "2h", "soon"));
    task.put("nonsense", List.of("1"));
    return task;
  }

  static String yaml(Random random) {
    List<String> lines = new ArrayList<>();
    lines.add("x-any: 1");
    add(lines, random, TOP, "");
    lines.add("image:");
    lines.add("  base: " + pick(random, IMAGE.getOrDefault("base", List.of())));
    add(lines, random, without(IMAGE, "base"), "  ");
    lines.add("environments:");
    lines.add(random.nextInt(8) == 0 ? "  production2:" : "  production:");
    add(lines, random, TASK, "    ");
    return String.join("\n", lines);
  }

  private static Map<String, List<String>> without(Map<String, List<String>> all, String key) {
    Map<String, List<String>> rest = new LinkedHashMap<>(all);
    rest.remove(key);
    return rest;
  }

  /** A key now and then, mostly with the value that stands first. */
  private static void add(
      List<String> lines, Random random, Map<String, List<String>> keys, String indent) {
    // In one order in every run: that of Map.of is another in each.
    new TreeMap<>(keys)
        .forEach(
            (key, values) -> {
              if (random.nextInt(5) == 0) {
                lines.add(indent + key + ": " + pick(random, values));
              }
            });
  }

  private static String pick(Random random, List<String> values) {
    return values.get(random.nextInt(4) > 0 ? 0 : random.nextInt(values.size()));
  }
}
