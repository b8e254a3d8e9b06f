package dev.migratedeploy.acceptance;

import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.Stage;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.demo.ToolRun;
import dev.migratedeploy.localcloud.LocalCloud;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;

/**
 * A local cloud for all end-to-end tests, and for each of them an environment of its own with an
 * empty database.
 */
abstract class EndToEnd {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  final LocalCloud cloud = SharedCloud.get();
  final ToolRun tool;
  final Project project;
  final String environment = "test" + NUMBER.incrementAndGet();

  EndToEnd() {
    this(ToolRun.ofThisBuild());
  }

  /** A test of what only a process has starts one. */
  EndToEnd(ToolRun tool) {
    this.tool = tool;
    this.project = new Project(cloud, tool);
    cloud.addEnvironment(environment);
  }

  /** Commits scripts, by name, together with settings for this test's environment. */
  String commit(Map<String, String> scripts) {
    return commit(settings(), scripts);
  }

  String commit(String settings, Map<String, String> scripts) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("db-migrations/migrate-deploy.yml", bytes(settings));
    scripts.forEach((name, sql) -> files.put("db-migrations/scripts/" + name, bytes(sql)));
    return project.commitOnly(files);
  }

  String settings() {
    return Stage.plainSettings(environment);
  }

  ToolProcess.Result deploy(String sha, String... options) {
    return project.deploy(sha, environment, options);
  }

  /** The scripts that Flyway's own table says are applied, in their order. */
  List<String> applied() {
    return cloud.database().appliedScripts(environment);
  }

  static void assertExit(ToolProcess.Result result, int exitCode, String... said) {
    Assertions.assertThat(result.exitCode()).as(result.output()).isEqualTo(exitCode);
    List.of(said).forEach(words -> Assertions.assertThat(result.output()).contains(words));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
