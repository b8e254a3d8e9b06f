package dev.migratedeploy.flyway.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The parameters of Flyway 12 and 13 that decide what it does with scripts, with their defaults.
 */
public enum Parameter {
  BASELINE_MIGRATION_PREFIX(Type.TEXT, "B"),
  BASELINE_ON_MIGRATE(Type.FLAG, "false"),
  BASELINE_VERSION(Type.TEXT, "1"),
  CALLBACK_LOCATIONS(Type.LIST),
  CHERRY_PICK(Type.LIST),
  DETECT_ENCODING(Type.FLAG, "false"),
  ENCODING(Type.TEXT, "UTF-8"),
  EXECUTE_IN_TRANSACTION(Type.FLAG, "true"),
  FAIL_ON_MISSING_LOCATIONS(Type.FLAG, "false"),
  GROUP(Type.FLAG, "false"),
  IGNORE_MIGRATION_PATTERNS(Type.LIST, "*:future"),
  LOCATIONS(Type.LIST, "db/migration"),
  LOCK_RETRY_COUNT(Type.NUMBER, "50"),
  MIXED(Type.FLAG, "false"),
  OUT_OF_ORDER(Type.FLAG, "false"),
  PLACEHOLDER_PREFIX(Type.TEXT, "${"),
  PLACEHOLDER_REPLACEMENT(Type.FLAG, "true"),
  PLACEHOLDER_SEPARATOR(Type.TEXT, ":"),
  PLACEHOLDER_SUFFIX(Type.TEXT, "}"),
  POSTGRESQL_TRANSACTIONAL_LOCK("postgresql.transactional.lock", Type.FLAG, "true"),
  REPEATABLE_SQL_MIGRATION_PREFIX(Type.TEXT, "R"),
  SKIP_EXECUTING_MIGRATIONS(Type.FLAG, "false"),
  SQL_MIGRATION_PREFIX(Type.TEXT, "V"),
  SQL_MIGRATION_SEPARATOR(Type.TEXT, "__"),
  SQL_MIGRATION_SUFFIXES(Type.LIST, ".sql"),
  TARGET(Type.TEXT, "latest"),
  UNDO_SQL_MIGRATION_PREFIX(Type.TEXT, "U"),
  URL(Type.TEXT),
  VALIDATE_MIGRATION_NAMING(Type.FLAG, "false"),
  VALIDATE_ON_MIGRATE(Type.FLAG, "true");

  /** What a value may be. */
  public enum Type {
    TEXT,
    FLAG,
    NUMBER,
    LIST
  }

  private static final Map<String, Parameter> BY_KEY =
      Arrays.stream(values()).collect(Collectors.toMap(Parameter::key, Function.identity()));

  private final String id;
  private final Type type;
  private final Optional<String> usual;

  Parameter(Type type) {
    this.id = camelCase(name());
    this.type = type;
    this.usual = Optional.empty();
  }

  Parameter(Type type, String usual) {
    this.id = camelCase(name());
    this.type = type;
    this.usual = Optional.of(usual);
  }

  Parameter(String id, Type type, String usual) {
    this.id = id;
    this.type = type;
    this.usual = Optional.of(usual);
  }

  static Optional<Parameter> of(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }

  /** As it is written in Flyway's manual, such as {@code outOfOrder}. */
  public String id() {
    return id;
  }

  public Type type() {
    return type;
  }

  /** What counts if no source says anything; empty if there is no default. */
  public List<String> usual() {
    return usual.stream().toList();
  }

  String key() {
    return Keys.of(id);
  }

  /** The environment variable that sets it. */
  String variable() {
    return "FLYWAY_" + name();
  }

  private static String camelCase(String name) {
    String[] words = name.toLowerCase(Locale.ROOT).split("_", 0);
    StringBuilder id = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      id.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return id.toString();
  }
}
