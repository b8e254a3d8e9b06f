package dev.migratedeploy.findings.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of tables and the like in a statement: {@code shop."Orders"}. */
final class ObjectNames {
  private static final Pattern QUOTES = Pattern.compile("[\"`\\s]");

  private ObjectNames() {}

  /** The name that begins at a token, as it is written; empty if none does. */
  static String at(Statement statement, int index) {
    StringBuilder name = new StringBuilder();
    int i = index;
    while (isPart(statement, i)) {
      name.append(statement.tokens().get(i).text());
      i++;
      if (!statement.isSymbol(i, '.') || !isPart(statement, i + 1)) {
        break;
      }
      name.append('.');
      i++;
    }
    return name.toString();
  }

  /** The names from a token on, with commas between them. */
  static List<String> listAt(Statement statement, int index) {
    List<String> names = new ArrayList<>();
    int i = index;
    for (String name = at(statement, i); !name.isEmpty(); name = at(statement, i)) {
      names.add(name);
      i = behind(statement, i);
      i += statement.isSymbol(i, '*') ? 1 : 0;
      if (!statement.isSymbol(i, ',')) {
        break;
      }
      i++;
    }
    return names;
  }

  /** The token behind the name that begins at a token. */
  static int behind(Statement statement, int index) {
    int i = index + 1;
    while (statement.isSymbol(i, '.') && isPart(statement, i + 1)) {
      i += 2;
    }
    return i;
  }

  /** One spelling for names that are written with and without quotes. */
  static String folded(String name) {
    return QUOTES.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
  }

  private static boolean isPart(Statement statement, int index) {
    if (index >= statement.tokens().size()) {
      return false;
    }
    Token.Kind kind = statement.tokens().get(index).kind();
    return kind == Token.Kind.WORD || kind == Token.Kind.QUOTED_NAME;
  }
}
