package dev.migratedeploy.rehearsal.engine.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** The catalog of each product. */
public final class SchemaCatalogs {
  private SchemaCatalogs() {}

  /**
   * For one database: it remembers what it has read, so that what did not change is not read again.
   *
   * @throws SQLException also for a product whose catalog is not known
   */
  public static SchemaCatalog of(Connection connection, CatalogScope scope) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product.toLowerCase(Locale.ROOT)) {
      case "postgresql" -> PostgreSqlSchema.of(connection, scope);
      case "mysql", "mariadb" -> MySqlSchema.of(connection, scope);
      default -> throw new SQLException("the schema of " + product + " cannot be read");
    };
  }
}
