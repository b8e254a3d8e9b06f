package dev.migratedeploy.rehearsal.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.localcloud.PostgreSqlServer;
import dev.migratedeploy.rehearsal.result.Measurement;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hazards of which others warn, and their safe ways, with what is measured of them on PostgreSQL
 * 14. "Constant" and the like in a claim say for which statements it differs from what is measured.
 */
class PublishedHazardsIT {
  private static final String[] SHOP = {
    "CREATE TABLE customers (id int PRIMARY KEY, email text)",
    "CREATE TABLE orders (id int PRIMARY KEY, total int, note text, code varchar(10),"
        + " customer_id int, at timestamp, state text)",
    "INSERT INTO customers SELECT i, 'x' FROM generate_series(1, 50) i",
    "INSERT INTO orders SELECT i, i, 'x', 'x', i, '2026-01-01', 'new' FROM generate_series(1, 50) i"
  };

  private static EmbeddedPostgres server;

  /**
   * A published warning, or the way that is published as safe.
   *
   * @param source who says so, and under which name
   * @param before besides the shop's tables; empty for nothing
   * @param sql what is measured
   * @param measured the locks that are stronger than ACCESS SHARE, then the effects
   */
  private record Hazard(String source, String before, String sql, String measured) {
    @Override
    public String toString() {
      return source + ": " + sql;
    }
  }

  static Stream<Hazard> inTransaction() {
    return Stream.of(
        // Columns.
        h(
            "squawk adding-field-with-default, before PostgreSQL 11 (constant: no rewrite)",
            "ALTER TABLE orders ADD COLUMN region text DEFAULT 'eu'",
            "ACCESS EXCLUSIVE orders"),
        h(
            "strong_migrations add_column_default (NOT NULL with constant: no rewrite)",
            "ALTER TABLE orders ADD COLUMN region text NOT NULL DEFAULT 'eu'",
            "ACCESS EXCLUSIVE orders"),
        h(
            "squawk adding-field-with-default (volatile)",
            "ALTER TABLE orders ADD COLUMN key uuid DEFAULT gen_random_uuid()",
            "ACCESS EXCLUSIVE orders; rewritten orders"),
        h(
            "PostgreSQL's manual: a stable default (no rewrite)",
            "ALTER TABLE orders ADD COLUMN made timestamptz DEFAULT now()",
            "ACCESS EXCLUSIVE orders"),
        h(
            "strong_migrations add_column_generated_stored",
            "ALTER TABLE orders ADD COLUMN twice int GENERATED ALWAYS AS (total * 2) STORED",
            "ACCESS EXCLUSIVE orders; rewritten orders"),
        h(
            "squawk adding-serial-primary-key-field, strong_migrations"
                + " add_column_auto_incrementing",
            "ALTER TABLE orders ADD COLUMN number bigserial",
            "ACCESS EXCLUSIVE orders; rewritten orders"),
        h(
            "eugene E11 identity column",
            "ALTER TABLE orders ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY",
            "ACCESS EXCLUSIVE orders; rewritten orders"),
        h(
            "strong_migrations add_column_json, eugene E3 (no rewrite)",
            "ALTER TABLE orders ADD COLUMN more json",
            "ACCESS EXCLUSIVE orders"),
        h(
            "squawk ban-drop-column, strong_migrations remove_column",
            "ALTER TABLE orders DROP COLUMN note",
            "ACCESS EXCLUSIVE orders"),
        h(
            "squawk renaming-column, strong_migrations rename_column",
            "ALTER TABLE orders RENAME COLUMN note TO remark",
            "ACCESS EXCLUSIVE orders"),
        h(
            "squawk renaming-table, strong_migrations rename_table",
            "ALTER TABLE orders RENAME TO purchases",
            "ACCESS EXCLUSIVE orders"),
        h(
            "GitLab migration style guide: change of a default",
            "ALTER TABLE orders ALTER COLUMN state SET DEFAULT 'open'",
            "ACCESS EXCLUSIVE orders"),
        // Types.
        h(
            "squawk changing-column-type, strong_migrations change_column, eugene E5",
            "ALTER TABLE orders ALTER COLUMN total TYPE bigint",
            "ACCESS EXCLUSIVE orders; rewritten orders"),
        h(
            "squawk changing-column-type (wider varchar: no rewrite)",
            "ALTER TABLE orders ALTER COLUMN code TYPE varchar(20)",
            "ACCESS EXCLUSIVE orders"),
        h(
            "squawk changing-column-type (varchar to text: no rewrite)",
            "ALTER TABLE orders ALTER COLUMN code TYPE text",
            "ACCESS EXCLUSIVE orders"),
        h(
            "strong_migrations change_column, narrower varchar",
            "ALTER TABLE orders ALTER COLUMN code TYPE varchar(5)",
            "ACCESS EXCLUSIVE orders; rewritten orders"),
        h(
            "strong_migrations change_column, text to varchar",
            "ALTER TABLE orders ALTER COLUMN note TYPE varchar(100)",
            "ACCESS EXCLUSIVE orders; rewritten orders"),
        h(
            "strong_migrations change_column, timestamptz in UTC since PostgreSQL 12 (no rewrite)",
            "SET LOCAL timezone = 'UTC'; ALTER TABLE orders ALTER COLUMN at TYPE timestamptz",
            "ACCESS EXCLUSIVE orders"),
        h(
            "strong_migrations change_column, timestamptz elsewhere",
            "SET LOCAL timezone = 'Asia/Tokyo'; ALTER TABLE orders ALTER COLUMN at TYPE"
                + " timestamptz",
            "ACCESS EXCLUSIVE orders; rewritten orders"),
        h(
            "eugene E5 with USING",
            "ALTER TABLE orders ALTER COLUMN note TYPE jsonb USING to_jsonb(note)",
            "ACCESS EXCLUSIVE orders; rewritten orders"),
        // NOT NULL.
        h(
            "squawk setting-not-nullable-field, strong_migrations change_column_null, eugene E2",
            "ALTER TABLE orders ALTER COLUMN note SET NOT NULL",
            "ACCESS EXCLUSIVE orders; scanned for a check orders"),
        after(
            "strong_migrations change_column_null with a valid check (no scan since 12)",
            "ALTER TABLE orders ADD CONSTRAINT c CHECK (note IS NOT NULL)",
            "ALTER TABLE orders ALTER COLUMN note SET NOT NULL",
            "ACCESS EXCLUSIVE orders"),
        h(
            "GitLab migration style guide: DROP NOT NULL",
            "ALTER TABLE orders ALTER COLUMN id DROP DEFAULT",
            "ACCESS EXCLUSIVE orders"),
        // Constraints.
        h(
            "squawk constraint-missing-not-valid, strong_migrations add_check_constraint, eugene"
                + " E1",
            "ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0)",
            "ACCESS EXCLUSIVE orders; scanned for a check orders"),
        h(
            "strong_migrations add_check_constraint NOT VALID",
            "ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID",
            "ACCESS EXCLUSIVE orders"),
        after(
            "strong_migrations validate_check_constraint",
            "ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID",
            "ALTER TABLE orders VALIDATE CONSTRAINT c",
            "SHARE UPDATE EXCLUSIVE orders; scanned for a check orders"),
        h(
            "eugene E4: NOT VALID and VALIDATE in one transaction",
            "ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID;"
                + " ALTER TABLE orders VALIDATE CONSTRAINT c",
            "ACCESS EXCLUSIVE orders; scanned for a check orders"),
        h(
            "squawk adding-foreign-key-constraint, strong_migrations add_foreign_key",
            "ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers",
            "SHARE ROW EXCLUSIVE customers, orders; scanned for a check orders"),
        h(
            "strong_migrations add_foreign_key NOT VALID",
            "ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers NOT VALID",
            "SHARE ROW EXCLUSIVE customers, orders"),
        after(
            "strong_migrations validate_foreign_key",
            "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers"
                + " NOT VALID",
            "ALTER TABLE orders VALIDATE CONSTRAINT fk",
            "SHARE UPDATE EXCLUSIVE orders, ROW SHARE customers; scanned for a check orders"),
        h(
            "GitLab migration style guide: a new table with a foreign key",
            "CREATE TABLE items (order_id int REFERENCES orders)",
            "SHARE ROW EXCLUSIVE orders"),
        after(
            "GitLab migration style guide: drop of a table with a foreign key",
            "CREATE TABLE items (order_id int REFERENCES orders)",
            "DROP TABLE items",
            "ACCESS EXCLUSIVE items, orders"),
        h(
            "squawk disallowed-unique-constraint, strong_migrations add_unique_constraint, eugene"
                + " E7",
            "ALTER TABLE orders ADD CONSTRAINT u UNIQUE (total)",
            "ACCESS EXCLUSIVE orders; scanned for an index orders"),
        after(
            "strong_migrations add_unique_constraint USING INDEX",
            "CREATE UNIQUE INDEX u ON orders (total)",
            "ALTER TABLE orders ADD CONSTRAINT u UNIQUE USING INDEX u",
            "ACCESS EXCLUSIVE orders"),
        after(
            "a primary key on columns that may be null",
            "CREATE TABLE plain AS SELECT 1 AS id",
            "ALTER TABLE plain ADD PRIMARY KEY (id)",
            "ACCESS EXCLUSIVE plain; scanned for an index plain, scanned for a check plain"),
        h(
            "strong_migrations add_exclusion_constraint, eugene E8",
            "ALTER TABLE orders ADD EXCLUDE (total WITH =)",
            "ACCESS EXCLUSIVE orders; scanned for an index orders, scanned for a check orders"),
        // Indexes.
        h(
            "squawk require-concurrent-index-creation, strong_migrations add_index, eugene E6",
            "CREATE INDEX by_total ON orders (total)",
            "SHARE orders; scanned for an index orders"),
        after(
            "squawk require-concurrent-index-deletion, strong_migrations remove_index",
            "CREATE INDEX by_total ON orders (total)",
            "DROP INDEX by_total",
            "ACCESS EXCLUSIVE orders"),
        after(
            "squawk require-concurrent-reindex",
            "CREATE INDEX by_total ON orders (total)",
            "REINDEX INDEX by_total",
            "ACCESS EXCLUSIVE orders; scanned for an index orders"),
        after(
            "PostgreSQL's manual: an index renamed",
            "CREATE INDEX by_total ON orders (total)",
            "ALTER INDEX by_total RENAME TO by_sum",
            "SHARE UPDATE EXCLUSIVE orders"),
        // Data.
        h(
            "strong_migrations backfill, in the transaction that changes the table",
            "ALTER TABLE orders ADD COLUMN region text; UPDATE orders SET region = 'eu'",
            "ACCESS EXCLUSIVE orders; scanned orders"),
        h(
            "strong_migrations backfill",
            "UPDATE orders SET note = 'y'",
            "ROW EXCLUSIVE orders; scanned orders"),
        h(
            "squawk ban-truncate-cascade",
            "CREATE TABLE own (id int); TRUNCATE orders",
            "ACCESS EXCLUSIVE orders; emptied orders"),
        // Others.
        h(
            "GitLab migration style guide: two tables in one transaction",
            "ALTER TABLE orders ADD COLUMN a int; ALTER TABLE customers ADD COLUMN a int",
            "ACCESS EXCLUSIVE customers, orders"),
        h(
            "GitLab migration style guide: a trigger",
            "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
                + " CREATE TRIGGER t BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f()",
            "SHARE ROW EXCLUSIVE orders"),
        h(
            "GitLab: storage of a table set to unlogged",
            "ALTER TABLE orders SET UNLOGGED",
            "ACCESS EXCLUSIVE orders; rewritten orders"),
        h(
            "PostgreSQL's manual: storage parameters",
            "ALTER TABLE orders SET (fillfactor = 70)",
            "SHARE UPDATE EXCLUSIVE orders"),
        h(
            "PostgreSQL's manual: statistics target",
            "ALTER TABLE orders ALTER COLUMN note SET STATISTICS 500",
            "SHARE UPDATE EXCLUSIVE orders"),
        h(
            "PostgreSQL's manual: a comment",
            "COMMENT ON TABLE orders IS 'x'",
            "SHARE UPDATE EXCLUSIVE orders"),
        h(
            "PostgreSQL's manual: row security",
            "ALTER TABLE orders ENABLE ROW LEVEL SECURITY",
            "ACCESS EXCLUSIVE orders"),
        after(
            "PostgreSQL's manual: a materialized view refreshed",
            "CREATE MATERIALIZED VIEW sums AS SELECT 1 AS one",
            "REFRESH MATERIALIZED VIEW sums",
            "ACCESS EXCLUSIVE sums; rewritten sums"),
        after(
            "squawk ban-alter-domain-with-add-constraint",
            "CREATE DOMAIN money_amount AS int; ALTER TABLE orders ADD COLUMN paid money_amount",
            "ALTER DOMAIN money_amount ADD CHECK (VALUE > 0)",
            "SHARE orders; scanned for a check orders"));
  }

  static Stream<Hazard> withoutTransaction() {
    return Stream.of(
        h(
            "squawk, strong_migrations, eugene: CREATE INDEX CONCURRENTLY",
            "CREATE INDEX CONCURRENTLY by_total ON orders (total)",
            "SHARE UPDATE EXCLUSIVE orders; scanned for an index orders"),
        after(
            "strong_migrations remove_index CONCURRENTLY",
            "CREATE INDEX by_total ON orders (total)",
            "REINDEX INDEX CONCURRENTLY by_total",
            "SHARE UPDATE EXCLUSIVE orders; scanned for an index orders"),
        h("GitLab: VACUUM FULL", "VACUUM FULL orders", "ACCESS EXCLUSIVE orders; rewritten orders"),
        h(
            "GitLab: CLUSTER",
            "CLUSTER orders USING orders_pkey",
            "ACCESS EXCLUSIVE orders; rewritten orders"));
  }

  @BeforeAll
  static void startServer() throws IOException {
    server = PostgreSqlServer.start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inTransaction")
  void itIsMeasured(Hazard hazard) throws SQLException {
    try (MeasuredSchema schema = new MeasuredSchema(server)) {
      schema.execute(SHOP).execute(statements(hazard.before));
      assertThat(words(schema.script(statements(hazard.sql)))).isEqualTo(hazard.measured);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withoutTransaction")
  void itIsMeasuredWithoutATransaction(Hazard hazard) throws SQLException {
    try (MeasuredSchema schema = new MeasuredSchema(server)) {
      schema.execute(SHOP).execute(statements(hazard.before));
      assertThat(words(schema.outsideTransaction(statements(hazard.sql))))
          .isEqualTo(hazard.measured);
    }
  }

  private static Hazard h(String source, String sql, String measured) {
    return new Hazard(source, "", sql, measured);
  }

  private static Hazard after(String source, String before, String sql, String measured) {
    return new Hazard(source, before, sql, measured);
  }

  /** A semicolon in a text of the table is never one of a body. */
  private static String[] statements(String sql) {
    return sql.contains("plpgsql")
        ? sql.split("; (?=CREATE)", -1)
        : Stream.of(sql.split("; *", -1)).filter(it -> !it.isEmpty()).toArray(String[]::new);
  }

  private static String words(Measurement measured) {
    List<String> parts =
        Stream.of(
                measured.locks().stream()
                    .filter(lock -> !lock.mode().equals("ACCESS SHARE"))
                    .collect(
                        Collectors.groupingBy(
                            lock -> lock.mode(),
                            java.util.LinkedHashMap::new,
                            Collectors.mapping(lock -> lock.table(), Collectors.joining(", "))))
                    .entrySet()
                    .stream()
                    .map(mode -> mode.getKey() + " " + mode.getValue())
                    .collect(Collectors.joining(", ")),
                measured.effects().stream()
                    .map(effect -> effect.kind().words() + " " + effect.table())
                    .collect(Collectors.joining(", ")))
            .filter(part -> !part.isEmpty())
            .toList();
    return String.join("; ", parts);
  }
}
