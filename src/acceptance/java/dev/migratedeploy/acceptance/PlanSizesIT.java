package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.LocalDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What a plan says of the tables that its scripts touch, as the observer inside Flyway told it. */
class PlanSizesIT extends EndToEnd {
  private static final Map<String, String> APPLIED =
      Map.of(
          "V1__shop.sql",
          """
          CREATE TABLE orders (id int, region text);
          INSERT INTO orders SELECT i, repeat('x', 40) FROM generate_series(1, 50000) i;
          CREATE SCHEMA old;
          CREATE TABLE old.orders (id int);
          CREATE TABLE days (day date) PARTITION BY RANGE (day);
          CREATE TABLE days_1 PARTITION OF days FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
          INSERT INTO days SELECT '2026-01-02' FROM generate_series(1, 50000);
          CREATE VIEW totals AS SELECT count(*) FROM orders;
          ANALYZE;
          """);

  private static final String PENDING =
      """
      UPDATE orders SET region = 'y';
      ALTER TABLE old.Orders ADD x int;
      ALTER TABLE days ADD x int;
      DROP TABLE IF EXISTS "Gone";
      ALTER TABLE ${flyway:defaultSchema}.parts ADD x int;
      """;

  @Test
  void aPlanKnowsHowLargeTheTablesAreAndWhoseTransactionIsOpen() throws Exception {
    assertExit(deploy(commit(APPLIED)), 0);
    Project.Job job = project.prepare(commit(pending()), environment);

    try (Connection report = transaction();
        Statement statement = report.createStatement()) {
      statement.execute("SELECT count(*) FROM orders");
      ToolProcess.Result planned = project.run(job, environment, "plan");
      assertExit(planned, 0, "pending       V2__more.sql", "touches  orders ", "about 50 thousand");
      assertThat(planned.output())
          .contains("days 1.", "in its partitions", "\"Gone\" (not in the database)")
          .contains("no size of ${flyway:defaultSchema}.parts")
          .doesNotContain("[migrate-deploy:", "the oldest open transaction");
    }

    JsonNode plan = plan(job);
    JsonNode touches = plan.at("/scripts/1/touches");
    assertThat(touches.findValuesAsText("table"))
        .containsExactly("orders", "days", "old.orders", "\"Gone\"");
    assertThat(touches.findValuesAsText("kind"))
        .containsExactly("table", "partitioned table", "table", "missing");
    assertThat(touches.at("/0/bytes").asLong()).isBetween(3_000_000L, 8_000_000L);
    assertThat(touches.at("/1/bytes").asLong()).isBetween(1_000_000L, 4_000_000L);
    assertThat(touches.at("/2/bytes").asLong()).isZero();
    assertThat(plan.at("/scripts/0/touches")).isEmpty();
    assertThat(plan.at("/tables/unread/0").asText()).isEqualTo("${flyway:defaultSchema}.parts");
    assertThat(plan.at("/tables/oldestTransaction/application").asText())
        .isEqualTo("nightly report");
  }

  @Test
  void aLargeTableOfAProtectedEnvironmentStopsThePlanAndNotTheDeploy() throws IOException {
    String careful =
        settings().replace("security-groups: [sg-0c2d4e6f]", "protected: true")
            + "findings: {sizes: {small: 1MB, large: 2MB}, database: postgresql}\n";
    assertExit(deploy(commit(careful, APPLIED)), 0);
    Map<String, String> scripts = new LinkedHashMap<>(APPLIED);
    scripts.put("V2__all.sql", "UPDATE orders SET region = 'y';");
    String sha = commit(careful, scripts);
    Project.Job job = project.prepare(sha, environment);

    assertExit(
        project.run(job, environment, "plan"),
        1,
        "WOULD FAIL  a large table of this protected environment would be blocked for long",
        "it changes every row of the table orders (orders has ",
        "a deploy does not know the sizes");
    assertThat(plan(job).at("/findings/0/severity").asText()).isEqualTo("error");
    assertExit(deploy(sha), 0, "update-without-where");
  }

  @Test
  void withoutAnObserverTheTablesAreThereWithoutSizes() throws IOException {
    String off = settings() + "observer: off\n";
    assertExit(deploy(commit(off, APPLIED)), 0);
    Project.Job job = project.prepare(commit(off, pending()), environment);

    ToolProcess.Result planned = project.run(job, environment, "plan");
    assertExit(planned, 0, "touches  orders; old.orders; days; \"Gone\"\n", "SAFE");
    assertThat(plan(job).at("/scripts/1/touches/0/bytes").isNull()).isTrue();
  }

  private static Map<String, String> pending() {
    Map<String, String> scripts = new LinkedHashMap<>(APPLIED);
    scripts.put("V2__more.sql", PENDING);
    return scripts;
  }

  private Connection transaction() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", LocalDatabase.USER);
    properties.setProperty("password", cloud.database().password());
    properties.setProperty("ApplicationName", "nightly report");
    Connection connection =
        DriverManager.getConnection(cloud.database().url(environment), properties);
    connection.setAutoCommit(false);
    return connection;
  }

  private static JsonNode plan(Project.Job job) throws IOException {
    return new ObjectMapper()
        .readTree(job.directory().resolve("migrate-deploy-report/plan.json").toFile());
  }
}
