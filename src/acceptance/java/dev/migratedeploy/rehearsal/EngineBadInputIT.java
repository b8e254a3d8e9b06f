package dev.migratedeploy.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migratedeploy.rehearsal.EngineRequest.Address.Server;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.support.Secret;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases that nobody can rehearse on, and scripts that do not end. */
class EngineBadInputIT extends EngineOnPostgreSql {
  private final Path folder;

  EngineBadInputIT(@TempDir Path folder) {
    this.folder = folder;
  }

  private Problem refusal(Server server) throws IOException {
    RehearsedFolders on = new RehearsedFolders(folder, server).added("V1__a.sql", "SELECT 1;\n");
    try {
      on.rehearse();
    } catch (RefusedException e) {
      return e.problem();
    }
    throw new AssertionError("not refused");
  }

  private static Server server(String url, String user, String password) {
    return new Server(url, Optional.of(user), Optional.of(Secret.of(password)));
  }

  @Test
  void aDatabaseThatIsNotEmptyIsRefusedAndLeftAsItIs() throws IOException, SQLException {
    database.execute("CREATE TABLE customers (id int)");

    Problem problem = refusal((Server) database.address());

    assertThat(problem.cause())
        .startsWith("the rehearsal's database postgresql://127.0.0.1:")
        .endsWith("is not empty, and was left as it is");
    assertThat(problem.details()).containsExactly("table customers");
    assertThat(database.ask("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        .isEqualTo("1");
  }

  @Test
  void aDatabaseOnWhichAnotherRehearsalRunsIsRefused() throws IOException, SQLException {
    try (Connection other = DriverManager.getConnection(database.url(), "postgres", "");
        Statement claim = other.createStatement()) {
      claim.execute("SELECT pg_advisory_lock(hashtext('migrate-deploy rehearse'))");

      assertThat(refusal((Server) database.address()).cause())
          .startsWith("another rehearsal is running on the database postgresql://127.0.0.1:");
    }
  }

  @Test
  void aDatabaseThatCannotBeReachedIsNotStarted() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    RehearsedFolders on =
        new RehearsedFolders(
                folder,
                server("jdbc:postgresql://127.0.0.1:" + port + "/app", "app", "secret-word"))
            .added("V1__a.sql", "SELECT 1;\n")
            .within(Duration.ofSeconds(4));

    assertThatExceptionOfType(NotStartedException.class)
        .isThrownBy(on::rehearse)
        .satisfies(
            e -> {
              assertThat(e.problem().cause())
                  .startsWith(
                      "could not reach the rehearsal's database postgresql://127.0.0.1:"
                          + port
                          + "/app, tried for ")
                  .contains("refused");
              assertThat(e.problem().toString()).doesNotContain("secret-word");
            });
  }

  @ParameterizedTest
  @CsvSource({"require, does not support SSL", "bogus, Invalid sslmode"})
  void sslThatCannotBeIsRefusedAtOnce(String mode, String words) throws IOException {
    Problem problem = refusal(server(database.url() + "?sslmode=" + mode, "postgres", "x"));

    assertThat(problem.cause())
        .startsWith("could not agree with the rehearsal's database postgresql://127.0.0.1:")
        .contains("on SSL: ")
        .contains(words);
    assertThat(problem.next()).contains("sslmode");
  }

  @Test
  void aLoginThatMayMakeNoTableIsToldSo() throws IOException, SQLException {
    database.execute("CREATE ROLE reader LOGIN PASSWORD 'reader'");
    database.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");

    Problem problem = refusal(server(database.url(), "reader", "reader"));

    assertThat(problem.cause()).endsWith("may not create a table there");
    assertThat(problem.next()).contains("owner");
  }

  @Test
  void aWrongPasswordIsRefused() throws IOException, SQLException {
    database.execute("CREATE ROLE nobody NOLOGIN");

    Problem problem = refusal(server(database.url(), "nobody", "wrong-password"));

    assertThat(problem.cause()).contains("refused the login");
    assertThat(problem.toString()).doesNotContain("wrong-password");
  }

  @Test
  void aDatabaseThatDoesNotExistIsRefused() throws IOException {
    Problem problem =
        refusal(server(database.url().replaceFirst("/\\w+$", "/nowhere"), "postgres", "x"));

    assertThat(problem.cause())
        .startsWith("there is no such database as the rehearsal's postgresql://127.0.0.1:")
        .endsWith("/nowhere: database \"nowhere\" does not exist");
  }

  @ParameterizedTest
  @CsvSource({"jdbc:oracle:thin:@//db:1521/app, jdbc:oracle:", "jdbc:sqlite:file, jdbc:sqlite:"})
  void otherProductsAreRefused(String url, String shown) throws IOException {
    assertThat(refusal(server(url, "app", "x")).cause())
        .isEqualTo("there is no driver for the rehearsal's database " + shown + "…");
  }

  @Test
  void aScriptThatNeverEndsIsEnded() throws IOException {
    Rehearsal rehearsal =
        folders
            .deployed("V1__a.sql", "CREATE TABLE a (id int);\n")
            .added("V2__b.sql", "SELECT 2;\n")
            .added("V3__sleep.sql", "SELECT 1;\nSELECT pg_sleep(3600);\n")
            .added("V4__d.sql", "SELECT 4;\n")
            .within(Duration.ofSeconds(25))
            .rehearse();

    assertThat(outcomes(rehearsal))
        .containsExactly(
            "V2__b.sql APPLIED",
            "V3__sleep.sql FAILED: it did not end within 25 s (line 2: SELECT pg_sleep(3600))",
            "V4__d.sql NOT_TRIED");
    assertThat(rehearsal.scripts().get(1).took()).isPositive();
  }

  @Test
  void anOldScriptThatNeverEndsIsNamed() throws IOException {
    folders
        .deployed("V1__sleep.sql", "SELECT 1;\nSELECT pg_sleep(3600);\n")
        .within(Duration.ofSeconds(25));

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(folders::rehearse)
        .satisfies(
            e ->
                assertThat(e.problem().cause())
                    .isEqualTo(
                        "the state to rehearse on did not stand within 25 s: V1__sleep.sql was"
                            + " still running, line 2: SELECT pg_sleep(3600)"));
  }

  @Test
  void aConnectionThatIsLostIsSaid() throws IOException {
    Rehearsal rehearsal =
        folders
            .added("V1__a.sql", "SELECT 1;\nSELECT pg_terminate_backend(pg_backend_pid());\n")
            .added("V2__b.sql", "SELECT 2;\n")
            .rehearse();

    assertThat(outcomes(rehearsal))
        .containsExactly(
            "V1__a.sql FAILED: the connection to the database was lost: terminating connection due"
                + " to administrator command (line 2: SELECT"
                + " pg_terminate_backend(pg_backend_pid()))",
            "V2__b.sql NOT_TRIED");
  }

  @Test
  void theDatabaseItRunsInCannotBeDropped() throws IOException {
    Rehearsal rehearsal =
        folders.added("V1__drop.sql", "DROP DATABASE " + database.name() + ";\n").rehearse();

    assertThat(outcomes(rehearsal))
        .containsExactly(
            "V1__drop.sql FAILED: cannot drop the currently open database (line 1: DROP DATABASE "
                + database.name()
                + ")");
  }

  @Test
  void aScriptThatCannotBeDecodedIsNamed() throws IOException {
    Rehearsal rehearsal =
        folders
            .option("flyway.encoding", "US-ASCII")
            .added("V1__a.sql", "SELECT 1;\n")
            .added("V2__latin.sql", "SELECT 'café';\n")
            .rehearse();

    assertThat(rehearsal.refusal().orElseThrow().message())
        .contains("V2__latin.sql")
        .contains("flyway.encoding");
  }

  @Test
  void theVersionToStopAtMayBeThatOfANewScript() throws IOException {
    Rehearsal rehearsal =
        folders
            .option("flyway.target", "2")
            .deployed("V1__a.sql", "SELECT 1;\n")
            .added("V2__b.sql", "SELECT 2;\n")
            .added("V3__c.sql", "SELECT 3;\n")
            .rehearse();

    assertThat(outcomes(rehearsal)).containsExactly("V2__b.sql APPLIED");
  }
}
