package dev.migratedeploy.observer;

import java.util.List;
import java.util.Locale;

/** Which statement of SQL a text is, from a fixed list: nothing of the text itself is told. */
final class StatementKind {
  static final String OTHER = "OTHER";

  private static final int LONGEST_HEAD = 2_000;

  private static final List<String> OBJECTS =
      List.of(
          "TABLE",
          "INDEX",
          "MATERIALIZED VIEW",
          "VIEW",
          "FUNCTION",
          "PROCEDURE",
          "TRIGGER",
          "EVENT TRIGGER",
          "EVENT",
          "TYPE",
          "DOMAIN",
          "SEQUENCE",
          "SCHEMA",
          "DATABASE",
          "EXTENSION",
          "ROLE",
          "USER",
          "POLICY",
          "RULE",
          "PUBLICATION",
          "SUBSCRIPTION",
          "SERVER",
          "AGGREGATE",
          "OPERATOR",
          "CAST",
          "COLLATION",
          "STATISTICS",
          "FOREIGN TABLE",
          "DEFAULT PRIVILEGES");

  private static final List<String> WHOLE =
      List.of(
          "INSERT",
          "UPDATE",
          "DELETE",
          "MERGE",
          "REPLACE",
          "SELECT",
          "WITH",
          "VALUES",
          "COPY",
          "TRUNCATE",
          "CALL",
          "DO",
          "GRANT",
          "REVOKE",
          "COMMENT",
          "ANALYZE",
          "VACUUM",
          "CLUSTER",
          "REFRESH MATERIALIZED VIEW",
          "LOCK",
          "SET",
          "RESET",
          "SHOW",
          "DISCARD",
          "BEGIN",
          "START TRANSACTION",
          "COMMIT PREPARED",
          "COMMIT",
          "END",
          "ROLLBACK PREPARED",
          "ROLLBACK TO",
          "ROLLBACK",
          "ABORT",
          "SAVEPOINT",
          "RELEASE",
          "PREPARE TRANSACTION",
          "PREPARE",
          "EXECUTE",
          "DEALLOCATE",
          "LISTEN",
          "NOTIFY",
          "UNLISTEN",
          "IMPORT",
          "REASSIGN",
          "SECURITY",
          "CHECKPOINT",
          "LOAD",
          "RENAME",
          "OPTIMIZE",
          "USE",
          "HANDLER",
          "UNLOCK",
          "XA",
          "DECLARE",
          "FETCH",
          "MOVE",
          "CLOSE",
          "EXPLAIN",
          "REPAIR",
          "FLUSH",
          "KILL");

  /** Of which a script may have very many. */
  private static final String[] OFTEN = {"INSERT", "UPDATE", "DELETE", "SELECT"};

  private StatementKind() {}

  static String of(String sql) {
    int start = start(sql);
    for (String often : OFTEN) {
      int end = start + often.length();
      if (sql.regionMatches(true, start, often, 0, often.length())
          && (end == sql.length() || !Character.isJavaIdentifierPart(sql.charAt(end)))) {
        return often;
      }
    }
    String head = head(sql);
    String verb = word(head);
    if (verb.equals("CREATE") || verb.equals("ALTER") || verb.equals("DROP")) {
      return ofObject(verb, head);
    }
    if (verb.equals("REINDEX")) {
      return head.matches("REINDEX .*\\bCONCURRENTLY\\b.*") ? "REINDEX CONCURRENTLY" : "REINDEX";
    }
    for (String whole : WHOLE) {
      if (startsWith(head, whole)) {
        return whole;
      }
    }
    return OTHER;
  }

  private static String ofObject(String verb, String head) {
    String rest = head.substring(verb.length()).trim();
    boolean shrunk = true;
    while (shrunk) {
      shrunk = false;
      for (String noise :
          List.of(
              "OR REPLACE",
              "GLOBAL",
              "LOCAL",
              "TEMPORARY",
              "TEMP",
              "UNLOGGED",
              "UNIQUE",
              "FULLTEXT",
              "SPATIAL",
              "CONSTRAINT",
              "RECURSIVE",
              "ONLINE",
              "OFFLINE",
              "IGNORE")) {
        if (startsWith(rest, noise)) {
          rest = rest.substring(noise.length()).trim();
          shrunk = true;
        }
      }
    }
    for (String object : OBJECTS) {
      if (startsWith(rest, object)) {
        String after = rest.substring(object.length()).trim();
        boolean concurrently = object.equals("INDEX") && startsWith(after, "CONCURRENTLY");
        return verb + " " + object + (concurrently ? " CONCURRENTLY" : "");
      }
    }
    return verb;
  }

  private static boolean startsWith(String head, String words) {
    return head.startsWith(words)
        && (head.length() == words.length()
            || !Character.isJavaIdentifierPart(head.charAt(words.length())));
  }

  private static String word(String head) {
    int end = 0;
    while (end < head.length() && Character.isLetter(head.charAt(end))) {
      end++;
    }
    return head.substring(0, end);
  }

  /** Its beginning in capitals, without comments, with single blanks. */
  static String head(String sql) {
    StringBuilder result = new StringBuilder();
    int i = 0;
    while (i < sql.length() && result.length() < LONGEST_HEAD) {
      char letter = sql.charAt(i);
      if (sql.startsWith("--", i) || (letter == '#' && result.length() == 0)) {
        int end = sql.indexOf('\n', i);
        i = end < 0 ? sql.length() : end;
      } else if (sql.startsWith("/*", i)) {
        int end = sql.indexOf("*/", i + 2);
        i = end < 0 ? sql.length() : end + 2;
        blank(result);
      } else {
        if (Character.isWhitespace(letter)) {
          blank(result);
        } else {
          result.append(letter);
        }
        i++;
      }
    }
    return result.toString().trim().toUpperCase(Locale.ROOT);
  }

  /** How many lines of comments and blanks stand before its first word. */
  static int linesBefore(String sql) {
    int lines = 0;
    for (int i = start(sql) - 1; i >= 0; i--) {
      lines += sql.charAt(i) == '\n' ? 1 : 0;
    }
    return lines;
  }

  private static int start(String sql) {
    int i = 0;
    while (i < sql.length() && !Character.isLetter(sql.charAt(i))) {
      boolean toTheEndOfTheLine = sql.startsWith("--", i) || sql.charAt(i) == '#';
      boolean toItsEnd = sql.startsWith("/*", i) && !sql.startsWith("/*!", i);
      if (toTheEndOfTheLine || toItsEnd) {
        int end = toItsEnd ? sql.indexOf("*/", i + 2) + 2 : sql.indexOf('\n', i) + 1;
        i = end > i ? end : sql.length();
      } else if (Character.isWhitespace(sql.charAt(i))) {
        i++;
      } else {
        break;
      }
    }
    return i;
  }

  private static void blank(StringBuilder text) {
    if (text.length() > 0 && text.charAt(text.length() - 1) != ' ') {
      text.append(' ');
    }
  }
}
