package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.aws.logs.LogEvent;
import dev.migratedeploy.aws.logs.LogReading;
import dev.migratedeploy.aws.logs.LogTail;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.task.MonitorResult;
import dev.migratedeploy.deploy.task.SampleDeploy;
import dev.migratedeploy.deploy.task.TargetLogs;
import dev.migratedeploy.deploy.task.TargetOutcome;
import dev.migratedeploy.deploy.task.TargetVerdicts;
import dev.migratedeploy.localcloud.PostgreSqlServer;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.targets.Wave;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One task migrates three schemas of a real PostgreSQL with the real Flyway, observed. */
@Timeout(value = 180, threadMode = SEPARATE_THREAD)
class EachSchemaIT {
  private static final String FLYWAY =
      """
      exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%s/*' \
      org.flywaydb.commandline.Main "$@"
      """
          .formatted(Path.of("target/flyway").toAbsolutePath());

  private final Path root;

  EachSchemaIT(@TempDir Path root) {
    this.root = root;
  }

  @Test
  void theSchemaThatFailsIsToldAndTheOthersAreMigrated() throws Exception {
    TargetsContainer container = TargetsContainer.of(root, FLYWAY, true);
    Files.write(root.resolve(ObserverFiles.JAR.substring(1)), ObserverFiles.jar());
    container.container().write("sql/V1__orders.sql", "CREATE TABLE orders (id int);\n");
    container.container().write("sql/V2__region.sql", "CREATE TABLE region (id int);\n");

    try (EmbeddedPostgres server = PostgreSqlServer.start();
        Connection database = server.getPostgresDatabase().getConnection();
        Statement statement = database.createStatement()) {
      statement.execute("CREATE SCHEMA a");
      statement.execute("CREATE SCHEMA b CREATE TABLE region (old text)");
      statement.execute("CREATE SCHEMA c");
      DeployRequest request = request(server.getPort());

      List<String> log = run(container, request);

      List<TargetOutcome> outcomes = outcomes(request, log);
      assertThat(outcomes)
          .extracting(it -> it.target().name() + " " + it.result().verdict().title())
          .as(String.join("\n", log))
          .containsExactly("a APPLIED", "b FAILED", "c APPLIED");
      assertThat(outcomes)
          .allSatisfy(it -> assertThat(it.outcome().observed().isBelieved()).isTrue());
      assertThat(outcomes.get(1).result().verdict().explanation().cause())
          .contains("V2__region.sql");
      assertThat(outcomes.get(0).result().run().versions().after()).contains("2");
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT (SELECT count(*) FROM a.flyway_schema_history WHERE success AND version >"
                  + " '0'), (SELECT count(*) FROM b.flyway_schema_history WHERE version = '2'),"
                  + " (SELECT count(*) FROM c.region)")) {
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(2);
        assertThat(rows.getInt(2)).isZero();
      }
    }
  }

  private DeployRequest request(int port) {
    List<Target> targets =
        Stream.of("a", "b", "c")
            .map(
                name ->
                    new Target(
                        name,
                        Map.of(),
                        Map.of(
                            "FLYWAY_URL",
                            "jdbc:postgresql://localhost:" + port + "/postgres?ApplicationName=x",
                            "FLYWAY_SCHEMAS",
                            name,
                            "FLYWAY_USER",
                            "postgres",
                            "FLYWAY_BASELINE_ON_MIGRATE",
                            "true",
                            "FLYWAY_BASELINE_VERSION",
                            "0",
                            "FLYWAY_LOCATIONS",
                            "filesystem:" + root.resolve("sql"))))
            .toList();
    DeployRequest sample = SampleDeploy.request();
    return new DeployRequest(
        sample.ci(),
        sample
            .environment()
            .with(new Targets(List.of(new Wave("rest", targets, 2)), 20, 1, Map.of(), false)),
        sample.image(),
        sample.scripts(),
        sample.files(),
        sample.options(),
        sample.inquiry());
  }

  private static List<String> run(TargetsContainer container, DeployRequest request)
      throws IOException, InterruptedException {
    Map<String, String> variables =
        new HashMap<>(
            request
                .task(PlainTemplate.of("flyway"), SampleDeploy.IMAGE, 0)
                .container()
                .variables());
    variables.put("FLYWAY_PASSWORD", "");
    return container
        .rawLog(
            Shell.all().findFirst().orElseThrow(),
            variables,
            request.command().toArray(new String[0]))
        .lines()
        .toList();
  }

  private static List<TargetOutcome> outcomes(DeployRequest request, List<String> log) {
    TargetLogs logs = new TargetLogs(request.targets().all());
    LogTail tail = new LogTail(line -> logs.line(SampleDeploy.TASK, line, Instant.EPOCH));
    List<LogEvent> events = new ArrayList<>();
    log.forEach(line -> events.add(new LogEvent(Instant.EPOCH, line)));
    tail.take(new LogReading.Page(events, "f/1"));
    tail.close();
    assertThat(tail.summary().complete()).isTrue();
    return TargetVerdicts.of(
        request,
        PlainTemplate.of("flyway"),
        SampleDeploy.IMAGE,
        SampleDeploy.TASK,
        "rest",
        new MonitorResult.Stopped(SampleDeploy.stopped(SampleDeploy.exited(1)), tail.summary()),
        logs);
  }
}
