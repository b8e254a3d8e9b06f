package dev.migratedeploy.support;

/** Shortens a text. */
public final class Ellipsis {
  private Ellipsis() {}

  /**
   * The text, or its beginning and an ellipsis; a character of two halves is not cut in two.
   *
   * @param longest how many UTF-16 units are left, with the ellipsis; 2 or more
   */
  public static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
