package dev.migratedeploy.report.page;

import java.util.List;
import java.util.Optional;

/**
 * A part of a {@link Picture}: across in percent of its width, from the left; down in pixels, from
 * the top. So it fits a phone and a screen, and its words keep their size.
 */
public sealed interface Shape {
  /** Adds it to a picture. */
  void write(HtmlText svg);

  /**
   * A rectangle.
   *
   * @param words what it is, for who points at it
   */
  record Bar(double x, double y, double width, double height, Ink ink, Optional<String> words)
      implements Shape {
    /** What is there can be seen, however short it was. */
    private static final double NARROWEST = 0.3;

    @Override
    public void write(HtmlText svg) {
      double wide = Math.max(NARROWEST, width);
      svg.start(
          "rect",
          List.of(
              "x",
              Percent.of(Math.min(x, 100 - wide)),
              "y",
              Percent.number(y),
              "width",
              Percent.of(wide),
              "height",
              Percent.number(height),
              "class",
              ink.cssClass()));
      words.ifPresent(text -> svg.element("title", text));
      svg.end();
    }
  }

  /** A straight line. */
  record Line(double x1, double y1, double x2, double y2, Ink ink) implements Shape {
    @Override
    public void write(HtmlText svg) {
      svg.start(
              "line",
              List.of(
                  "x1",
                  Percent.of(x1),
                  "y1",
                  Percent.number(y1),
                  "x2",
                  Percent.of(x2),
                  "y2",
                  Percent.number(y2),
                  "class",
                  ink.cssClass()))
          .end();
    }
  }

  /**
   * A point.
   *
   * @param words what it is, for who points at it
   */
  record Dot(double x, double y, double radius, Ink ink, Optional<String> words) implements Shape {
    @Override
    public void write(HtmlText svg) {
      svg.start(
          "circle",
          List.of(
              "cx",
              Percent.of(x),
              "cy",
              Percent.number(y),
              "r",
              Percent.number(radius),
              "class",
              ink.cssClass()));
      words.ifPresent(text -> svg.element("title", text));
      svg.end();
    }
  }

  /** Words, in the colour of what is beside the picture. */
  record Label(double x, double y, Anchor anchor, String text) implements Shape {
    @Override
    public void write(HtmlText svg) {
      svg.start(
              "text",
              List.of(
                  "x", Percent.of(x), "y", Percent.number(y), "text-anchor", anchor.attribute()))
          .text(text)
          .end();
    }
  }

  /** Which part of the words is at their place. */
  enum Anchor {
    START("start"),
    MIDDLE("middle"),
    END("end");

    private final String attribute;

    Anchor(String attribute) {
      this.attribute = attribute;
    }

    String attribute() {
      return attribute;
    }
  }
}
