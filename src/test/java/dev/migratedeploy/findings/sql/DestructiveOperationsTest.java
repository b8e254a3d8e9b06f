package dev.migratedeploy.findings.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestructiveOperationsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DROP TABLE orders | DROP the table orders",
        "drop table if exists shop.\"Orders\" cascade | DROP the table shop.\"Orders\"",
        "DROP SCHEMA shop CASCADE | DROP the schema shop",
        "DROP DATABASE shop | DROP the database shop",
        "DROP SEQUENCE order_id | DROP the sequence order_id",
        "DROP TYPE mood CASCADE | DROP every column of the type mood",
        "DROP OWNED BY joe | DROP everything that joe owns",
        "ALTER TABLE orders DROP COLUMN region | DROP the column region of orders",
        "ALTER TABLE orders DROP region | DROP the column region of orders",
        "ALTER TABLE IF EXISTS ONLY orders DROP COLUMN IF EXISTS region CASCADE"
            + " | DROP the column region of orders",
        "ALTER TABLE orders ADD x int, DROP COLUMN region | DROP the column region of orders",
        "ALTER TABLE orders DROP PARTITION p1 | DROP a partition of orders",
        "TRUNCATE orders | TRUNCATE the table orders",
        "TRUNCATE TABLE ONLY orders RESTART IDENTITY CASCADE | TRUNCATE the table orders",
        "DELETE FROM orders | DELETE the table orders",
        "DELETE FROM ONLY orders RETURNING id | DELETE the table orders",
        "DELETE FROM ${schema}.orders | DELETE the table ${schema}.orders",
        "UPDATE orders SET region = 'x' | UPDATE the table orders",
        "UPDATE orders SET region = r.x FROM regions r | UPDATE the table orders",
        "UPDATE orders SET region = (SELECT x FROM r WHERE r.id = 1) | UPDATE the table orders",
        "WITH gone AS (DELETE FROM orders RETURNING *) SELECT * FROM gone WHERE id > 1"
            + " | DELETE the table orders",
        "WITH r AS (SELECT 1) DELETE FROM orders | DELETE the table orders",
      })
  void whatDestroysDataIsFound(String sql, String expected) {
    assertThat(harms(sql)).containsExactly(expected);
  }

  @Test
  void everyTableOfAListIsNamed() {
    assertThat(harms("DROP TABLE a, b.c"))
        .containsExactly("DROP the table a", "DROP the table b.c");
    assertThat(harms("TRUNCATE a, b")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM orders WHERE id = 1",
        "DELETE FROM orders USING gone WHERE orders.id = gone.id",
        "DELETE o FROM orders o JOIN gone g ON g.id = o.id",
        "DELETE FROM orders LIMIT 10",
        "UPDATE orders SET region = r.x FROM regions r WHERE r.id = orders.id",
        "UPDATE orders o JOIN regions r ON r.id = o.id SET o.region = r.x",
        "WITH x AS (SELECT id FROM a) DELETE FROM orders WHERE id IN (SELECT id FROM x)",
        "WITH x AS (DELETE FROM a WHERE b RETURNING *) INSERT INTO c SELECT * FROM x",
        "INSERT INTO a VALUES (1) ON CONFLICT (id) DO UPDATE SET b = 1",
        "INSERT INTO a VALUES (1) ON DUPLICATE KEY UPDATE b = 1",
        "SELECT * FROM orders FOR UPDATE",
        "CREATE TABLE a (b int REFERENCES c ON DELETE CASCADE ON UPDATE SET NULL)",
        "CREATE TRIGGER t AFTER UPDATE OR DELETE OR TRUNCATE ON a EXECUTE FUNCTION f()",
        "CREATE RULE r AS ON DELETE TO a DO INSTEAD (DELETE FROM b; DELETE FROM c)",
        "GRANT DELETE, UPDATE, TRUNCATE ON a TO b",
        "MERGE INTO a USING b ON a.id = b.id WHEN MATCHED THEN DELETE",
        "DROP VIEW v",
        "DROP MATERIALIZED VIEW v CASCADE",
        "DROP INDEX i",
        "DROP FUNCTION f(int)",
        "DROP TRIGGER t ON a",
        "DROP TYPE mood",
        "DROP TEMPORARY TABLE t",
        "ALTER TABLE a DROP CONSTRAINT b",
        "ALTER TABLE a DROP CONSTRAINT IF EXISTS b CASCADE",
        "ALTER TABLE a ALTER COLUMN b DROP NOT NULL",
        "ALTER TABLE a ALTER b DROP DEFAULT",
        "ALTER TABLE a ALTER COLUMN b DROP IDENTITY IF EXISTS",
        "ALTER TABLE a DROP FOREIGN KEY b",
        "ALTER TABLE a DROP PRIMARY KEY",
        "ALTER TABLE a DROP INDEX b",
        "ALTER TABLE a DROP KEY b",
        "ALTER TABLE a DROP CHECK b",
        "COMMENT ON TABLE a IS 'DELETE FROM a; DROP TABLE b'",
        "DO $$ BEGIN DELETE FROM a; TRUNCATE b; DROP TABLE c; END $$",
        "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'DELETE FROM a'",
        "PREPARE p AS SELECT 1",
        "EXPLAIN ANALYZE SELECT 1",
        "DELETE FROM a WHERE (((((((((((((((((((((((b)))))))))))))))))))))))",
        "DELETE FROM (((",
        "UPDATE",
        "DROP TABLE",
        "TRUNCATE",
        "ALTER TABLE DROP COLUMN"
      })
  void whatDoesNotIsNot(String sql) {
    assertThat(harms(sql)).isEmpty();
  }

  @Test
  void whatTheScriptMadeItMayDestroy() {
    assertThat(
            harms(
                """
                CREATE TABLE a (x int);
                CREATE TEMP TABLE IF NOT EXISTS b AS SELECT 1;
                UPDATE a SET x = 1;
                DELETE FROM "a";
                TRUNCATE b;
                DROP TABLE b, a;
                ALTER TABLE c ADD COLUMN d int, ADD e int;
                UPDATE c SET d = 1, e = 2;
                ALTER TABLE c DROP COLUMN e;
                """))
        .isEmpty();
    assertThat(harms("CREATE TABLE IF NOT EXISTS a (x int); DELETE FROM a")).hasSize(1);
    assertThat(harms("ALTER TABLE c ADD COLUMN d int; UPDATE c SET d = 1, other = 2")).hasSize(1);
    assertThat(harms("DROP TABLE a; CREATE TABLE a (x int)")).hasSize(1);
  }

  @Test
  void whatCannotBeParsedCountsWhereItsWordsLeaveNoDoubt() {
    assertThat(harms("DELETE FROM a ??? RETURNING !! *")).containsExactly("DELETE the table a");
    assertThat(harms("DELETE FROM a ??? (SELECT !! WHERE 1)")).isEmpty();
    assertThat(harms("WITH ??? (DELETE FROM a) SELECT 1")).isEmpty();
  }

  private static List<String> harms(String sql) {
    return DestructiveOperations.in(SqlScript.read(sql, Dialect.EITHER)).stream()
        .map(harm -> harm.kind() + " " + harm.what())
        .toList();
  }

  /** JSqlParser 766, 858 and 2140: ten levels took ten seconds, twenty never came to an end. */
  @ParameterizedTest
  @ValueSource(strings = {"(", "f(", "(SELECT ", "(CASE WHEN a THEN ", "[", "NOT (", "f(a, "})
  void deepParenthesesAreNoMoreWorkThanFlatOnes(String open) {
    String close = open.contains("CASE") ? " END)" : open.contains("[") ? "]" : ")";
    String sql = "UPDATE orders SET region = %s1%s".formatted(open.repeat(500), close.repeat(500));

    assertThat(DestructiveOperations.in(SqlScript.read(sql, Dialect.POSTGRESQL)))
        .containsExactly(
            DestructiveOperation.ofTable(DestructiveOperation.Kind.UPDATE, "orders", 1));
  }

  @Test
  void ofManyStatementsThatAreSlowToParseOnlyTheFirstAreParsed() {
    String column = "ALTER TABLE orders DROP COLUMN a%d, ADD CHECK ((a) = ((1)));\n";
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      script.append(column.formatted(i));
    }

    assertThat(DestructiveOperations.in(SqlScript.read(script.toString(), Dialect.POSTGRESQL)))
        .hasSize(5_000);
  }

  @Test
  void aWhereBehindMillionsOfVerbsIsLookedForOnce() {
    String sql = "WITH a AS (SELECT 1) " + "()DELETE ".repeat(100_000) + "WHERE a = 1";

    assertThat(DestructiveOperations.in(SqlScript.read(sql, Dialect.POSTGRESQL))).isEmpty();
  }
}
