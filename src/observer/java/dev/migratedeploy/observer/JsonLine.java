package dev.migratedeploy.observer;

import org.jspecify.annotations.Nullable;

/** An object of JSON in ASCII, on one line. A value that is not known is left out. */
final class JsonLine {
  /** Of one string, escaped: a name of a script, of a table, of an application. */
  private static final int LONGEST_STRING = 1_000;

  private final StringBuilder text = new StringBuilder("{");

  static JsonLine of(String event) {
    return new JsonLine().put("event", event);
  }

  JsonLine put(String key, @Nullable String value) {
    if (value != null) {
      key(key);
      text.append(quoted(value));
    }
    return this;
  }

  JsonLine put(String key, @Nullable Long value) {
    return value == null ? this : json(key, value.toString());
  }

  JsonLine put(String key, int value) {
    return json(key, Integer.toString(value));
  }

  JsonLine put(String key, @Nullable Boolean value) {
    return value == null ? this : json(key, value.toString());
  }

  /** A value that is JSON already. */
  JsonLine json(String key, String value) {
    key(key);
    text.append(value);
    return this;
  }

  private void key(String key) {
    if (text.length() > 1) {
      text.append(',');
    }
    text.append('"').append(key).append("\":");
  }

  /** What was put so far, without the braces. */
  String members() {
    return text.substring(1);
  }

  @Override
  public String toString() {
    return text + "}";
  }

  static String quoted(String value) {
    StringBuilder result = new StringBuilder("\"");
    for (int i = 0; i < value.length() && result.length() < LONGEST_STRING; i++) {
      char letter = value.charAt(i);
      if (letter == '"' || letter == '\\') {
        result.append('\\').append(letter);
      } else if (letter < ' ' || letter > '~') {
        result.append(String.format("\\u%04x", (int) letter));
      } else {
        result.append(letter);
      }
    }
    return result.append('"').toString();
  }
}
