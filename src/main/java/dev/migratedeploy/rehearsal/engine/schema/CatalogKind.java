package dev.migratedeploy.rehearsal.engine.schema;

import dev.migratedeploy.rehearsal.engine.schema.SchemaObject.Traits;
import dev.migratedeploy.rehearsal.result.SchemaChange.ObjectType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one kind, as they were read last.
 *
 * <p>A row that the last reading did not see was written by a transaction that had not ended then,
 * so none that is older than all of those needs to be read again. And if as many are there as are
 * known, then no known one is gone.
 */
final class CatalogKind {
  private static final int KEY = 1;
  private static final int VERSION = 2;
  private static final int TYPE = 3;
  private static final int PARENT = 4;
  private static final int INHERITED = 5;
  private static final int NAME = 6;
  private static final int DEFINITION = 7;
  private static final int BODY = 8;
  private static final int GRANTS = 9;

  private final CatalogQuery query;
  private final Map<String, Known> known = new LinkedHashMap<>();

  CatalogKind(CatalogQuery query) {
    this.query = query;
  }

  /** What was read of an object, and from which versions of its rows. */
  private record Known(String version, List<SchemaObject> objects) {}

  CatalogQuery query() {
    return query;
  }

  Set<String> keys() {
    return known.keySet();
  }

  void addTo(List<SchemaObject> all) {
    known.values().forEach(each -> all.addAll(each.objects()));
  }

  /**
   * Reads what is not known yet.
   *
   * @param age how old the oldest transaction was that the last reading could not see
   * @param objects how many there are
   * @param young how many have a row that is not older
   * @return whether anything was
   */
  boolean update(Connection connection, int age, long objects, long young) throws SQLException {
    boolean isNew = young > 0 && readYoung(connection, age);
    if (objects != known.size()) {
      forgetDropped(connection);
      return true;
    }
    return isNew;
  }

  private boolean readYoung(Connection connection, int age) throws SQLException {
    boolean isNew = false;
    try (PreparedStatement statement = connection.prepareStatement(query.objects())) {
      statement.setInt(1, age);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Known old = known.get(row.getString(KEY));
          if (old == null || !old.version().equals(row.getString(VERSION))) {
            known.put(row.getString(KEY), new Known(row.getString(VERSION), objects(row)));
            isNew = true;
          }
        }
      }
    }
    return isNew;
  }

  private static List<SchemaObject> objects(ResultSet row) throws SQLException {
    String key = row.getString(KEY);
    String type = row.getString(TYPE);
    if (type == null) {
      return List.of();
    }
    List<SchemaObject> objects = new ArrayList<>(1);
    objects.add(
        new SchemaObject(
            key,
            Optional.ofNullable(row.getString(PARENT)),
            ObjectType.valueOf(type),
            row.getString(NAME),
            text(row.getString(DEFINITION)),
            traits(text(row.getString(BODY)), row.getString(INHERITED))));
    objects.addAll(Grants.read(key, row.getString(GRANTS)));
    return objects;
  }

  private static Traits traits(String body, @Nullable String inherited) {
    return body.isEmpty() && inherited == null
        ? Traits.NONE
        : new Traits(body, "", Optional.ofNullable(inherited), Optional.empty());
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private void forgetDropped(Connection connection) throws SQLException {
    Set<String> there = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(query.keys());
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        there.add(row.getString(KEY));
      }
    }
    known.keySet().retainAll(there);
  }
}
