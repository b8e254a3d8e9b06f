package dev.migratedeploy.rehearsal.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people complain about in other tools' schema differences. */
class SchemaNoiseTest {
  private static final String TABLE =
      "CREATE TABLE t (id bigserial PRIMARY KEY, a int DEFAULT 1, b text CHECK (b IN ('x', 'y')))";

  /** The same again in another spelling, or work that leaves the schema as it was. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE t ALTER a SET DEFAULT (1)",
        "ALTER TABLE t DROP CONSTRAINT t_b_check; ALTER TABLE t ADD CHECK (b = 'x' OR b = 'y');"
            + " ALTER TABLE t DROP CONSTRAINT t_b_check;"
            + " ALTER TABLE t ADD CHECK (b IN ('x', 'y'))",
        "CREATE OR REPLACE VIEW v AS SELECT t.a FROM t",
        "GRANT ALL ON t TO CURRENT_USER",
        "GRANT EXECUTE ON FUNCTION f() TO PUBLIC",
        "SELECT nextval('t_id_seq')",
        "INSERT INTO t (a) VALUES (1); ANALYZE t",
        "TRUNCATE t RESTART IDENTITY",
        "CREATE TEMP TABLE work (id serial PRIMARY KEY); INSERT INTO work DEFAULT VALUES",
        "SET search_path = pg_catalog",
        "ALTER TABLE t ALTER a SET NOT NULL; ALTER TABLE t ALTER a DROP NOT NULL",
        "ALTER TABLE t ALTER b TYPE text",
        "REINDEX TABLE t",
        "CREATE TABLE u (id int); DROP TABLE u",
        "DROP VIEW v; CREATE VIEW v AS SELECT a FROM t",
        "DROP FUNCTION f(); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
      })
  void whatChangesNothingIsNoLine(String script) throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with(
            TABLE,
            "CREATE VIEW v AS SELECT a FROM t",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'")) {
      assertThat(database.linesOf(script)).isEmpty();
    }
  }

  /** A hundred functions of an extension are one line; its own tables and types too. */
  @Test
  void anExtensionIsOneLine() throws SQLException {
    try (SchemaDatabase database = SchemaDatabase.with()) {
      assertThat(database.linesOf("CREATE EXTENSION hstore", "CREATE EXTENSION citext"))
          .hasSize(2)
          .allMatch(line -> line.matches("added extension (hstore|citext): version [0-9.]+"));
      assertThat(database.linesOf("CREATE TABLE t (a citext, b hstore)"))
          .containsExactly("added table t: (a citext, b hstore)");
      assertThat(database.linesOf("DROP TABLE t", "DROP EXTENSION hstore")).hasSize(2);
    }
  }

  /** A serial column's sequence belongs to it. */
  @Test
  void aSequenceOfAColumnIsTheColumn() throws SQLException {
    try (SchemaDatabase database = SchemaDatabase.with("CREATE TABLE t (a int)")) {
      assertThat(
              database.linesOf(
                  "ALTER TABLE t ADD id bigserial, ADD n int GENERATED ALWAYS AS IDENTITY"))
          .containsExactly(
              "added column t.id: bigserial NOT NULL",
              "added column t.n: integer NOT NULL GENERATED ALWAYS AS IDENTITY");
      assertThat(database.linesOf("ALTER TABLE t DROP id, DROP n"))
          .containsExactly(
              "dropped column t.id: bigserial NOT NULL",
              "dropped column t.n: integer NOT NULL GENERATED ALWAYS AS IDENTITY");
    }
  }

  /** It only looks like a serial column: the sequence is somebody else's. */
  @Test
  void aSequenceThatIsNotTheColumnsIsToldByName() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with("CREATE SEQUENCE t_id_seq", "CREATE TABLE t (a int)")) {
      assertThat(database.linesOf("ALTER TABLE t ADD id int DEFAULT nextval('t_id_seq')"))
          .containsExactly("added column t.id: integer DEFAULT nextval('t_id_seq'::regclass)");
    }
  }

  @Test
  void rightsAreToldIfTheyAreNotThoseFromTheBeginning() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with("CREATE ROLE app_of_rights", "CREATE TABLE t (a int, b int)")) {
      assertThat(
              database.linesOf(
                  "GRANT SELECT, INSERT ON t TO app_of_rights",
                  "GRANT UPDATE (b) ON t TO app_of_rights WITH GRANT OPTION",
                  "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                  "REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC"))
          .containsExactly(
              "added grant on column t.b to app_of_rights: UPDATE WITH GRANT OPTION",
              "added grant on table t to app_of_rights: INSERT, SELECT",
              "added function f(): RETURNS integer LANGUAGE sql",
              "changed grant on function f() to PUBLIC: EXECUTE → nothing");
      assertThat(database.linesOf("REVOKE INSERT ON t FROM app_of_rights"))
          .containsExactly("changed grant on table t to app_of_rights: INSERT, SELECT → SELECT");
      assertThat(database.linesOf("REVOKE ALL ON t FROM app_of_rights"))
          .contains("dropped grant on table t to app_of_rights: SELECT");
    }
  }

  @Test
  void commentsAreTold() throws SQLException {
    try (SchemaDatabase database = SchemaDatabase.with("CREATE TABLE t (a int)")) {
      assertThat(
              database.linesOf(
                  "COMMENT ON COLUMN t.a IS E'first\nsecond'",
                  "COMMENT ON SCHEMA public IS 'ours'"))
          .containsExactly(
              "changed comment on schema public: 'standard public schema' → 'ours'",
              "added comment on column t.a: 'first second'");
    }
  }

  /** Also by a script that sets another search path for itself. */
  @Test
  void namesAreTheSameWhateverTheScriptSets() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with("CREATE SCHEMA app", "CREATE TABLE app.t (a int)")) {
      assertThat(
              database.linesOf(
                  "SET search_path = app", "ALTER TABLE t ADD b int", "CREATE TABLE u (a int)"))
          .containsExactly("added column app.t.b: integer", "added table app.u: (a integer)");
      assertThat(PostgreSqlSession.value(database.connection(), "SHOW search_path"))
          .isEqualTo("app");
    }
  }

  @Test
  void aLineIsShortHoweverManyColumnsATableHas() throws SQLException {
    StringBuilder columns = new StringBuilder("id int");
    for (int i = 0; i < 200; i++) {
      columns.append(", column_").append(i).append(" text");
    }
    try (SchemaDatabase database = SchemaDatabase.with()) {
      assertThat(database.linesOf("CREATE TABLE t (" + columns + ")"))
          .singleElement()
          .asString()
          .hasSizeLessThan(300)
          .endsWith(" …");
    }
  }
}
