package dev.migratedeploy.findings.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a table in a statement, in one spelling however it is written: without quotes if it
 * needs none.
 *
 * @param parts the schema, if one is written, and the table
 * @param next the token behind it
 */
record TableName(List<String> parts, Dialect dialect, int next) {
  private static final String PLACEHOLDER = "${";
  private static final Pattern FOLDED = Pattern.compile("[a-z_][a-z0-9_$]*+");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_$]++");

  /** Schemas of which every table is the database's own. */
  private static final List<String> OF_THE_DATABASE =
      List.of("pg_catalog", "information_schema", "performance_schema", "mysql", "sys");

  TableName {
    parts = List.copyOf(parts);
  }

  /** The name that begins at a token; empty if none does. */
  static Optional<TableName> at(Statement statement, int index, Dialect dialect) {
    List<String> parts = new ArrayList<>();
    int i = index;
    while (isPart(statement, i)) {
      StringBuilder text = new StringBuilder(statement.tokens().get(i).text());
      while (isGluedOn(statement, i)) {
        i++;
        text.append(statement.tokens().get(i).text());
      }
      parts.add(spelled(text.toString(), dialect));
      i++;
      if (!statement.isSymbol(i, '.') || !isPart(statement, i + 1)) {
        break;
      }
      i++;
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(new TableName(parts, dialect, i));
  }

  String text() {
    return String.join(".", parts);
  }

  /** The same for two spellings of one table. */
  String key() {
    return dialect == Dialect.MYSQL
        ? text()
        : String.join(".", parts.stream().map(TableName::folded).toList());
  }

  /** Whether Flyway puts something in its place that is not known here. */
  boolean hasPlaceholder() {
    return parts.stream().anyMatch(part -> part.contains(PLACEHOLDER));
  }

  boolean isOfTheDatabase() {
    return parts.size() > 1 && OF_THE_DATABASE.contains(folded(parts.get(0)));
  }

  /** The same table in the schema in which unqualified names are looked up. */
  TableName in(Optional<String> schema) {
    return parts.size() > 1 || schema.isEmpty()
        ? this
        : new TableName(List.of(schema.get(), parts.get(0)), dialect, next);
  }

  /** What is before the last point: the table of a column. */
  Optional<TableName> owner() {
    return parts.size() < 2
        ? Optional.empty()
        : Optional.of(new TableName(parts.subList(0, parts.size() - 1), dialect, next));
  }

  /** A table beside this one, in the same schema. */
  TableName beside(TableName other) {
    return owner().filter(unused -> other.parts.size() == 1).isEmpty()
        ? other
        : new TableName(List.of(parts.get(0), other.parts.get(0)), dialect, next);
  }

  private static boolean isPart(Statement statement, int index) {
    if (index >= statement.tokens().size()) {
      return false;
    }
    Token.Kind kind = statement.tokens().get(index).kind();
    return kind == Token.Kind.WORD || kind == Token.Kind.QUOTED_NAME;
  }

  /** A quote in a quoted name is written twice, which the lexer reads as two names. */
  private static boolean isGluedOn(Statement statement, int index) {
    if (index + 1 >= statement.tokens().size()) {
      return false;
    }
    Token token = statement.tokens().get(index);
    Token next = statement.tokens().get(index + 1);
    return token.kind() == Token.Kind.QUOTED_NAME
        && next.kind() == Token.Kind.QUOTED_NAME
        && next.start() == token.start() + token.text().length()
        && next.text().charAt(0) == token.text().charAt(0);
  }

  private static String spelled(String written, Dialect dialect) {
    char quote = written.charAt(0);
    if (quote != '"' && quote != '`') {
      return dialect == Dialect.POSTGRESQL && !written.contains(PLACEHOLDER)
          ? folded(written)
          : written;
    }
    String content = written.length() < 2 ? "" : written.substring(1, written.length() - 1);
    boolean mysql = quote == '`' || dialect == Dialect.MYSQL;
    if ((mysql ? PLAIN : FOLDED).matcher(content).matches()) {
      return content;
    }
    return dialect == Dialect.MYSQL && quote == '"' ? '`' + content + '`' : written;
  }

  /** As PostgreSQL folds a name without quotes: letters beyond ASCII stay. */
  private static String folded(String part) {
    if (part.startsWith("\"") || part.startsWith("`")) {
      return part;
    }
    StringBuilder folded = new StringBuilder(part.length());
    part.chars().forEach(c -> folded.append((char) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c)));
    return folded.toString();
  }
}
