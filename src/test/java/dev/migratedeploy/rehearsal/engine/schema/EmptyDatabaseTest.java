package dev.migratedeploy.rehearsal.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What stands in a database that should be empty. */
class EmptyDatabaseTest {
  @Test
  void aNewDatabaseIsEmptyAlsoWithExtensions() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with("CREATE EXTENSION hstore", "CREATE EXTENSION citext")) {
      assertThat(database.catalog().contents(database.connection())).isEmpty();
    }
  }

  @Test
  void whatSomebodyMadeIsNamed() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.orders (id serial)",
            "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT $1'")) {
      assertThat(database.catalog().contents(database.connection()))
          .containsExactly(
              "table shop.orders",
              "sequence shop.orders_id_seq",
              "function f(integer)",
              "schema shop");
    }
  }

  @Test
  void aTypeOrALargeObjectIsEnough() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.with("CREATE TYPE mood AS ENUM ('fine')", "SELECT lo_create(0)")) {
      assertThat(database.catalog().contents(database.connection()))
          .containsExactly("type mood", "a large object");
    }
  }
}
