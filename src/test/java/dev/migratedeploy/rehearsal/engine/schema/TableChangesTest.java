package dev.migratedeploy.rehearsal.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Tables and columns on a real PostgreSQL. */
class TableChangesTest {
  @Test
  void aColumnIsToldWithBothDefinitions() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with("CREATE TABLE orders (id int, region text)")) {
      assertThat(
              database.linesOf(
                  "ALTER TABLE orders ALTER region SET NOT NULL",
                  "ALTER TABLE orders ALTER region SET DEFAULT 'eu'",
                  "ALTER TABLE orders ADD total numeric(10, 2)",
                  "ALTER TABLE orders DROP id"))
          .containsExactly(
              "dropped column orders.id: integer",
              "changed column orders.region: text → text NOT NULL DEFAULT 'eu'::text",
              "added column orders.total: numeric(10,2)");
    }
  }

  @Test
  void aTableIsOneLineWithItsColumns() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with("CREATE TABLE orders (id int, region text)")) {
      assertThat(database.linesOf("DROP TABLE orders", "CREATE TABLE regions (name text NOT NULL)"))
          .containsExactly(
              "dropped table orders: (id integer, region text)",
              "added table regions: (name text NOT NULL)");
    }
  }

  @Test
  void aRenamedTableIsNotDropped() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with("CREATE TABLE orders (id int, region text)")) {
      assertThat(database.linesOf("ALTER TABLE orders RENAME TO purchases"))
          .containsExactly("renamed table orders → purchases");
    }
  }

  @Test
  void flywaysHistoryTableIsNoPartOfIt() throws SQLException {
    try (SchemaDatabase database = SchemaDatabase.with()) {
      assertThat(database.linesOf("CREATE TABLE flyway_schema_history (version text)")).isEmpty();
    }
  }

  @Test
  void aNewTableIsOneLineWithItsConstraintsAndItsIndexesHaveTheirOwn() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with("CREATE TABLE regions (name text PRIMARY KEY)")) {
      assertThat(
              database.linesOf(
                  "CREATE TABLE orders (id bigserial PRIMARY KEY, total int CHECK (total > 0),"
                      + " region text REFERENCES regions)",
                  "CREATE INDEX orders_region_idx ON orders (region)",
                  "COMMENT ON COLUMN orders.total IS 'in cents'"))
          .containsExactly(
              "added table orders: (id bigserial NOT NULL, total integer, region text,"
                  + " PRIMARY KEY (id), CHECK (total > 0),"
                  + " FOREIGN KEY (region) REFERENCES regions(name))",
              "added index orders_region_idx on orders: btree (region)");
    }
  }

  @Test
  void everythingOfADroppedTableIsInItsLine() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with(
            "CREATE TABLE orders (id serial PRIMARY KEY, region text)",
            "CREATE INDEX ON orders (region)",
            "CREATE ROLE reader_of_dropped",
            "GRANT SELECT ON orders TO reader_of_dropped",
            "COMMENT ON TABLE orders IS 'all'",
            "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            "CREATE TRIGGER audit BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f()")) {
      assertThat(database.linesOf("DROP TABLE orders"))
          .containsExactly(
              "dropped table orders: (id serial NOT NULL, region text, PRIMARY KEY (id))");
    }
  }

  /** The rows are gone, so it is not the same table. */
  @Test
  void aTableThatIsDroppedAndMadeAgainIsToldAsBoth() throws SQLException {
    try (SchemaDatabase database = SchemaDatabase.with("CREATE TABLE orders (id int)")) {
      assertThat(database.linesOf("DROP TABLE orders", "CREATE TABLE orders (id int)"))
          .containsExactly(
              "dropped table orders: (id integer)", "added table orders: (id integer)");
    }
  }

  @Test
  void aColumnThatIsDroppedAndMadeAgainIsToldAsBoth() throws SQLException {
    try (SchemaDatabase database = SchemaDatabase.with("CREATE TABLE orders (id int, a int)")) {
      assertThat(database.linesOf("ALTER TABLE orders DROP a", "ALTER TABLE orders ADD a int"))
          .containsExactly("dropped column orders.a: integer", "added column orders.a: integer");
    }
  }

  /** Neither the keys nor the views that name it were touched. */
  @Test
  void aRenamedTableWithAllThatNamesItIsOneLine() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with(
            "CREATE TABLE orders (id int PRIMARY KEY, a int)",
            "CREATE INDEX ON orders (a)",
            "CREATE TABLE lines (order_id int REFERENCES orders)",
            "CREATE VIEW latest AS SELECT id, a FROM orders")) {
      assertThat(
              database.linesOf(
                  "ALTER TABLE orders RENAME TO purchases", "ALTER TABLE purchases RENAME a TO b"))
          .containsExactly(
              "renamed table orders → purchases", "renamed column orders.a → purchases.b");
    }
  }

  @Test
  void aTableThatMovesToAnotherSchemaKeepsItsRows() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with("CREATE SCHEMA archive", "CREATE TABLE orders (id int)")) {
      assertThat(database.linesOf("ALTER TABLE orders SET SCHEMA archive"))
          .containsExactly("renamed table orders → archive.orders");
    }
  }

  @Test
  void whatATableIsBesidesItsColumnsIsTold() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with("CREATE TABLE orders (id int)", "CREATE ROLE owner_of_orders")) {
      assertThat(
              database.linesOf(
                  "ALTER TABLE orders ENABLE ROW LEVEL SECURITY, SET (fillfactor = 70),"
                      + " SET UNLOGGED, REPLICA IDENTITY FULL",
                  "ALTER TABLE orders OWNER TO owner_of_orders"))
          .containsExactly(
              "changed table orders: UNLOGGED WITH (fillfactor=70) REPLICA IDENTITY FULL"
                  + " ROW LEVEL SECURITY OWNER owner_of_orders");
      assertThat(
              database.linesOf(
                  "ALTER TABLE orders DISABLE ROW LEVEL SECURITY, RESET (fillfactor),"
                      + " SET LOGGED, REPLICA IDENTITY DEFAULT"))
          .hasSize(1);
    }
  }

  @Test
  void everythingOfAColumnIsTold() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with("CREATE TABLE t (a int NOT NULL, b text, c int, d text, e text)")) {
      assertThat(
              database.linesOf(
                  "ALTER TABLE t ALTER a ADD GENERATED ALWAYS AS IDENTITY",
                  "ALTER TABLE t ALTER b TYPE varchar(20) COLLATE \"C\"",
                  "ALTER TABLE t ALTER c SET STATISTICS 500, ALTER c SET (n_distinct = 5)",
                  "ALTER TABLE t ALTER d SET STORAGE EXTERNAL, ALTER e SET COMPRESSION pglz",
                  "ALTER TABLE t ADD f int GENERATED ALWAYS AS (c * 2) STORED"))
          .containsExactly(
              "changed column t.a: integer NOT NULL → integer NOT NULL GENERATED ALWAYS AS IDENTITY",
              "changed column t.b: text → character varying(20) COLLATE \"C\"",
              "changed column t.c: integer → integer STATISTICS 500 SET (n_distinct=5)",
              "changed column t.d: text → text STORAGE EXTERNAL",
              "changed column t.e: text → text COMPRESSION pglz",
              "added column t.f: integer GENERATED ALWAYS AS ((c * 2)) STORED");
    }
  }

  @Test
  void partitionsAreToldByWhatTheyHold() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with(
            "CREATE TABLE events (id int, day date) PARTITION BY RANGE (day)",
            "CREATE INDEX ON events (id)")) {
      assertThat(
              database.linesOf(
                  "CREATE TABLE events_2026 PARTITION OF events"
                      + " FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')"))
          .containsExactly(
              "added table events_2026: PARTITION OF events"
                  + " FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
              "added index events_2026_id_idx on events_2026: btree (id)");
    }
  }

  /** A hundred partitions are not a hundred lines. */
  @Test
  void whatAPartitionHasFromItsTableIsNotToldAgain() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with(
            "CREATE TABLE events (id int, day date) PARTITION BY RANGE (day)",
            "CREATE TABLE events_a PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
            "CREATE TABLE events_b PARTITION OF events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')")) {
      assertThat(
              database.linesOf(
                  "ALTER TABLE events ADD region text NOT NULL DEFAULT 'eu'",
                  "ALTER TABLE events ADD CHECK (id > 0)",
                  "ALTER TABLE events ADD UNIQUE (id, day)",
                  "CREATE INDEX ON events (region)",
                  "ALTER TABLE events_b ALTER region SET DEFAULT 'us'"))
          .containsExactly(
              "added column events.region: text NOT NULL DEFAULT 'eu'::text",
              "added constraint events_id_check on events: CHECK (id > 0)",
              "added constraint events_id_day_key on events: UNIQUE (id, day)",
              "added index events_region_idx on events: btree (region)",
              "added column events_b.region: text NOT NULL DEFAULT 'us'::text");
    }
  }

  @Test
  void attachingDetachingAndInheritingAreTold() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with(
            "CREATE TABLE events (id int) PARTITION BY LIST (id)",
            "CREATE TABLE one (id int)",
            "CREATE TABLE parent (id int)",
            "CREATE TABLE child (id int)")) {
      assertThat(
              database.linesOf(
                  "ALTER TABLE events ATTACH PARTITION one FOR VALUES IN (1)",
                  "ALTER TABLE child INHERIT parent"))
          .containsExactly(
              "added inheritance from parent on child",
              "changed table one: PARTITION OF events FOR VALUES IN (1)");
      assertThat(
              database.linesOf(
                  "ALTER TABLE events DETACH PARTITION one", "ALTER TABLE child NO INHERIT parent"))
          .containsExactly(
              "dropped inheritance from parent on child",
              "changed table one: PARTITION OF events FOR VALUES IN (1) → nothing");
    }
  }
}
