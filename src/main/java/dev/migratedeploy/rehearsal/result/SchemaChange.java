package dev.migratedeploy.rehearsal.result;

import java.util.Locale;
import java.util.Optional;

/**
 * One difference of the schema before a script and after it.
 *
 * @param name of the object, with its schema if that is not the default one, such as {@code
 *     orders.region} for a column
 * @param before its definition before, or its old name if it was renamed; empty if it was added, or
 *     has nothing to tell
 * @param after its definition after, or its new name if it was renamed; empty if it was dropped, or
 *     has nothing to tell
 */
public record SchemaChange(
    Kind kind, ObjectType type, String name, Optional<String> before, Optional<String> after) {
  /** What happened to the object. */
  public enum Kind {
    ADDED,
    CHANGED,
    /** It is the same object, with its data, under another name or in another schema. */
    RENAMED,
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
    COMMENT("comment"),
    /** Anything else; its name begins with what it is, such as {@code publication orders}. */
    OTHER("");

    private final String word;

    ObjectType(String word) {
      this.word = word;
    }

    /** For people, such as {@code materialized view}. */
    public String word() {
      return word;
    }
  }

  /**
   * One line, such as {@code changed column orders.region: text → text NOT NULL}; a long definition
   * is cut to what differs.
   */
  public String line() {
    String what = what();
    String how = how();
    return how.isEmpty() ? what : what + (kind == Kind.RENAMED ? "" : ": ") + how;
  }

  private String what() {
    String word = kind.name().toLowerCase(Locale.ROOT);
    String subject = type == ObjectType.OTHER ? "" : type.word() + " ";
    return word + " " + subject + (kind == Kind.RENAMED ? "" : name);
  }

  private String how() {
    return switch (kind) {
      case ADDED -> DefinitionText.cut(after.orElse(""));
      case DROPPED -> DefinitionText.cut(before.orElse(""));
      case RENAMED -> before.orElse("") + " → " + after.orElse(name);
      case CHANGED ->
          before.isPresent()
              ? DefinitionText.difference(before.get(), after.orElse("nothing"))
              : DefinitionText.cut(after.orElse(""));
    };
  }
}
