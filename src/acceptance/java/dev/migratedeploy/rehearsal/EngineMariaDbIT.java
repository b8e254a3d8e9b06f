package dev.migratedeploy.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.migratedeploy.observer.MariaDbServer;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.result.SchemaChange;
import dev.migratedeploy.rehearsal.result.TableEffect;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine's process on Debian's MariaDB. */
class EngineMariaDbIT {
  private static MariaDbServer server;

  private final Path folder;

  EngineMariaDbIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void startServer(@TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(MariaDbServer.isInstalled(), "MariaDB is not on the path");
    server = MariaDbServer.start(folder);
  }

  @AfterAll
  static void stopServer() throws InterruptedException {
    if (server != null) {
      server.close();
    }
  }

  private RehearsedFolders on(String database) throws SQLException, IOException {
    make(database);
    return as("root", database);
  }

  private RehearsedFolders as(String user, String database) throws IOException {
    return to(server.url(database), user);
  }

  private RehearsedFolders to(String url, String user) throws IOException {
    return new RehearsedFolders(
        folder, new EngineRequest.Address.Server(url, Optional.of(user), Optional.empty()));
  }

  private static void make(String database, String... statements) throws SQLException {
    try (Connection connection = server.connect("mysql");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
      statement.execute("USE " + database);
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void theNewScriptsRunOnTheBaseState() throws IOException, SQLException {
    Rehearsal rehearsal =
        on("app")
            .deployed("V1__orders.sql", "CREATE TABLE orders (id bigint PRIMARY KEY);\n")
            .deployed("V2__gone.sql", "CREATE TABLE a (id int);\nALTER TABLE nowhere ADD x int;\n")
            .added("V3__region.sql", "ALTER TABLE orders ADD region varchar(10);\n")
            .added("V4__wrong.sql", "SELECT 1;\nUPDATE orders SET nothing = 1;\n")
            .added("V5__later.sql", "SELECT 1;\n")
            .rehearse();

    assertThat(rehearsal.database().words()).startsWith("MariaDB 1");
    assertThat(rehearsal.base().passedOver())
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.failure().message()).isEqualTo("Table 'app.nowhere' doesn't exist"));
    assertThat(EngineOnPostgreSql.outcomes(rehearsal))
        .containsExactly(
            "V3__region.sql APPLIED",
            "V4__wrong.sql NOT_REHEARSED: Unknown column 'nothing' in 'SET'"
                + " (line 2: UPDATE orders SET nothing = 1)",
            "V5__later.sql NOT_TRIED");
  }

  @Test
  void aScriptThatDropsItsDatabaseIsToldAsThat() throws IOException, SQLException {
    Rehearsal rehearsal =
        on("dropped")
            .deployed("V1__orders.sql", "CREATE TABLE orders (id bigint PRIMARY KEY);\n")
            .added("V2__drop.sql", "SELECT 1;\nDROP DATABASE dropped;\nCREATE TABLE b (id int);\n")
            .rehearse();

    assertThat(EngineOnPostgreSql.outcomes(rehearsal).get(0))
        .startsWith("V2__drop.sql FAILED: it drops the database that it runs in: ")
        .endsWith("(line 2: DROP DATABASE dropped)");
  }

  @Test
  void theSchemasDifferenceAndTablesThatAreBuiltAgainAreTold() throws IOException, SQLException {
    Rehearsal rehearsal =
        on("shop")
            .deployed("V1__orders.sql", "CREATE TABLE orders (id bigint PRIMARY KEY, total int);\n")
            .added(
                "V2__total.sql",
                "SELECT 1;\nALTER TABLE orders MODIFY total bigint;\nCREATE TABLE more (id int);\n")
            .rehearse();

    assertThat(rehearsal.scripts())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.effects().changes())
                  .extracting(SchemaChange::line)
                  .containsExactly(
                      "added table more: (id int(11))",
                      "changed column orders.total: int(11) → bigint(20)");
              assertThat(it.effects().measured().effects())
                  .extracting(TableEffect::table, TableEffect::kind)
                  .containsExactly(tuple("orders", TableEffect.Kind.REWRITTEN));
            });
  }

  @Test
  void aDatabaseThatIsNotEmptyIsRefused() throws IOException, SQLException {
    make("used", "CREATE TABLE customers (id int)");

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(as("root", "used").added("V1__a.sql", "SELECT 1;\n")::rehearse)
        .satisfies(e -> assertThat(e.problem().details()).containsExactly("table customers"));
  }

  @Test
  void aDatabaseIsNamedAsTheUserHasNamedIt() throws IOException, SQLException {
    make("filled", "CREATE TABLE customers (id int)");
    String url = server.url("filled").replace("jdbc:mariadb:", "jdbc:mysql:");

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(to(url, "root").added("V1__a.sql", "SELECT 1;\n")::rehearse)
        .withMessageStartingWith("the rehearsal's database mysql://127.0.0.1:");
  }

  @Test
  void aWrongLoginIsRefused() throws IOException, SQLException {
    make("locked");

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(as("stranger", "locked").added("V1__a.sql", "SELECT 1;\n")::rehearse)
        .satisfies(e -> assertThat(e.problem().cause()).contains("refused the login"));
  }

  @Test
  void aDumpStandsForTheOldScripts() throws IOException, SQLException, InterruptedException {
    make(
        "production",
        "CREATE TABLE orders (id bigint PRIMARY KEY, total int, note varchar(20) DEFAULT"
            + " '${kept}')",
        "CREATE VIEW big AS SELECT id FROM orders WHERE total > 10",
        "CREATE TRIGGER t BEFORE INSERT ON orders FOR EACH ROW BEGIN SET NEW.total = NEW.total + 1;"
            + " IF NEW.total < 0 THEN SET NEW.total = 0; END IF; END",
        "CREATE FUNCTION f(a int) RETURNS int DETERMINISTIC BEGIN DECLARE x int; RETURN a; END",
        "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN DELETE FROM orders; END",
        "INSERT INTO orders (id, note) VALUES (1, 'größe; x')");

    Rehearsal rehearsal =
        on("dumped")
            .from(server.dump("production"))
            .deployed("V1__orders.sql", "SELECT never_run();\n")
            .added("V2__region.sql", "UPDATE orders SET total = f(1) WHERE note = 'größe; x';\n")
            .added("V3__big.sql", "CREATE TABLE copies AS SELECT * FROM big;\n")
            .rehearse();

    assertThat(EngineOnPostgreSql.outcomes(rehearsal))
        .containsExactly("V2__region.sql APPLIED", "V3__big.sql APPLIED");
    assertThat(ask("SELECT total FROM dumped.orders")).isEqualTo("1");
    assertThat(ask("SELECT count(*) FROM information_schema.events WHERE event_schema = 'dumped'"))
        .isEqualTo("1");
  }

  @Test
  void aDumpWithFlywaysTableSaysItselfWhatIsApplied(@TempDir Path other)
      throws IOException, SQLException, InterruptedException {
    on("migrated").deployed("V1__orders.sql", "CREATE TABLE orders (id bigint);\n").rehearse();
    make("later");
    RehearsedFolders later =
        new RehearsedFolders(
                other,
                new EngineRequest.Address.Server(
                    server.url("later"), Optional.of("root"), Optional.empty()))
            .from(server.dump("migrated"))
            .deployed("V1__orders.sql", "CREATE TABLE orders (id bigint);\n")
            .deployed("V2__since.sql", "ALTER TABLE orders ADD since date;\n")
            .added("V3__since.sql", "ALTER TABLE orders MODIFY since date NOT NULL;\n");

    Rehearsal rehearsal = later.rehearse();

    assertThat(rehearsal.refusal()).isEmpty();
    assertThat(rehearsal.base().passedOver()).isEmpty();
    assertThat(EngineOnPostgreSql.outcomes(rehearsal)).containsExactly("V3__since.sql APPLIED");
  }

  @Test
  void ofADumpWithoutRowsAllOldScriptsAreApplied(@TempDir Path other)
      throws IOException, SQLException, InterruptedException {
    on("bare").deployed("V1__orders.sql", "CREATE TABLE orders (id bigint);\n").rehearse();
    make("filled_again");

    Rehearsal rehearsal =
        new RehearsedFolders(
                other,
                new EngineRequest.Address.Server(
                    server.url("filled_again"), Optional.of("root"), Optional.empty()))
            .from(server.dump("bare", "--no-data"))
            .deployed("V1__orders.sql", "CREATE TABLE orders (id bigint);\n")
            .deployed("R__view.sql", "SELECT never_run();\n")
            .added("V2__since.sql", "ALTER TABLE orders ADD since date;\n")
            .rehearse();

    assertThat(rehearsal.refusal()).isEmpty();
    assertThat(EngineOnPostgreSql.outcomes(rehearsal)).containsExactly("V2__since.sql APPLIED");
  }

  @Test
  void aDumpOfAnotherServerIsTakenByAUserWhoMayLittle()
      throws IOException, SQLException, InterruptedException {
    make("ci", "CREATE USER ci@'%'", "GRANT ALL ON ci.* TO ci@'%'");
    String dump =
        """
        /*!999999\\- enable the sandbox mode */
        -- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)
        /*!50503 SET NAMES utf8mb4 */;
        SET @MYSQLDUMP_TEMP_LOG_BIN = @@SESSION.SQL_LOG_BIN;
        SET @@SESSION.SQL_LOG_BIN= 0;
        SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ '3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5';

        CREATE DATABASE /*!32312 IF NOT EXISTS*/ `production` /*!80016 DEFAULT ENCRYPTION='N' */;

        USE `production`;

        CREATE TABLE `orders` (
          `id` bigint NOT NULL,
          `total` int DEFAULT NULL,
          PRIMARY KEY (`id`)
        ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
        INSERT INTO `orders` VALUES (1,5);
        DELIMITER ;;
        /*!50003 CREATE*/ /*!50017 DEFINER=`admin`@`%`*/ /*!50003 TRIGGER `t` BEFORE INSERT ON `orders`
         FOR EACH ROW BEGIN SET NEW.total = 1; END */;;
        CREATE DEFINER=`admin`@`%` FUNCTION `f`(a int) RETURNS int
            DETERMINISTIC
        BEGIN RETURN a; END ;;
        DELIMITER ;
        /*!50001 CREATE ALGORITHM=UNDEFINED */
        /*!50013 DEFINER=`admin`@`%` SQL SECURITY DEFINER */
        /*!50001 VIEW `big` AS select `orders`.`id` AS `id` from `orders` */;
        SET @@SESSION.SQL_LOG_BIN = @MYSQLDUMP_TEMP_LOG_BIN;
        """;

    Rehearsal rehearsal =
        as("ci", "ci")
            .from(dump)
            .deployed("V1__orders.sql", "SELECT never_run();\n")
            .added("V2__copies.sql", "CREATE TABLE copies AS SELECT f(id) AS id FROM big;\n")
            .rehearse();

    assertThat(EngineOnPostgreSql.outcomes(rehearsal)).containsExactly("V2__copies.sql APPLIED");
    assertThat(ask("SELECT count(*) FROM ci.copies")).isEqualTo("1");
  }

  @Test
  void aDumpOfTwoDatabasesIsRefused() throws IOException, SQLException {
    RehearsedFolders folders =
        on("two").from("USE `a`;\nSELECT 1;\nUSE `b`;\n").added("V1__a.sql", "SELECT 1;\n");

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(folders::rehearse)
        .satisfies(
            e -> {
              assertThat(e.problem().cause())
                  .isEqualTo("schema.sql cannot be used: line 3 begins a second database");
              assertThat(e.problem().next())
                  .isEqualTo(
                      "make the file of rehearse: from: by mysqldump --no-data --routines"
                          + " --events");
            });
  }

  private static String ask(String query) throws SQLException {
    try (Connection connection = server.connect("mysql");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }
}
