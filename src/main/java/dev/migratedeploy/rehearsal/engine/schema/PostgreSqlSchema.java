package dev.migratedeploy.rehearsal.engine.schema;

import dev.migratedeploy.rehearsal.result.SchemaChange.ObjectType;
import dev.migratedeploy.support.OwnResource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's catalog. */
final class PostgreSqlSchema implements SchemaCatalog {
  /** One file of queries each; what extensions own comes first, to be left out. */
  private static final List<String> KINDS =
      List.of(
          "members",
          "schemas",
          "extensions",
          "types",
          "sequences",
          "tables",
          "inheritance",
          "columns",
          "constraints",
          "indexes",
          "triggers",
          "policies",
          "rules",
          "views",
          "functions",
          "comments",
          "others");

  /** No row is as old. */
  private static final int EVERYTHING = Integer.MAX_VALUE;

  /** The numbers of transactions begin again. */
  private static final long TRANSACTIONS = 1L << 32;

  private static final String HORIZON =
      "SELECT txid_snapshot_xmin(txid_current_snapshot()), age(?::text::xid)";

  private static final String CONTENTS =
      OwnResource.text(PostgreSqlSchema.class, "postgresql/contents.sql");

  private final String defaultSchema;
  private final String historyName;
  private final List<CatalogKind> kinds;
  private final String counts;

  /** The first transaction whose rows the last reading may not have seen; 0 if there was none. */
  private long horizon;

  private @Nullable ObjectSnapshot last;

  private PostgreSqlSchema(String defaultSchema, String historyName, ServerWords words) {
    this.defaultSchema = defaultSchema;
    this.historyName = historyName;
    this.kinds = KINDS.stream().map(file -> new CatalogKind(CatalogQuery.of(file, words))).toList();
    this.counts = counts(kinds);
  }

  static PostgreSqlSchema of(Connection connection, CatalogScope scope) throws SQLException {
    ServerWords words =
        new ServerWords(
            connection.getMetaData().getDatabaseMajorVersion(),
            PostgreSqlSession.value(connection, "SELECT session_user"));
    String schema =
        scope.defaultSchema().isPresent()
            ? scope.defaultSchema().get()
            : PostgreSqlSession.value(connection, "SELECT coalesce(current_schema(), 'public')");
    String history = PostgreSqlSession.quoted(connection, scope.historyTable());
    return new PostgreSqlSchema(schema, history, words);
  }

  private static String counts(List<CatalogKind> kinds) {
    List<String> counts = new ArrayList<>();
    for (int kind = 0; kind < kinds.size(); kind++) {
      counts.add(
          "SELECT "
              + kind
              + " AS kind, of_kind.* FROM ("
              + kinds.get(kind).query().counts()
              + ") AS of_kind");
    }
    return String.join(" UNION ALL ", counts);
  }

  @Override
  public SchemaSnapshot read(Connection connection) throws SQLException {
    return PostgreSqlSession.with(connection, defaultSchema, () -> readKinds(connection));
  }

  private SchemaSnapshot readKinds(Connection connection) throws SQLException {
    long next;
    int age;
    try (PreparedStatement statement = connection.prepareStatement(HORIZON)) {
      statement.setString(1, Long.toString(horizon % TRANSACTIONS));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        next = row.getLong(1);
        age = horizon == 0 ? EVERYTHING : row.getInt(2);
      }
    }
    boolean isNew = update(connection, age);
    horizon = next;
    if (last == null || isNew) {
      last = snapshot();
    }
    return last;
  }

  private ObjectSnapshot snapshot() {
    Set<String> members = kinds.get(0).keys();
    List<SchemaObject> all = new ArrayList<>();
    kinds.forEach(kind -> kind.addTo(all));
    all.removeIf(each -> members.contains(each.key()) || isHistory(each));
    return ObjectSnapshot.of(all);
  }

  private boolean update(Connection connection, int age) throws SQLException {
    boolean isNew = false;
    try (PreparedStatement statement = connection.prepareStatement(counts)) {
      for (int kind = 1; kind <= kinds.size(); kind++) {
        statement.setInt(kind, age);
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          CatalogKind kind = kinds.get(row.getInt("kind"));
          isNew |= kind.update(connection, age, row.getLong(2), row.getLong(3));
        }
      }
    }
    return isNew;
  }

  private boolean isHistory(SchemaObject object) {
    return object.type() == ObjectType.TABLE
        && object.name().substring(object.name().lastIndexOf('.') + 1).equals(historyName);
  }

  @Override
  public List<String> contents(Connection connection) throws SQLException {
    return PostgreSqlSession.with(
        connection, defaultSchema, () -> PostgreSqlSession.values(connection, CONTENTS));
  }
}
