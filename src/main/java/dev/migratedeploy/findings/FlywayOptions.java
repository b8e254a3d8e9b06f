package dev.migratedeploy.findings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What Flyway is told, as far as it can be seen here: its arguments and the configuration files
 * that go into the image. What the task definition sets as {@code FLYWAY_…} stays unknown.
 *
 * @param values by the name of the parameter without {@code flyway.}, in small letters
 */
public record FlywayOptions(Map<String, String> values) {
  public FlywayOptions {
    values = Map.copyOf(values);
  }

  /**
   * Reads them; an argument beats a file.
   *
   * @param arguments such as {@code migrate} and {@code -outOfOrder=true}
   * @param files the texts of {@code flyway.conf} and {@code flyway.toml}, by their names
   */
  public static FlywayOptions of(List<String> arguments, Map<String, String> files) {
    Map<String, String> values = new TreeMap<>();
    new TreeMap<>(files)
        .forEach(
            (name, text) ->
                values.putAll(
                    name.toLowerCase(Locale.ROOT).endsWith(".toml")
                        ? TomlValues.of(text)
                        : PropertyValues.of(text)));
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (argument.startsWith("-") && equals > 0) {
        values.put(key(argument.substring(1, equals)), argument.substring(equals + 1));
      }
    }
    return new FlywayOptions(values);
  }

  static String key(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    return folded.startsWith("flyway.") ? folded.substring("flyway.".length()) : folded;
  }

  /** Flyway applies a version below the highest one that is applied. */
  boolean outOfOrder() {
    return is("outoforder", "true");
  }

  /** Whether all scripts of a run are one transaction. */
  public boolean grouped() {
    return is("group", "true");
  }

  /** One script may hold statements that run in a transaction and others that cannot. */
  boolean mixed() {
    return is("mixed", "true");
  }

  /** Whether a migration fails where an applied script is another one now. */
  boolean validatesOnMigrate() {
    return !is("validateonmigrate", "false");
  }

  /** Whether it does not mind that an applied script is gone. */
  boolean ignoresMissing() {
    return ignores("missing");
  }

  /** Whether it does not mind that versions are applied which are above all that are there. */
  boolean ignoresFuture() {
    return ignores("future");
  }

  private boolean ignores(String state) {
    return values
        .getOrDefault("ignoremigrationpatterns", "*:future")
        .toLowerCase(Locale.ROOT)
        .matches("(.*[,\\s\"])?(\\*|versioned):(\\*|" + state + ")([,\\s\"].*)?");
  }

  boolean outsideOfTransactions() {
    return is("executeintransaction", "false");
  }

  /**
   * Whether a statement may hang that waits for every open transaction, as Flyway's lock is one.
   */
  boolean transactionalLock() {
    return !is("postgresql.transactional.lock", "false");
  }

  /** Whether the scripts are in another encoding than Flyway's usual UTF-8, or it finds out. */
  boolean otherEncoding() {
    return is("detectencoding", "true")
        || Optional.ofNullable(values.get("encoding"))
            .filter(encoding -> !encoding.equalsIgnoreCase("UTF-8"))
            .isPresent();
  }

  /** The database, where a JDBC URL tells. */
  Optional<Database> database() {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().matches("url|environments\\..*\\.url"))
        .flatMap(entry -> Database.ofUrl(entry.getValue()).stream())
        .findFirst();
  }

  private boolean is(String name, String expected) {
    return expected.equalsIgnoreCase(values.getOrDefault(name, "").strip());
  }
}
