package dev.migratedeploy.findings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts in which there is nothing to find, whatever their words look like. */
class GoodScriptsTest {
  private static final String[] PIECES = {
    "'",
    "\"",
    "`",
    "$$",
    "$a$",
    "/*",
    "*/",
    "--",
    "#",
    ";",
    "(",
    ")",
    "\n",
    " ",
    "\\",
    "\\.",
    "${",
    "}",
    "DELETE FROM t",
    "UPDATE t SET a = 1",
    "DROP TABLE t",
    "TRUNCATE t",
    "WITH x AS (",
    "WHERE",
    "ALTER TABLE t DROP",
    "BEGIN",
    "ATOMIC",
    "END",
    "CASE",
    "CREATE FUNCTION f",
    "COPY t FROM STDIN",
    "DELIMITER ",
    "CREATE INDEX CONCURRENTLY i",
    "VACUUM",
    ",",
    ".",
    "1",
    "E'",
    "é",
    "\u0000",
    "migrate-deploy:allow drop"
  };

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "V1__functions.sql, POSTGRESQL",
    "V1__functions.sql, UNKNOWN",
    "V2__data.sql, POSTGRESQL",
    "V2__data.sql, UNKNOWN",
    "V3__schema.sql, POSTGRESQL",
    "V3__schema.sql, UNKNOWN",
    "V4__mysql.sql, MYSQL"
  })
  void aGoodScriptHasNoFinding(String name, Database database) throws IOException {
    FindingsSettings settings =
        new FindingsSettings(
            Optional.of(database),
            Map.of(ScriptRule.IMPLICIT_COMMIT, Severity.OFF),
            Map.of(),
            Optional.empty());
    assertThat(
            new ScannedRepository(folder).script(name, bytes(name)).settings(settings).findings())
        .isEmpty();
  }

  @Test
  void everyGoodScriptIsReadToItsEnd() throws IOException {
    for (String name : new String[] {"V1__functions", "V2__data", "V3__schema"}) {
      String text = new String(bytes(name + ".sql"), UTF_8);
      int last = (int) text.lines().count() + 1;
      assertThat(
              new ScannedRepository(folder).script("V9__a.sql", text + "\nDROP TABLE a;").found())
          .containsExactly("drop V9__a.sql:" + (last + 1 - (text.endsWith("\n") ? 0 : 1)));
    }
  }

  @Test
  void noContentWhateverMakesTheRulesFail() {
    Random random = new Random(20_261_124);
    List<Database> databases = List.of(Database.values());
    for (int i = 0; i < 3_000; i++) {
      ScannedRepository repository = new ScannedRepository(folder);
      repository.script("V1__a.sql", i % 3 == 0 ? noise(random) : likeSql(random));
      Database database = databases.get(i % databases.size());
      assertThat(repository.on(database).findings()).isNotNull();
    }
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] likeSql(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i >= 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
      text.append(random.nextBoolean() ? " " : "");
    }
    return text.toString().getBytes(UTF_8);
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(GoodScriptsTest.class.getResourceAsStream("good/" + name), name)) {
      return in.readAllBytes();
    }
  }
}
