package dev.migratedeploy.rehearsal.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Constraints, indexes, views, functions, triggers, policies and types on a real PostgreSQL. */
class CodeChangesTest {
  @Test
  void aConstraintIsToldUntilItIsValid() throws SQLException {
    try (SchemaDatabase database = SchemaDatabase.with("CREATE TABLE t (a int)")) {
      assertThat(database.linesOf("ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID"))
          .containsExactly("added constraint positive on t: CHECK (a > 0) NOT VALID");
      assertThat(database.linesOf("ALTER TABLE t VALIDATE CONSTRAINT positive"))
          .containsExactly(
              "changed constraint positive on t: CHECK (a > 0) NOT VALID → CHECK (a > 0)");
    }
  }

  @Test
  void aConstraintThatIsMadeAgainIsToldByWhatDiffers() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with(
            "CREATE TABLE t (a text CONSTRAINT known CHECK (a IN ('open', 'paid', 'sent')))")) {
      assertThat(
              database.linesOf(
                  "ALTER TABLE t DROP CONSTRAINT known",
                  "ALTER TABLE t ADD CONSTRAINT known CHECK (a IN ('open', 'paid', 'sent',"
                      + " 'lost'))"))
          .containsExactly(
              "changed constraint known on t: … 'paid'::text, 'sent'::text]))"
                  + " → … 'paid'::text, 'sent'::text, 'lost'::text]))");
      assertThat(
              database.linesOf(
                  "ALTER TABLE t DROP CONSTRAINT known",
                  "ALTER TABLE t ADD CONSTRAINT known CHECK (a IN ('open', 'paid', 'sent',"
                      + " 'lost'))"))
          .isEmpty();
    }
  }

  /** Flyway runs it without a transaction; a duplicate leaves an invalid index behind. */
  @Test
  void anIndexThatFailedToBeBuiltIsInvalid() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with("CREATE TABLE t (a int)", "INSERT INTO t VALUES (1), (1)")) {
      SchemaSnapshot before = database.read();
      assertThatThrownBy(() -> database.run("CREATE UNIQUE INDEX CONCURRENTLY only_once ON t (a)"))
          .hasMessageContaining("only_once");
      SchemaSnapshot after = database.read();
      assertThat(SchemaDatabase.lines(before, after))
          .containsExactly("added index only_once on t: UNIQUE btree (a) INVALID");
      database.run("DELETE FROM t", "REINDEX INDEX only_once");
      assertThat(SchemaDatabase.lines(after, database.read()))
          .containsExactly(
              "changed index only_once on t: UNIQUE btree (a) INVALID → UNIQUE btree (a)");
    }
  }

  @Test
  void anIndexIsToldWithoutItsTable() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with("CREATE TABLE \"Odd USING name\" (a int, b jsonb)")) {
      assertThat(
              database.linesOf(
                  "CREATE INDEX x ON \"Odd USING name\" USING gin (b jsonb_path_ops) WHERE a > 0"))
          .containsExactly(
              "added index x on \"Odd USING name\": gin (b jsonb_path_ops) WHERE a > 0");
    }
  }

  @Test
  void anIndexOfAConstraintIsTheConstraint() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with("CREATE TABLE t (a int NOT NULL)", "CREATE UNIQUE INDEX u ON t (a)")) {
      assertThat(database.linesOf("ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX u"))
          .containsExactly(
              "added constraint u on t: UNIQUE (a)", "dropped index u on t: UNIQUE btree (a)");
      assertThat(
              database.linesOf(
                  "ALTER TABLE t REPLICA IDENTITY USING INDEX u",
                  "COMMENT ON INDEX u IS 'by hand'"))
          .containsExactly(
              "added index u on t: UNIQUE btree (a) REPLICA IDENTITY",
              "added comment on constraint u on t: 'by hand'");
    }
  }

  /** Of two tables: with one, PostgreSQL 16 and newer leave its name out. */
  @Test
  void aViewIsToldByTheWordsThatDiffer() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with(
            "CREATE TABLE orders (id int, region text, total int, paid boolean)",
            "CREATE TABLE days (day date)",
            "CREATE VIEW latest AS SELECT id, region FROM orders, days WHERE total > 0 ORDER BY"
                + " id")) {
      assertThat(
              database.linesOf(
                  "CREATE OR REPLACE VIEW latest AS SELECT id, region, paid FROM orders, days"
                      + " WHERE total > 0 ORDER BY id"))
          .containsExactly(
              "changed view latest: … orders.id, orders.region …"
                  + " → … orders.id, orders.region, orders.paid …");
      assertThat(
              database.linesOf(
                  "DROP VIEW latest",
                  "CREATE VIEW latest AS SELECT id, region, paid FROM orders, days"
                      + " WHERE total > 0 ORDER BY id"))
          .isEmpty();
      assertThat(database.linesOf("ALTER VIEW latest RENAME COLUMN paid TO settled")).hasSize(1);
      assertThat(database.linesOf("DROP VIEW latest"))
          .singleElement()
          .asString()
          .startsWith("dropped view latest: SELECT orders.id");
    }
  }

  @Test
  void aMaterializedViewIsOne() throws SQLException {
    try (SchemaDatabase database = SchemaDatabase.with()) {
      assertThat(
              database.linesOf(
                  "CREATE MATERIALIZED VIEW m AS SELECT 1 AS a WITH NO DATA",
                  "CREATE INDEX ON m (a)"))
          .containsExactly(
              "added materialized view m: SELECT 1 AS a WITH NO DATA",
              "added index m_a_idx on m: btree (a)");
      assertThat(database.linesOf("REFRESH MATERIALIZED VIEW m")).hasSize(1);
    }
  }

  @Test
  void aFunctionIsToldByItsSignatureAndNotByItsBody() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with(
            "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a'",
            "CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1'")) {
      assertThat(
              database.linesOf(
                  "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 1'",
                  "CREATE OR REPLACE PROCEDURE p() LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
                  "CREATE FUNCTION f(a text) RETURNS text LANGUAGE sql STABLE AS 'SELECT a'"))
          .containsExactly(
              "changed function f(integer): body",
              "added function f(text): (a text) RETURNS text LANGUAGE sql STABLE",
              "changed procedure p(): LANGUAGE sql → LANGUAGE sql SECURITY DEFINER");
    }
  }

  @Test
  void aggregatesAndWindowFunctionsAreFunctions() throws SQLException {
    try (SchemaDatabase database = SchemaDatabase.with()) {
      assertThat(database.linesOf("CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int4)"))
          .containsExactly("added function total(integer): RETURNS integer AGGREGATE IMMUTABLE");
      assertThat(
              database.linesOf(
                  "CREATE OR REPLACE AGGREGATE total(int) (SFUNC = int4mul, STYPE = int4)"))
          .containsExactly("changed function total(integer): body");
    }
  }

  @Test
  void triggersPoliciesAndRulesBelongToTheirTable() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with(
            "CREATE TABLE t (a int)",
            "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'")) {
      assertThat(
              database.linesOf(
                  "CREATE TRIGGER audit AFTER UPDATE OF a ON t FOR EACH ROW EXECUTE FUNCTION f()",
                  "CREATE POLICY mine ON t FOR SELECT USING (a > 0)",
                  "CREATE RULE quiet AS ON DELETE TO t DO INSTEAD NOTHING"))
          .containsExactly(
              "added trigger audit on t: AFTER UPDATE OF a FOR EACH ROW EXECUTE FUNCTION f()",
              "added policy mine on t: FOR SELECT TO PUBLIC USING ((a > 0))",
              "added rule quiet on t: ON DELETE TO t DO INSTEAD NOTHING;");
      assertThat(
              database.linesOf(
                  "ALTER TABLE t DISABLE TRIGGER audit", "ALTER POLICY mine ON t RENAME TO ours"))
          .containsExactly(
              "changed trigger audit on t: AFTER UPDATE OF a FOR EACH ROW EXECUTE FUNCTION f()"
                  + " → AFTER UPDATE OF a FOR EACH ROW EXECUTE FUNCTION f() DISABLED",
              "renamed policy mine on t → ours on t");
    }
  }

  @Test
  void typesAreToldWithTheirValuesInOrder() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with(
            "CREATE TYPE mood AS ENUM ('sad', 'fine')", "CREATE TYPE address AS (street text)")) {
      assertThat(
              database.linesOf(
                  "ALTER TYPE mood ADD VALUE 'so so' BEFORE 'fine'",
                  "ALTER TYPE address ADD ATTRIBUTE zip text",
                  "CREATE TYPE span AS RANGE (subtype = int)",
                  "CREATE DOMAIN price AS numeric(10, 2) NOT NULL DEFAULT 0 CHECK (VALUE >= 0)"))
          .containsExactly(
              "added column address.zip: text",
              "changed type mood: enum ('sad', 'fine') → enum ('sad', 'so so', 'fine')",
              "added type price: domain over numeric(10,2) NOT NULL DEFAULT 0"
                  + " (CHECK (VALUE >= 0::numeric))",
              "added type span: range of integer");
    }
  }

  @Test
  void sequencesAreToldByWhatIsNotTheDefault() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with("CREATE SEQUENCE numbers", "CREATE TABLE t (id serial)")) {
      assertThat(
              database.linesOf(
                  "ALTER SEQUENCE numbers INCREMENT BY 10 CYCLE",
                  "ALTER SEQUENCE t_id_seq AS bigint",
                  "SELECT nextval('numbers')"))
          .containsExactly(
              "changed sequence numbers: INCREMENT BY 10 CYCLE",
              "changed sequence t_id_seq: AS integer OWNED BY t.id → OWNED BY t.id");
    }
  }

  @Test
  void anythingElseIsToldByItsName() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with("CREATE TABLE t (a int, b int)", "CREATE ROLE reader_by_default")) {
      assertThat(
              database.linesOf(
                  "CREATE STATISTICS together ON a, b FROM t",
                  "CREATE PUBLICATION everything FOR TABLE t",
                  "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader_by_default"))
          .containsExactly(
              "added default privileges for role postgres on tables: SELECT to reader_by_default",
              "added publication everything",
              "added publication relation public.t in publication everything",
              "added statistics object public.together");
    }
  }
}
