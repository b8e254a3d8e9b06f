package dev.migratedeploy.rehearsal.engine;

import dev.migratedeploy.rehearsal.engine.schema.SchemaCatalog;
import dev.migratedeploy.rehearsal.engine.schema.SchemaSnapshot;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Of a product whose schema cannot be read: no differences are told. */
final class NoCatalog implements SchemaCatalog {
  @Override
  public SchemaSnapshot read(Connection connection) {
    return after -> List.of();
  }

  @Override
  public List<String> contents(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), connection.getSchema(), "%", null)) {
      while (rows.next() && tables.size() < 5) {
        tables.add("table " + rows.getString("TABLE_NAME"));
      }
    }
    return tables;
  }
}
