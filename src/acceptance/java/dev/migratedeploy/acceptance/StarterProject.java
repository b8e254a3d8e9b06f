package dev.migratedeploy.acceptance;

import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.demo.ToolRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code init} writes into a folder. */
record StarterProject(Path folder) {
  /** Where the files for AWS are, of the first environment. */
  static final String AWS = "db-migrations/aws/";

  /** Adds an environment, and the options that differ from the usual ones. */
  StarterProject with(String environment, String region, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("init", "--env", environment, "--region", region, "--project", "shop/orders"));
    arguments.addAll(List.of("--account", "123456789012", "--subnets", "subnet-0a1b,subnet-2c3d"));
    arguments.addAll(List.of("--security-groups", "sg-0c2d"));
    arguments.addAll(List.of(more));
    ToolProcess.Result result = ToolRun.ofThisBuild().run(folder, Map.of(), arguments);
    if (result.exitCode() != 0) {
      throw new AssertionError("init ended with " + result.exitCode() + ":\n" + result.output());
    }
    return this;
  }
}
