package dev.migratedeploy.bench;

import dev.migratedeploy.demo.Project;
import java.util.List;

/** What a deploy finds: what has changed, and what is where already. In this order. */
enum Scenario {
  COLD("new repository"),
  CHANGED("one changed script"),
  UNCHANGED("image is there");

  final String words;

  Scenario(String words) {
    this.words = words;
  }

  /** The task runs although nothing has changed. */
  List<String> options() {
    return this == UNCHANGED ? List.of("--force") : List.of();
  }

  Project.Job prepare(BenchCloud cloud, String base) {
    return switch (this) {
      case COLD -> cloud.changed(base, cloud.newRepository());
      case CHANGED -> cloud.changed(base, cloud.repository("warm"));
      case UNCHANGED -> cloud.again();
    };
  }
}
