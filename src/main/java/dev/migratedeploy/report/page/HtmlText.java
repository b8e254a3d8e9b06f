package dev.migratedeploy.report.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * HTML in the making. Whatever text goes in is escaped, and what could hide or turn around other
 * text becomes visible; so the words of a script, a database or a person are never markup.
 */
public final class HtmlText {
  private static final int CONTROL_PICTURES = 0x2400;
  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private final StringBuilder html = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Begins an element. */
  public HtmlText start(String element) {
    html.append('<').append(element).append('>');
    open.push(element);
    return this;
  }

  /**
   * Begins an element.
   *
   * @param attribute one of the page's own, such as {@code class}
   * @param value is escaped
   */
  public HtmlText start(String element, String attribute, String value) {
    html.append('<').append(element).append(' ').append(attribute).append("=\"");
    escaped(value, false);
    html.append("\">");
    open.push(element);
    return this;
  }

  /**
   * Begins an element.
   *
   * @param attributes names, which are the page's own, and values, which are escaped, by turns
   */
  public HtmlText start(String element, List<String> attributes) {
    html.append('<').append(element);
    for (int i = 0; i + 1 < attributes.size(); i += 2) {
      html.append(' ').append(attributes.get(i)).append("=\"");
      escaped(attributes.get(i + 1), false);
      html.append('"');
    }
    html.append('>');
    open.push(element);
    return this;
  }

  /** Ends the element that was begun last. */
  public HtmlText end() {
    html.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Text on one line. */
  public HtmlText text(String text) {
    escaped(text, false);
    return this;
  }

  /** Text whose line ends stay, for an element that shows them. */
  public HtmlText lines(String text) {
    escaped(text, true);
    return this;
  }

  /** An element with nothing but text in it. */
  public HtmlText element(String element, String text) {
    return start(element).text(text).end();
  }

  /** The same with a class. */
  public HtmlText element(String element, String cssClass, String text) {
    return start(element, "class", cssClass).text(text).end();
  }

  /** Only for what the page itself is made of: no text of others comes here. */
  HtmlText markup(String own) {
    html.append(own);
    return this;
  }

  @Override
  public String toString() {
    return html.toString();
  }

  private void escaped(String text, boolean lines) {
    int from = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (!isPlain(c)) {
        html.append(text, from, i);
        append(c, lines);
        from = i + Character.charCount(c);
      }
    }
    html.append(text, from, text.length());
  }

  /** Nearly all of a text: it goes to the page as it is, many characters at once. */
  private static boolean isPlain(int c) {
    return c >= ' ' && c < 0x7f && c != '&' && c != '<' && c != '>' && c != '"';
  }

  private void append(int c, boolean lines) {
    switch (c) {
      case '&' -> html.append("&amp;");
      case '<' -> html.append("&lt;");
      case '>' -> html.append("&gt;");
      case '"' -> html.append("&quot;");
      case '\n' -> html.append(lines ? '\n' : ' ');
      case '\t' -> html.append(lines ? '\t' : ' ');
      default -> {
        if (c < ' ') {
          html.append((char) (CONTROL_PICTURES + c));
        } else if (isVisible(c)) {
          html.appendCodePoint(c);
        } else {
          String hex = Integer.toHexString(c);
          html.append("\\u").append("0".repeat(Math.max(0, 4 - hex.length()))).append(hex);
        }
      }
    }
  }

  private static boolean isVisible(int c) {
    boolean noCharacter = (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
    return !noCharacter
        && switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.SURROGATE,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              false;
          case Character.FORMAT -> c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER;
          default -> true;
        };
  }
}
