package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.RunningTool;
import dev.migratedeploy.localcloud.LocalDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * The shapes in which people have many databases, as public reports of other tools tell them: each
 * through the command line, with what goes wrong there.
 */
class TenantShapesIT extends EndToEnd {
  private static final Duration LOOK = Duration.ofMillis(20);

  private final TenantSchemas tenants = TenantSchemas.in(cloud.database(), environment);

  /**
   * A database for each tenant (flyway#3233), one of which is not there yet (stancl/tenancy-docs
   * #73): that one is named, and the others do not wait for it.
   */
  @Test
  void aTenantWhoseDatabaseIsNotThereYetIsNamedAndTheOthersAreDone() {
    List<String> there = List.of(environment + "_one", environment + "_two");
    there.forEach(cloud::addDatabase);
    String sha =
        commit(
            """
            targets:
              from: [{name: %1$s_one}, {name: %1$s_late}, {name: %1$s_two}]
              environment: {FLYWAY_URL: "jdbc:postgresql://127.0.0.1:%2$d/${target.name}", FLYWAY_CONNECT_RETRIES: "0"}
              per-task: 3
              waves: [{name: all, failures: 1}]
            """
                .formatted(environment, cloud.database().port()),
            "CREATE TABLE tea (id int);",
            "");

    assertExit(
        deploy(sha),
        1,
        "Result   FAILED  1 of 3 databases",
        "database \"" + environment + "_late\" does not exist");
    there.forEach(
        name -> assertThat(cloud.database().appliedScripts(name)).containsExactly("V1__all.sql"));

    cloud.addDatabase(environment + "_late");
    assertExit(deploy(sha), 0, "Result   APPLIED", "2 passed over");
  }

  /**
   * Servers with few connections (django-tenants#39), and a list that a program prints as CSV
   * (onyx-dot-app/onyx#6425, red-gate/Flyway-Sample-Pipelines#13).
   */
  @Test
  void aServerGetsNoMoreTasksAtOnceThanItMay() {
    String sha =
        commit(
            """
            targets:
              from: {command: [sh, tenants.sh]}
              environment:
                FLYWAY_URL: "jdbc:postgresql://${target.host}:%d/%s"
                FLYWAY_DEFAULT_SCHEMA: ${target.name}
              at-most: {host: 1}
              parallel: 4
            """
                .formatted(cloud.database().port(), environment),
            TenantSchemas.SCRIPT,
            """
            echo name,host
            echo slow,127.0.0.1
            echo b,127.0.0.1
            echo c,localhost
            """);

    try (LocalDatabase.Held lock = tenants.slowed()) {
      RunningTool tool = project.launch(sha, environment);
      await("slow");
      await("c");
      assertThat(tenants.hasHistory("b")).as("beside another task of its server").isFalse();
      lock.close();
      assertExit(tool.result(), 0, "Result   APPLIED");
    }

    assertThat(tenants.done("slow", "b", "c")).hasSize(3);
  }

  /**
   * One tenant of many fails in the middle, and the later ones are not to be forgotten for it
   * (influitive/apartment#369, django-tenants#1157); then that one by itself (archtechx/tenancy
   * #1060), and all of them are known to be done (django-tenants#1082).
   */
  @Test
  void theOneThatFailedIsDoneByItselfAndThenAllAreKnownToBe() {
    tenants.breaks("t2");
    String sha =
        commit(
            TenantSchemas.targets(
                "[{name: t1}, {name: t2}, {name: t3}]",
                "per-task: 3\nwaves: [{name: all, failures: 40%}]\n"),
            TenantSchemas.SCRIPT,
            "");

    assertExit(
        deploy(sha),
        1,
        "FAILED  1 of 3 databases: t2",
        "customer t2 has a bad row",
        "2 at version 1");
    tenants.repaired();
    assertExit(deploy(sha, "--target", "t2"), 0, "Result   APPLIED");
    assertThat(tenants.done("t1", "t2", "t3")).containsExactly("t1", "t3", "t2");
    assertExit(
        project.run(sha, environment, "fleet"),
        0,
        "version 1: t1, t2, t3 (3)",
        "Result   SHOWN  3 databases");
  }

  private String commit(String targets, String script, String program) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("db-migrations/migrate-deploy.yml", bytes(settings() + targets.indent(4)));
    files.put("db-migrations/scripts/V1__all.sql", bytes(script));
    files.put("tenants.sh", bytes(program));
    return project.commitOnly(files);
  }

  private void await(String schema) {
    while (!tenants.hasHistory(schema)) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
