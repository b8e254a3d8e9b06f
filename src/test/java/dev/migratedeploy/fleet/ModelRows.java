package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.TaskSpec;
import java.util.Arrays;
import java.util.List;

/** What the entrypoint reads in the variables of a task. */
final class ModelRows {
  private ModelRows() {}

  static List<String> names(TaskSpec spec) {
    String text = spec.container().variables().getOrDefault("MIGRATE_DEPLOY_TARGETS", "");
    return Arrays.stream(text.split("\n", -1))
        .skip(1)
        .map(line -> line.replaceFirst("\t.*", ""))
        .toList();
  }

  static int failures(TaskSpec spec) {
    return Integer.parseInt(
        spec.container().variables().getOrDefault("MIGRATE_DEPLOY_FAILURES", "1000000"));
  }
}
