package dev.migratedeploy.rehearsal.result;

import java.util.Optional;

/**
 * One difference of the schema before a script and after it.
 *
 * @param name of the object, with its schema if that is not the default one, such as {@code
 *     orders.region} for a column
 * @param before its definition before; empty if it was added, or has nothing to tell
 * @param after its definition after; empty if it was dropped, or has nothing to tell
 */
public record SchemaChange(
    Kind kind, ObjectType type, String name, Optional<String> before, Optional<String> after) {
  /** What happened to the object. */
  public enum Kind {
    ADDED,
    CHANGED,
    DROPPED
  }

  /** What an object is, from the whole to its parts. */
  public enum ObjectType {
    SCHEMA("schema"),
    EXTENSION("extension"),
    TYPE("type"),
    SEQUENCE("sequence"),
    TABLE("table"),
    COLUMN("column"),
    CONSTRAINT("constraint"),
    INDEX("index"),
    TRIGGER("trigger"),
    POLICY("policy"),
    VIEW("view"),
    MATERIALIZED_VIEW("materialized view"),
    FUNCTION("function"),
    PROCEDURE("procedure"),
    GRANT("grant"),
    COMMENT("comment");

    private final String word;

    ObjectType(String word) {
      this.word = word;
    }

    /** For people, such as {@code materialized view}. */
    public String word() {
      return word;
    }
  }

  /** One line, such as {@code changed column orders.region: text → text NOT NULL}. */
  public String line() {
    String what =
        switch (kind) {
          case ADDED -> "added";
          case CHANGED -> "changed";
          case DROPPED -> "dropped";
        };
    String how =
        kind == Kind.CHANGED
            ? before.orElse("") + " → " + after.orElse("")
            : before.or(() -> after).orElse("");
    return what + " " + type.word() + " " + name + (how.isBlank() ? "" : ": " + how.trim());
  }
}
