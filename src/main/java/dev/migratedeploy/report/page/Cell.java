package dev.migratedeploy.report.page;

import java.util.Optional;

/**
 * What is written in one place of a table.
 *
 * @param code whether it is a name or a piece of somebody's code
 * @param address where it leads
 */
public record Cell(Tone tone, String text, boolean code, Optional<Link> address) {
  /** Nothing to say. */
  public static final Cell EMPTY = of("");

  public static Cell of(String text) {
    return new Cell(Tone.PLAIN, text, false, Optional.empty());
  }

  public static Cell of(Tone tone, String text) {
    return new Cell(tone, text, false, Optional.empty());
  }

  /** A name of a file, of a table or the like. */
  public static Cell code(String text) {
    return new Cell(Tone.PLAIN, text, true, Optional.empty());
  }

  /** Words that lead somewhere. */
  public static Cell of(Link link) {
    return new Cell(Tone.PLAIN, link.text(), false, Optional.of(link));
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  void write(HtmlText html) {
    if (address.isPresent()) {
      address.get().write(html);
    } else if (code) {
      html.element("code", text);
    } else if (tone == Tone.PLAIN) {
      html.text(text);
    } else {
      html.element("b", tone.cssClass(), text);
    }
  }
}
