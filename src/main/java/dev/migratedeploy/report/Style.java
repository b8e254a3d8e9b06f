package dev.migratedeploy.report;

/** Colours, if there are any. */
record Style(boolean colour) {
  String bold(String text) {
    return in("1", text);
  }

  String dim(String text) {
    return in("2", text);
  }

  String good(String text) {
    return in("1;32", text);
  }

  String bad(String text) {
    return in("1;31", text);
  }

  String doubtful(String text) {
    return in("1;33", text);
  }

  private String in(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
