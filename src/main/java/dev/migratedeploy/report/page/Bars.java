package dev.migratedeploy.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Bars below each other on one scale, such as a timeline: a name, a bar made of pieces, and what it
 * comes to.
 *
 * @param ticks of the scale, from the left
 */
public record Bars(List<Tick> ticks, List<Row> rows) implements HtmlBlock {
  /** A line of text, so that the lines of the scale go through. */
  private static final int HEIGHT = 24;

  private static final int THICK = 14;
  private static final int INNER = 12;
  private static final int SLIM = 6;

  public Bars {
    ticks = List.copyOf(ticks);
    rows = List.copyOf(rows);
  }

  /**
   * A place of the scale.
   *
   * @param at in percent of the width
   */
  public record Tick(double at, String text) {}

  /**
   * One bar.
   *
   * @param inner whether it is a part of the bar above
   * @param value what it comes to, such as {@code 31 s}
   * @param words the same for who cannot see the bar
   */
  public record Row(String name, boolean inner, List<Piece> pieces, String value, String words) {
    public Row {
      pieces = List.copyOf(pieces);
    }
  }

  /**
   * A piece of a bar, in percent of the scale.
   *
   * @param words what it is, for who points at it
   * @param slim whether it lies on another piece, which is seen around it
   */
  public record Piece(double from, double width, Ink ink, String words, boolean slim) {
    public Piece(double from, double width, Ink ink, String words) {
      this(from, width, ink, words, false);
    }
  }

  @Override
  public void write(HtmlText html) {
    html.start("ol", "class", "bars");
    if (!ticks.isEmpty()) {
      html.start("li", List.of("class", "scale", "aria-hidden", "true"));
      new Picture("", "", HEIGHT, ticks.stream().map(Bars::label).toList()).write(html);
      html.end().markup("\n");
    }
    for (Row row : rows) {
      if (row.inner()) {
        html.start("li", "class", "inner");
      } else {
        html.start("li");
      }
      html.element(row.inner() ? "code" : "span", row.name());
      new Picture(row.words(), "", HEIGHT, shapes(row)).write(html);
      html.element("b", row.value()).end().markup("\n");
    }
    html.end();
  }

  private List<Shape> shapes(Row row) {
    List<Shape> shapes = new ArrayList<>();
    for (Tick tick : ticks) {
      shapes.add(new Shape.Line(tick.at(), 0, tick.at(), HEIGHT, Ink.FAINT));
    }
    int thick = row.inner() ? INNER : THICK;
    for (Piece piece : row.pieces()) {
      int height = piece.slim() ? SLIM : thick;
      shapes.add(
          new Shape.Bar(
              piece.from(),
              (HEIGHT - height) / 2.0,
              piece.width(),
              height,
              piece.ink(),
              Optional.of(piece.words()).filter(words -> !words.isEmpty())));
    }
    return shapes;
  }

  private static Shape label(Tick tick) {
    Shape.Anchor anchor = tick.at() > 90 ? Shape.Anchor.END : Shape.Anchor.START;
    return new Shape.Label(tick.at(), 16, anchor, tick.text());
  }
}
