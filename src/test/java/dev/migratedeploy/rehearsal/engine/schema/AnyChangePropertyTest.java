package dev.migratedeploy.rehearsal.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.rehearsal.result.SchemaChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever a script does, in any order: all of it is told, and nothing else. */
class AnyChangePropertyTest {
  private static final int SCRIPTS = 60;
  private static final int MOST_STATEMENTS = 6;

  /** {@code T} and {@code U} stand for tables, {@code C} for a column, {@code N} for a number. */
  private static final List<String> STATEMENTS =
      List.of(
          "CREATE TABLE T (id serial PRIMARY KEY, a int, b text)",
          "DROP TABLE T CASCADE",
          "ALTER TABLE T ADD C int DEFAULT N",
          "ALTER TABLE T DROP C CASCADE",
          "ALTER TABLE T ALTER C SET DEFAULT N",
          "ALTER TABLE T ALTER C DROP DEFAULT",
          "ALTER TABLE T ALTER C SET NOT NULL",
          "ALTER TABLE T ALTER C DROP NOT NULL",
          "ALTER TABLE T ALTER C TYPE bigint",
          "ALTER TABLE T ALTER C TYPE text",
          "ALTER TABLE T ALTER C SET STATISTICS N",
          "ALTER TABLE T ALTER C SET STORAGE PLAIN",
          "ALTER TABLE T ADD CONSTRAINT positiveN CHECK (C IS NOT NULL) NOT VALID",
          "ALTER TABLE T VALIDATE CONSTRAINT positiveN",
          "ALTER TABLE T DROP CONSTRAINT positiveN",
          "ALTER TABLE T ADD CONSTRAINT toN FOREIGN KEY (a) REFERENCES U (id)",
          "ALTER TABLE T DROP CONSTRAINT toN",
          "ALTER TABLE T ADD UNIQUE (a)",
          "ALTER TABLE T ADD GENERATED_C int GENERATED ALWAYS AS (a * N) STORED",
          "CREATE INDEX T_C_idx ON T (C)",
          "CREATE UNIQUE INDEX T_C_idx ON T (C, id DESC) WHERE a > N",
          "DROP INDEX T_C_idx",
          "ALTER INDEX T_C_idx SET (fillfactor = 70)",
          "ALTER TABLE T SET (fillfactor = 80)",
          "ALTER TABLE T RESET (fillfactor)",
          "ALTER TABLE T ENABLE ROW LEVEL SECURITY",
          "ALTER TABLE T DISABLE ROW LEVEL SECURITY",
          "ALTER TABLE T SET UNLOGGED",
          "ALTER TABLE T REPLICA IDENTITY FULL",
          "ALTER TABLE T CLUSTER ON T_C_idx",
          "CREATE POLICY pN ON T USING (a > N)",
          "DROP POLICY pN ON T",
          "CREATE TRIGGER tN BEFORE UPDATE ON T FOR EACH ROW EXECUTE FUNCTION changed()",
          "ALTER TABLE T DISABLE TRIGGER tN",
          "DROP TRIGGER tN ON T",
          "COMMENT ON TABLE T IS 'N'",
          "COMMENT ON COLUMN T.C IS 'N'",
          "COMMENT ON COLUMN T.C IS NULL",
          "ALTER SEQUENCE T_id_seq INCREMENT BY N",
          "CREATE OR REPLACE FUNCTION fN() RETURNS int LANGUAGE sql AS 'SELECT N + 1'",
          "CREATE OR REPLACE FUNCTION fN() RETURNS int LANGUAGE sql STABLE AS 'SELECT N'",
          "DROP FUNCTION fN()",
          "CREATE OR REPLACE VIEW vN AS SELECT id, a FROM T",
          "DROP VIEW vN",
          "CREATE TYPE eN AS ENUM ('a')",
          "ALTER TYPE eN ADD VALUE 'vN' BEFORE 'a'",
          "DROP TYPE eN",
          "GRANT SELECT ON T TO reader",
          "REVOKE SELECT ON T FROM reader",
          "ALTER TABLE T RENAME C TO renamedN",
          "ALTER TABLE T RENAME TO UN");

  private final Random random = new Random(17);

  @Test
  void allThatDiffersInTheCatalogIsToldAndNothingElse() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with(
            "CREATE ROLE reader",
            "CREATE FUNCTION changed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            "CREATE TABLE x (id serial PRIMARY KEY, a int, b text)",
            "CREATE TABLE y (id serial PRIMARY KEY, a int, b text)")) {
      SchemaSnapshot before = database.read();
      Map<String, String> rowsBefore = CatalogRows.of(database.connection());
      for (int script = 0; script < SCRIPTS; script++) {
        List<String> ran = run(database);
        SchemaSnapshot after = database.read();
        Map<String, String> rowsAfter = CatalogRows.of(database.connection());
        List<SchemaChange> changes = before.changesTo(after);
        assertThat(after.changesTo(after)).isEmpty();
        assertThat(differing(rowsBefore, rowsAfter))
            .as("%s: %s", ran, changes)
            .allMatch(row -> isTold(row, changes));
        if (rowsBefore.equals(rowsAfter) && ran.stream().noneMatch(sql -> sql.contains("reader"))) {
          assertThat(changes).as("%s", ran).isEmpty();
        }
        isWhatAFreshReadingSees(database, after, ran);
        before = after;
        rowsBefore = rowsAfter;
      }
    }
  }

  /** In a transaction as Flyway's; what fails is passed over, as in a block that catches it. */
  private List<String> run(SchemaDatabase database) throws SQLException {
    Connection connection = database.connection();
    connection.setAutoCommit(false);
    List<String> ran = new ArrayList<>();
    for (int statement = random.nextInt(MOST_STATEMENTS); statement >= 0; statement--) {
      String sql = anyStatement();
      Savepoint savepoint = connection.setSavepoint();
      try {
        database.run(sql);
        ran.add(sql);
      } catch (SQLException e) {
        connection.rollback(savepoint);
      }
    }
    if (random.nextInt(10) == 0) {
      connection.rollback();
    } else {
      connection.commit();
    }
    connection.setAutoCommit(true);
    return ran;
  }

  private String anyStatement() {
    String table = List.of("x", "y", "z").get(random.nextInt(3));
    String other = List.of("x", "y", "z").get(random.nextInt(3));
    String column = List.of("a", "b", "c", "d").get(random.nextInt(4));
    return STATEMENTS
        .get(random.nextInt(STATEMENTS.size()))
        .replaceAll("\\bT(?=\\b|_)", table)
        .replaceAll("\\bU(?=\\b|N)", other)
        .replaceAll("(?<=\\b|_)C(?=\\b|_)", column)
        .replaceAll("N(?![A-Z])(?<![A-Z]N)", Integer.toString(1 + random.nextInt(3)));
  }

  private static Set<String> differing(Map<String, String> before, Map<String, String> after) {
    Set<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    keys.removeIf(key -> Objects.equals(before.get(key), after.get(key)));
    return keys;
  }

  /** By a line with the name of what the row belongs to, before or after. */
  private static boolean isTold(String row, List<SchemaChange> changes) {
    String owner = row.substring(0, row.indexOf(' '));
    return changes.stream()
        .map(change -> change + " " + change.before().orElse(""))
        .anyMatch(text -> text.contains(owner) || owner.endsWith("_seq"));
  }

  /** The same objects; their texts may name an object that was renamed meanwhile. */
  private static void isWhatAFreshReadingSees(
      SchemaDatabase database, SchemaSnapshot read, List<String> ran) throws SQLException {
    SchemaSnapshot fresh =
        SchemaCatalogs.of(
                database.connection(), new CatalogScope(Optional.empty(), "flyway_schema_history"))
            .read(database.connection());
    assertThat(keys(read)).as("%s", ran).containsExactlyInAnyOrderElementsOf(keys(fresh));
  }

  private static List<String> keys(SchemaSnapshot snapshot) {
    return ((ObjectSnapshot) snapshot)
        .all().stream().map(object -> object.key() + " " + object.name()).toList();
  }
}
