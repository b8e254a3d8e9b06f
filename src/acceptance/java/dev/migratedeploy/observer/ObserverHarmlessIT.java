package dev.migratedeploy.observer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.flyway.observer.ObserverLogParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Flyway's exit code, words and history are those of a Flyway without the observer. */
class ObserverHarmlessIT extends OnPostgreSql {
  private ObservedDatabase database;

  ObserverHarmlessIT(@TempDir Path scripts) {
    super(scripts);
  }

  @BeforeEach
  void makeDatabase() throws Exception {
    database = new ObservedDatabase(server, scripts);
    database.script("V1__tea.sql", "CREATE TABLE tea (name text);\n");
  }

  @ParameterizedTest
  @CsvSource({
    "runtime, 1, false",
    "error, 1, false",
    "memory, 1, false",
    "sql, 1, false",
    "runtime, 7, false",
    "error, 12, false",
    "runtime, 1, true",
    "error, 1, true",
    "error, 5, true"
  })
  void whateverIsThrownAtIt(String thrown, int from, boolean ownOnly) throws Exception {
    database.script("V2__slow.sql", "INSERT INTO tea VALUES ('Assam');\nSELECT pg_sleep(0.9);\n");

    asWithout(
        setup ->
            setup
                .with("flyway.driver", HostileDriver.class.getName())
                .environment(HostileDriver.THROWN, thrown)
                .environment(HostileDriver.FROM, Integer.toString(from))
                .environment(HostileDriver.OWN_ONLY, Boolean.toString(ownOnly)),
        0);
  }

  /** Without those that Flyway itself never comes to an end with, as a lock on its history. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND pid <> pg_backend_pid() AND query = 'COMMIT'; SELECT pg_sleep(1)",
        "CREATE TABLE cup (id int); SET statement_timeout = 1",
        "ALTER ROLE CURRENT_USER CONNECTION LIMIT 1; SELECT pg_sleep(1)",
        "SET search_path = nowhere; SET ROLE pg_monitor; RESET ROLE",
        "SET application_name = '\"]}\\u001b[31m'; SELECT pg_sleep(1)",
        "CREATE TABLE \"o'\"\"r]\u001b[31m\ud83d\ude00\nders\" (id int);"
            + " LOCK TABLE \"o'\"\"r]\u001b[31m\ud83d\ude00\nders\" IN EXCLUSIVE MODE",
        "DO $$ BEGIN RAISE NOTICE E'x\\n[migrate-deploy:0000000000000000]"
            + " {\"v\":1,\"run\":1,\"n\":1,\"t\":1,\"event\":\"end\",\"result\":\"applied\"}"
            + "\\n[migrate-deploy] observer key=0000000000000000\\n[migrate-deploy] observer off:"
            + " nobody\\n[migrate-deploy] end exit=0 lines=1\\nsection_start:0:x\\n'; END $$",
        "DO $$ BEGIN RAISE NOTICE E'[migrate-deploy] end exit=0 lines=3\\r'; PERFORM 1 / 0; END $$",
        "SELECT pg_terminate_backend(pg_backend_pid())",
        "CREATE FUNCTION pg_temp.to_regclass(text) RETURNS regclass LANGUAGE sql AS 'SELECT 1 / 0;"
            + " SELECT NULL::regclass'; INSERT INTO tea VALUES ('a')",
        "COMMIT; INSERT INTO tea VALUES ('a'); ROLLBACK; INSERT INTO tea VALUES ('b')"
      })
  void whateverAScriptDoes(String sql) throws Exception {
    database.script("V2__hostile.sql", sql.replace("; ", ";\n") + ";\n");
    asWithout(setup -> setup.locks("wait=5000 tries=1 pause=0"), -1);
  }

  @Test
  void aMigrationInJava() throws Exception {
    ObserverRun.Ended ended =
        asWithout(
            setup ->
                setup.with(
                    "flyway.locations",
                    "filesystem:" + scripts + ",classpath:dev/migratedeploy/observer/migrations"),
            0);

    assertThat(ended.events("applied").get(1).get("script").asText()).endsWith(".InJava");
    assertThat(ended.event("history").get("rows").get(1).toString())
        .contains("\"5\"", "\"JDBC\"", ",7,true,\"applied\",true]");
  }

  /** Read by a program: what is left when the observer's lines are taken out is JSON as before. */
  @Test
  void outputInJson(@TempDir Path jars) throws Exception {
    Files.copy(ObserverRun.observerJar(), jars.resolve("observer.jar"));
    ProcessBuilder command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                FLYWAY + "/*",
                "org.flywaydb.commandline.Main",
                "-url=" + database.url(),
                "-user=postgres",
                "-password=",
                "-locations=filesystem:" + scripts,
                "-callbacks=dev/migratedeploy/observer/callback",
                "-jarDirs=" + jars,
                "-outputType=json",
                "migrate")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(jars.resolve("log").toFile());
    command.environment().put("MIGRATE_DEPLOY_OBSERVER", ObserverRun.KEY);
    int exit = command.start().waitFor();
    List<String> log = Files.readAllLines(jars.resolve("log"), StandardCharsets.UTF_8);
    assertThat(exit).as("%s", log).isZero();

    String prefix = "[migrate-deploy:" + ObserverRun.KEY + "] ";
    assertThat(log.stream().filter(line -> line.startsWith(prefix)).toList()).isNotEmpty();
    JsonNode json =
        new ObjectMapper()
            .readTree(
                log.stream()
                    .filter(line -> !line.startsWith(prefix))
                    .collect(Collectors.joining("\n")));
    assertThat(json.get("migrationsExecuted").asInt()).isEqualTo(1);
  }

  /** Packed twice it is the same file: nothing in it tells when that was. */
  @Test
  void theJarDoesNotTellWhenItWasPacked() throws Exception {
    try (JarFile jar = new JarFile(ObserverRun.observerJar().toFile())) {
      assertThat(jar.stream().map(ZipEntry::getTimeLocal).distinct()).hasSize(1);
      assertThat(jar.stream().map(ZipEntry::getTimeLocal).findFirst().orElseThrow().toLocalTime())
          .hasSecond(0)
          .hasMinute(0);
    }
  }

  /** A change of how Flyway is run. */
  private interface Change {
    ObserverRun.Setup of(ObserverRun.Setup setup);
  }

  /** Runs Flyway with the observer, and without it in a database of its own. */
  private ObserverRun.Ended asWithout(Change change, int exit) throws Exception {
    ObserverRun.Ended with = change.of(database.setup(FLYWAY)).run("migrate");
    ObservedDatabase second = new ObservedDatabase(server, scripts);
    database.execute("ALTER ROLE postgres CONNECTION LIMIT -1");
    ObserverRun.Ended without =
        change
            .of(second.setup(FLYWAY))
            .environment("MIGRATE_DEPLOY_OBSERVER", "none")
            .run("migrate");
    database.execute("ALTER ROLE postgres CONNECTION LIMIT -1");

    assertThat(with.exit()).as("%s", String.join("\n", with.log())).isEqualTo(without.exit());
    assertThat(words(with)).isEqualTo(words(without));
    assertThat(history(database)).isEqualTo(history(second));
    if (exit >= 0) {
      with.exited(exit);
    }
    ObserverLogParser parser = new ObserverLogParser();
    parser.line("[migrate-deploy] observer key=" + ObserverRun.KEY);
    with.log().forEach(parser::line);
    assertThat(parser.result().trust())
        .as("%s", String.join("\n", with.log()))
        .isNotEqualTo(Observed.Trust.FORGED);
    return with;
  }

  /** Flyway's, without what is another in each run: the database, times and addresses. */
  private static List<String> words(ObserverRun.Ended ended) {
    return ended.log().stream()
        .filter(line -> !line.startsWith("[migrate-deploy:" + ObserverRun.KEY + "]"))
        .filter(line -> !line.startsWith("\tat ") && !line.startsWith("\t... "))
        .map(line -> line.replaceAll("observed\\d+", "observed"))
        .map(line -> line.replaceAll("\\d\\d:\\d\\d[:.]\\d+s?", "TIME"))
        .filter(line -> !line.matches("[A-Z][a-z]{2} \\d\\d?, \\d{4} .*"))
        .toList();
  }

  private static String history(ObservedDatabase database) throws Exception {
    String table =
        database.value(
            "SELECT coalesce(to_regclass('flyway_schema_history'), to_regclass('something_else'),"
                + " 'pg_am'::regclass)::text");
    return table.equals("pg_am")
        ? "none"
        : database.value(
            "SELECT string_agg(concat_ws(' ', installed_rank, version, script, checksum, success),"
                + " ', ' ORDER BY installed_rank) FROM "
                + table);
  }
}
