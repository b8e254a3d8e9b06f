package dev.migratedeploy.flyway.configuration;

import java.util.Arrays;
import java.util.Optional;

/**
 * Parameters of Flyway that only who runs the scripts has to know: which schemas they run in, and
 * what else runs with them.
 */
public enum OtherParameter {
  CALLBACKS("callbacks"),
  CREATE_SCHEMAS("createSchemas"),
  DEFAULT_SCHEMA("defaultSchema"),
  INIT_SQL("initSql"),
  JAR_DIRS("jarDirs"),
  RESOLVERS("resolvers"),
  SCHEMAS("schemas"),
  SKIP_DEFAULT_CALLBACKS("skipDefaultCallbacks"),
  TABLE("table");

  private final String id;

  OtherParameter(String id) {
    this.id = id;
  }

  /** The one that a variable of the container sets. */
  static Optional<OtherParameter> ofVariable(String variable) {
    return Arrays.stream(values())
        .filter(parameter -> variable.equals("FLYWAY_" + parameter.name()))
        .findFirst();
  }

  /** As it is written in Flyway's manual. */
  public String id() {
    return id;
  }

  String key() {
    return Keys.of(id);
  }
}
