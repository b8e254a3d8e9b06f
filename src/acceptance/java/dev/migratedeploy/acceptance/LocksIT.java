package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.RunningTool;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.LocalDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A script that waits for somebody's lock, on a real PostgreSQL. */
class LocksIT extends EndToEnd {
  private static final Map<String, String> ALTER =
      Map.of(
          "V1__lock.sql",
          "CREATE TABLE first (id int);\nALTER TABLE shop.tea ADD COLUMN origin text;\n");

  private static final Duration HELD = Duration.ofSeconds(3);
  private static final Duration WAIT = Duration.ofSeconds(1);

  /** What the database needs to end the script and to let the reader go, with two busy cores. */
  private static final Duration ALLOWANCE = Duration.ofMillis(200);

  @BeforeEach
  void aTableThatIsThereAlready() {
    cloud.database().execute(environment, "CREATE SCHEMA shop");
    cloud.database().execute(environment, "CREATE TABLE shop.tea (id int)");
  }

  @Test
  void aLockThatIsHeldForAWhileIsTriedForAndNoReaderIsBlockedForLong() throws Exception {
    String sha = commit(with("locks: {wait: 1s, tries: 10, pause: 1s}"), ALTER);
    Duration longest;
    ToolProcess.Result result;
    try (Connection holder = reading();
        Connection reader = connect()) {
      RunningTool deploy = project.launch(sha, environment);
      awaitBlocked(holder);
      longest = longestRead(reader, HELD);
      holder.commit();
      result = deploy.result();
    }

    assertExit(result, 0, "Result   APPLIED", "tries");
    assertThat(applied()).containsExactly("V1__lock.sql");
    assertThat(longest).as("the longest read").isLessThan(WAIT.plus(ALLOWANCE));
  }

  @Test
  void aLockThatIsNeverLetGoEndsInAFailureThatNamesTheHolder() throws Exception {
    String sha = commit(with("locks: {wait: 200ms, tries: 2, pause: 0s}"), ALTER);
    try (Connection holder = reading()) {
      assertExit(deploy(sha), 1, "Result   FAILED", "V1__lock.sql", "2 tries", "shop.tea");
    }

    assertThat(applied()).isEmpty();
    assertThat(cloud.database().query(environment, "SELECT to_regclass('public.first')").toString())
        .as("what stayed of the script")
        .contains("null");
  }

  @Test
  void withoutTheObserverFlywayIsLeftAlone() {
    assertExit(deploy(commit(with("observer: off"), ALTER)), 0, "Result   APPLIED");
  }

  private String with(String line) {
    return settings() + "    " + line + "\n";
  }

  private Connection connect() throws SQLException {
    LocalDatabase database = cloud.database();
    return DriverManager.getConnection(
        database.url(environment), LocalDatabase.USER, database.password());
  }

  /** A transaction that has read the table and is not over. */
  private Connection reading() throws SQLException {
    Connection connection = connect();
    connection.setAutoCommit(false);
    count(connection);
    return connection;
  }

  private void awaitBlocked(Connection holder) throws SQLException {
    String waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted";
    while (cloud.database().query(environment, waiting).get(0).get(0).equals("0")) {
      assertThat(holder.isClosed()).isFalse();
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static Duration longestRead(Connection reader, Duration time) throws SQLException {
    long longest = 0;
    for (long begin = System.nanoTime(); System.nanoTime() - begin < time.toNanos(); ) {
      long before = System.nanoTime();
      count(reader);
      longest = Math.max(longest, System.nanoTime() - before);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    return Duration.ofNanos(longest);
  }

  private static void count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*) FROM shop.tea")) {
      assertThat(result.next()).isTrue();
    }
  }
}
