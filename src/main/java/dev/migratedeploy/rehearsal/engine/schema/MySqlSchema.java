package dev.migratedeploy.rehearsal.engine.schema;

import dev.migratedeploy.rehearsal.engine.schema.SchemaObject.Traits;
import dev.migratedeploy.rehearsal.result.SchemaChange.ObjectType;
import dev.migratedeploy.support.OwnResource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The information schema of MySQL and MariaDB. Objects are known by their names there; only a
 * table's number in InnoDB stays when the table is renamed.
 */
final class MySqlSchema implements SchemaCatalog {
  private static final int MOST_CONTENTS = 5;

  private static final List<String> KINDS =
      List.of(
          "schemas",
          "tables",
          "columns",
          "indexes",
          "foreign-keys",
          "checks",
          "triggers",
          "views",
          "routines",
          "events",
          "comments",
          "grants");

  private final MySqlWords words;
  private final String historyTable;

  private MySqlSchema(MySqlWords words, String historyTable) {
    this.words = words;
    this.historyTable = historyTable;
  }

  static MySqlSchema of(Connection connection, CatalogScope scope) throws SQLException {
    return new MySqlSchema(MySqlWords.of(connection, scope.defaultSchema()), scope.historyTable());
  }

  @Override
  public SchemaSnapshot read(Connection connection) throws SQLException {
    List<SchemaObject> all = new ArrayList<>();
    for (String kind : KINDS) {
      if (words.knows(kind)) {
        all.addAll(objects(connection, kind));
      }
    }
    all.removeIf(this::isHistory);
    return ObjectSnapshot.of(all);
  }

  private boolean isHistory(SchemaObject object) {
    return object.type() == ObjectType.TABLE && object.key().endsWith("." + historyTable);
  }

  private List<SchemaObject> objects(Connection connection, String kind) throws SQLException {
    String sql = words.in(OwnResource.text(MySqlSchema.class, "mysql/" + kind + ".sql"));
    List<SchemaObject> objects = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        objects.add(
            new SchemaObject(
                row.getString(1),
                Optional.ofNullable(row.getString(2)),
                ObjectType.valueOf(row.getString(3)),
                row.getString(4),
                text(row.getString(5)),
                new Traits(
                    text(row.getString(6)),
                    "",
                    Optional.empty(),
                    Optional.ofNullable(row.getString(7)))));
      }
    }
    return objects;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  @Override
  public List<String> contents(Connection connection) throws SQLException {
    List<String> contents = new ArrayList<>();
    for (String kind : List.of("tables", "views", "routines", "events")) {
      for (SchemaObject object : objects(connection, kind)) {
        String word = object.type() == ObjectType.OTHER ? "" : object.type().word() + " ";
        if (words.isInDefaultSchema(object)) {
          contents.add(word + object.name());
        }
      }
    }
    return List.copyOf(contents.subList(0, Math.min(MOST_CONTENTS, contents.size())));
  }
}
