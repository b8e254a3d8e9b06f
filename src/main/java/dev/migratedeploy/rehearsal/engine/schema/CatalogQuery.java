package dev.migratedeploy.rehearsal.engine.schema;

import static java.util.stream.Collectors.joining;

import dev.migratedeploy.support.OwnResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How objects of one kind are read from PostgreSQL's catalog: a file with a section of SQL for each
 * column. Every section may use the tables of {@code rows}.
 *
 * <ul>
 *   <li>{@code rows}: from FROM on, with the condition that says which rows are a user's
 *   <li>{@code key}: the object's key
 *   <li>{@code version}: changes if and only if one of the object's rows was written again
 *   <li>{@code age}: of its youngest row, in transactions
 *   <li>{@code type}, {@code parent}, {@code inherited}, {@code name}, {@code definition}, {@code
 *       body}: see {@link SchemaObject}
 *   <li>{@code grants}: the rights, the letter of their kind for {@code acldefault}, and the owner
 * </ul>
 */
final class CatalogQuery {
  private static final List<String> COLUMNS =
      List.of("key", "version", "type", "parent", "inherited", "name", "definition", "body");

  private final Map<String, String> sections;

  private CatalogQuery(Map<String, String> sections) {
    this.sections = sections;
  }

  /** One of the files beside this class, for a version of the server. */
  static CatalogQuery of(String file, ServerWords words) {
    Map<String, String> sections = new LinkedHashMap<>();
    String text = words.in(OwnResource.text(CatalogQuery.class, "postgresql/" + file + ".sql"));
    for (String section : text.split("(?m)^--- ", -1)) {
      int end = section.indexOf('\n');
      if (end > 0) {
        sections.put(section.substring(0, end), section.substring(end + 1).strip());
      }
    }
    return new CatalogQuery(sections);
  }

  /** How many objects there are, and how many have a row that is not older than an age. */
  String counts() {
    return "SELECT count(*) AS objects, count(*) FILTER (WHERE %s <= ?) AS young %s"
        .formatted(section("age"), section("rows"));
  }

  String keys() {
    return "SELECT " + section("key") + " " + section("rows");
  }

  /**
   * Those that have a row that is not older than an age; the grants as {@link Grants} reads them.
   */
  String objects() {
    return "SELECT %s, %s %s AND %s <= ? ORDER BY 1"
        .formatted(
            COLUMNS.stream().map(this::section).collect(joining(", ")),
            sections.containsKey("grants") ? Grants.sql(section("grants")) : "NULL",
            section("rows"),
            section("age"));
  }

  private String section(String name) {
    return sections.getOrDefault(name, "NULL");
  }
}
