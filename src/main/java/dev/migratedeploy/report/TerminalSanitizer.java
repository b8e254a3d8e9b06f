package dev.migratedeploy.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a line of somebody else's output harmless: what could move the cursor, hide or forge text,
 * or open a section of the job log becomes visible characters. Colours stay.
 */
final class TerminalSanitizer {
  /** A colour or a style, and nothing else that begins with ESC. */
  private static final Pattern STYLE = Pattern.compile("\u001b\\[([0-9;]*)m");

  /** A colour by number, whose digits are no styles of their own. */
  private static final String NUMBERED_COLOUR = "[34]8;(5;\\d*|2;\\d*;\\d*;\\d*)";

  private static final String RESET = "\u001b[0m";
  private static final int CONTROL_PICTURES = 0x2400;
  private static final char DELETE_PICTURE = '\u2421';

  private TerminalSanitizer() {}

  /**
   * The line as it may be printed; a style that it leaves on is ended. One carriage return at its
   * end is the line end of another system and is left out.
   */
  static String of(String text, boolean colour) {
    String line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    if (line.chars().allMatch(TerminalSanitizer::harmless)) {
      return line;
    }
    StringBuilder visible = new StringBuilder(line.length() + 16);
    Matcher style = STYLE.matcher(line);
    int from = 0;
    boolean styled = false;
    while (style.find()) {
      append(visible, line, from, style.start());
      if (conceals(style.group(1))) {
        append(visible, line, style.start(), style.end());
      } else if (colour) {
        visible.append(style.group());
        styled = true;
      }
      from = style.end();
    }
    append(visible, line, from, line.length());
    return styled ? visible + RESET : visible.toString();
  }

  /** The style 8 hides what follows. */
  private static boolean conceals(String styles) {
    return (";" + styles.replaceAll(NUMBERED_COLOUR, "") + ";").matches(".*;0*8;.*");
  }

  private static void append(StringBuilder visible, String line, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = line.charAt(i);
      if (harmless(c)) {
        visible.append(c);
      } else if (c < ' ') {
        visible.append((char) (CONTROL_PICTURES + c));
      } else if (c == 0x7f) {
        visible.append(DELETE_PICTURE);
      } else {
        visible.append(String.format("\\u%04x", (int) c));
      }
    }
  }

  private static boolean harmless(int c) {
    return c == '\t' || (c >= ' ' && c < 0x7f) || (c > 0x9f && !reordersText(c));
  }

  /** Line and paragraph separators, and the marks that let text run from right to left. */
  private static boolean reordersText(int c) {
    return (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x061c
        || c == 0x200e
        || c == 0x200f;
  }
}
