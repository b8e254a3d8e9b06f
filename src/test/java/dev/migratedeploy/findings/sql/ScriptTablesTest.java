package dev.migratedeploy.findings.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTablesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER TABLE orders ADD x int | orders ALTER",
        "alter table if exists only Shop.Orders alter column region set not null"
            + " | shop.orders ALTER",
        "ALTER TABLE \"Shop\".\"Orders\" DROP COLUMN a | \"Shop\".\"Orders\" ALTER",
        "ALTER TABLE \"orders\" DROP COLUMN a | orders ALTER",
        "ALTER TABLE \"a\"\"b\" DROP COLUMN a | \"a\"\"b\" ALTER",
        "ALTER TABLE Übung ADD x int | Übung ALTER",
        "ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES shop.customers (id) NOT VALID"
            + " | orders ALTER, shop.customers REFERENCE",
        "ALTER TABLE orders ATTACH PARTITION orders_2024 FOR VALUES FROM ('a') TO ('b')"
            + " | orders ALTER, orders_2024 ALTER",
        "ALTER TABLE orders DETACH PARTITION orders_2024 CONCURRENTLY"
            + " | orders ALTER, orders_2024 ALTER",
        "ALTER TABLE orders RENAME COLUMN a TO b | orders ALTER",
        "ALTER TABLE orders RENAME a TO b | orders ALTER",
        "ALTER TABLE orders INHERIT parent | orders ALTER, parent ALTER",
        "ALTER MATERIALIZED VIEW totals SET (autovacuum_enabled = off) | totals ALTER",
        "ALTER POLICY p ON orders USING (true) | orders ALTER",
        "CREATE INDEX ON orders (region) | orders INDEX",
        "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY shop.orders USING btree (a)"
            + " | shop.orders INDEX",
        "CREATE TRIGGER t BEFORE UPDATE OF a, b ON orders FOR EACH ROW EXECUTE FUNCTION f()"
            + " | orders ALTER",
        "CREATE CONSTRAINT TRIGGER t AFTER INSERT ON orders EXECUTE FUNCTION f() | orders ALTER",
        "CREATE POLICY p ON orders USING (true) | orders ALTER",
        "CREATE RULE r AS ON INSERT TO orders DO INSTEAD NOTHING | orders ALTER",
        "CREATE STATISTICS s (dependencies) ON a, b FROM orders | orders ALTER",
        "CREATE TABLE x (id int REFERENCES orders, b int, FOREIGN KEY (b) REFERENCES parts (id))"
            + " | orders REFERENCE, parts REFERENCE",
        "CREATE TABLE x PARTITION OF orders FOR VALUES IN (1) | orders ALTER",
        "CREATE TABLE x (LIKE orders INCLUDING ALL) | orders READ",
        "CREATE TABLE x (a int) INHERITS (p, q) | p ALTER, q ALTER",
        "CREATE TABLE x AS SELECT * FROM orders o, parts p | orders READ, parts READ",
        "CREATE MATERIALIZED VIEW v AS SELECT * FROM orders | orders READ",
        "DROP TABLE IF EXISTS a, shop.b CASCADE | a DROP, shop.b DROP",
        "DROP TRIGGER IF EXISTS t ON orders | orders ALTER",
        "DROP POLICY p ON orders | orders ALTER",
        "TRUNCATE a, ONLY b, c * RESTART IDENTITY CASCADE | a WRITE, b WRITE, c WRITE",
        "TRUNCATE TABLE a | a WRITE",
        "LOCK TABLE a, b IN ACCESS EXCLUSIVE MODE | a ALTER, b ALTER",
        "VACUUM (FULL, ANALYZE) orders (a), parts | orders ALTER, parts ALTER",
        "VACUUM FULL VERBOSE orders | orders ALTER",
        "REINDEX (VERBOSE) TABLE CONCURRENTLY orders | orders INDEX",
        "REFRESH MATERIALIZED VIEW CONCURRENTLY totals | totals WRITE",
        "CLUSTER orders USING orders_pkey | orders ALTER",
        "INSERT INTO orders (a, b) VALUES (1, 2), (3, 4) | orders WRITE",
        "INSERT INTO orders SELECT a, b FROM old JOIN parts USING (id) WHERE a > 1"
            + " | orders WRITE, old READ, parts READ",
        "INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET a = 1, b = 2 | t WRITE",
        "UPDATE orders SET region = r.x FROM regions r, shops s WHERE r.id = orders.id"
            + " | orders WRITE, regions READ, shops READ",
        "UPDATE ONLY orders AS o SET a = 1, b = (SELECT max(x) FROM r) | orders WRITE, r READ",
        "UPDATE orders SET y = extract(year FROM at), z = substring(s FROM 1 FOR 2)"
            + " WHERE a IS DISTINCT FROM b | orders WRITE",
        "DELETE FROM ONLY orders USING gone, old WHERE gone.id = orders.id"
            + " | orders WRITE, gone READ, old READ",
        "WITH gone AS (DELETE FROM orders RETURNING *), n (a) AS MATERIALIZED (SELECT 1 FROM parts)"
            + " INSERT INTO archive SELECT * FROM gone, n"
            + " | orders WRITE, parts READ, archive WRITE",
        "MERGE INTO orders o USING news n ON o.id = n.id WHEN MATCHED THEN UPDATE SET a = 1"
            + " WHEN NOT MATCHED THEN INSERT (a) VALUES (1) | orders WRITE, news READ",
        "SELECT * FROM (orders o JOIN parts p ON true) WHERE a IN (SELECT b FROM c)"
            + " | orders READ, parts READ, c READ",
        "SELECT count(*) FROM generate_series(1, 9) g, orders ORDER BY a, b FOR UPDATE"
            + " | orders READ",
        "(SELECT 1 FROM a) UNION (SELECT 2 FROM b) | a READ, b READ",
        "COPY orders (a, b) FROM '/tmp/x' | orders WRITE",
        "COPY orders TO STDOUT | orders READ",
        "COPY (SELECT * FROM orders) TO STDOUT | orders READ",
        "COMMENT ON TABLE shop.orders IS 'x' | shop.orders ALTER",
        "COMMENT ON COLUMN shop.orders.region IS 'x' | shop.orders ALTER",
        "COMMENT ON CONSTRAINT c ON orders IS 'x' | orders ALTER",
        "GRANT SELECT, UPDATE ON orders, parts TO joe | orders REFERENCE, parts REFERENCE",
        "GRANT ALL ON TABLE orders TO joe | orders REFERENCE",
        "REVOKE ALL ON orders FROM joe | orders REFERENCE",
      })
  void everyFormNamesItsTables(String sql, String expected) {
    assertThat(uses(sql, Dialect.POSTGRESQL)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER TABLE `Orders` ADD COLUMN x int, ALGORITHM=INSTANT | Orders ALTER",
        "ALTER TABLE `shop`.`odd name` ADD x int | shop.`odd name` ALTER",
        "ALTER TABLE \"odd name\" ADD x int | `odd name` ALTER",
        "ALTER TABLE orders EXCHANGE PARTITION p WITH TABLE spare | orders ALTER, spare ALTER",
        "CREATE INDEX i USING BTREE ON orders (a) | orders INDEX",
        "CREATE FULLTEXT INDEX i ON orders (a) | orders INDEX",
        "DROP INDEX i ON orders | orders INDEX",
        "CREATE DEFINER=`r`@`h` TRIGGER t BEFORE INSERT ON orders FOR EACH ROW SET NEW.a = 1"
            + " | orders ALTER",
        "CREATE TABLE x LIKE orders | orders READ",
        "CREATE TABLE x SELECT * FROM orders | orders READ",
        "INSERT IGNORE orders VALUES (1) | orders WRITE",
        "REPLACE INTO orders VALUES (1) | orders WRITE",
        "INSERT INTO o (a) VALUES (1) ON DUPLICATE KEY UPDATE a = 2 | o WRITE",
        "UPDATE orders o JOIN regions r ON r.id = o.id, shops SET o.region = r.x"
            + " | orders WRITE, regions WRITE, shops WRITE",
        "DELETE o FROM orders o JOIN gone g ON g.id = o.id | orders WRITE, gone WRITE",
        "LOCK TABLES a READ, b AS x LOW_PRIORITY WRITE | a ALTER, b ALTER",
        "LOAD DATA LOCAL INFILE 'x' INTO TABLE orders | orders WRITE",
        "OPTIMIZE TABLE a, b | a ALTER, b ALTER",
        "RENAME TABLE a TO b, c TO d | a ALTER, c ALTER",
        "GRANT SELECT ON shop.* TO 'joe'@'%' | ''",
        "ALTER TABLE Orders ADD x int; ALTER TABLE orders ADD y int | Orders ALTER, orders ALTER",
      })
  void everyFormOfMysqlToo(String sql, String expected) {
    assertThat(uses(sql, Dialect.MYSQL)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE orders (id int, up int REFERENCES orders); CREATE INDEX ON orders (id)",
        "CREATE TEMP TABLE IF NOT EXISTS Orders (id int); UPDATE ORDERS SET id = 1",
        "CREATE TABLE a AS SELECT 1; ALTER TABLE a RENAME TO b; DROP TABLE b",
        "SELECT 1 INTO a; DELETE FROM a",
        "CREATE VIEW v AS SELECT * FROM orders; GRANT SELECT ON v TO joe",
        "CREATE SCHEMA shop; SET search_path TO shop; CREATE TABLE a (id int);"
            + " DROP TABLE shop.a",
        "GRANT USAGE ON SCHEMA shop TO joe",
        "GRANT EXECUTE ON FUNCTION f(int) TO joe",
        "GRANT SELECT ON ALL TABLES IN SCHEMA shop TO joe",
        "GRANT joe TO jim",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO joe",
        "ALTER TABLE ALL IN TABLESPACE a SET TABLESPACE b",
        "ALTER SEQUENCE s OWNED BY NONE",
        "COMMENT ON SCHEMA shop IS 'x'",
        "DO $$ BEGIN UPDATE orders SET a = 1; END $$",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 FROM orders $$",
        "SELECT count(*) FROM pg_catalog.pg_class JOIN information_schema.tables t ON true",
        "SET lock_timeout = '5s'",
        "nonsense ((( ALTER TABLE",
        "ALTER TABLE",
        "UPDATE",
        "COPY",
        "",
      })
  void whatItMakesItselfAndWhatHasNoRowsIsNotTouched(String sql) {
    assertThat(uses(sql, Dialect.POSTGRESQL)).isEmpty();
  }

  @Test
  void aTableThatMayBeThereAlreadyIsTouched() {
    assertThat(
            uses("CREATE TABLE IF NOT EXISTS a (x int); ALTER TABLE a ADD y int", Dialect.EITHER))
        .isEqualTo("a ALTER");
  }

  @Test
  void aRenamedTableIsKnownToTheDatabaseByItsOldName() {
    assertThat(
            uses(
                "ALTER TABLE shop.a RENAME TO b; UPDATE shop.b SET x = 1; ALTER TABLE shop.b SET SCHEMA old;"
                    + " DROP TABLE old.b",
                Dialect.POSTGRESQL))
        .isEqualTo("shop.a DROP");
  }

  @Test
  void twoSpellingsOfOneTableAreOneTable() {
    String sql = "ALTER TABLE Orders ADD a int; UPDATE ORDERS SET a = 1; DELETE FROM \"orders\"";
    assertThat(uses(sql, Dialect.POSTGRESQL)).isEqualTo("orders ALTER");
    assertThat(uses(sql, Dialect.EITHER)).isEqualTo("Orders ALTER");
  }

  @Test
  void oneNameInTwoSchemasIsTwoTables() {
    assertThat(uses("DROP TABLE a.orders; DROP TABLE b.orders; DROP TABLE orders", Dialect.EITHER))
        .isEqualTo("a.orders DROP, b.orders DROP, orders DROP");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SET search_path TO shop, public; ALTER TABLE orders ADD a int | shop.orders ALTER",
        "set local search_path = shop; DROP TABLE x.a, b | x.a DROP, shop.b DROP",
        "SET search_path TO \"$user\", public; DROP TABLE a | a DROP",
        "SET search_path TO shop; SET search_path TO DEFAULT; DROP TABLE a | a DROP",
        "USE shop; DROP TABLE a | shop.a DROP",
      })
  void theSchemaInWhichTheScriptLooksCounts(String sql, String expected) {
    assertThat(uses(sql, Dialect.EITHER)).isEqualTo(expected);
  }

  @Test
  void aNameWithAPlaceholderIsLeftOutAndSaid() {
    ScriptTables tables =
        tables("ALTER TABLE ${schema}.orders ADD a int; DROP TABLE b, \"${x}\"", Dialect.EITHER);
    assertThat(tables.uses()).containsExactly(new TableUse("b", TableUse.Kind.DROP));
    assertThat(tables.unread()).containsExactlyInAnyOrder("${schema}.orders", "\"${x}\"");
  }

  @Test
  void theTablesOfAFindingAreThoseOfTheStatementOfItsLine() {
    ScriptTables tables =
        tables(
            "-- one\nUPDATE a\n  SET x = y\n  FROM b;\nSELECT 1;\nTRUNCATE c, d; DROP TABLE e;\n",
            Dialect.POSTGRESQL);
    assertThat(tables.at(1)).isEmpty();
    assertThat(tables.at(2)).containsExactly("a");
    assertThat(tables.at(4)).containsExactly("a");
    assertThat(tables.at(5)).isEmpty();
    assertThat(tables.at(6)).containsExactly("c", "d", "e");
  }

  @Test
  void whatAnEarlierScriptMakesCanBeTakenOut() {
    ScriptTables first = tables("CREATE TABLE News (id int)", Dialect.EITHER);
    ScriptTables second = tables("CREATE INDEX ON news (id); DROP TABLE old", Dialect.EITHER);
    assertThat(second.without(first.created()).uses())
        .containsExactly(new TableUse("old", TableUse.Kind.DROP));
  }

  @Test
  void anyBytesWhateverComeToAnEnd() {
    List<String> words =
        List.of(
            "ALTER",
            "TABLE",
            "(",
            ")",
            ",",
            "FROM",
            "UPDATE",
            "WITH",
            "AS",
            "a",
            ".",
            "\"",
            "`",
            "${",
            "ON",
            "GRANT",
            "COPY",
            "CREATE",
            "REFERENCES",
            "'",
            ";",
            "\n",
            "INHERITS",
            "LIKE",
            "RENAME",
            "TO",
            "LOCK",
            "LIST",
            "*",
            "$$",
            "COMMENT",
            "COLUMN",
            "SET",
            "search_path");
    Random random = new Random(15);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder sql = new StringBuilder();
      for (int j = 0; j < 25; j++) {
        sql.append(words.get(random.nextInt(words.size())))
            .append(random.nextInt(4) == 0 ? "" : " ");
      }
      for (Dialect dialect : Dialect.values()) {
        assertThat(tables(sql.toString(), dialect).uses()).isNotNull();
      }
    }
  }

  @Test
  void tenThousandTablesAreReadInAMoment() {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      sql.append("ALTER TABLE t").append(i).append(" ADD x int;\n");
    }
    assertThat(tables(sql.toString(), Dialect.POSTGRESQL).uses()).hasSize(10_000);
  }

  private static String uses(String sql, Dialect dialect) {
    return String.join(
        ", ",
        tables(sql, dialect).uses().stream().map(use -> use.table() + " " + use.kind()).toList());
  }

  private static ScriptTables tables(String sql, Dialect dialect) {
    return ScriptTables.in(SqlScript.read(sql, dialect), dialect);
  }
}
