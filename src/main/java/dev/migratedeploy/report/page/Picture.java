package dev.migratedeploy.report.page;

import java.util.List;

/**
 * A picture as inline SVG, as wide as there is room.
 *
 * @param title what it shows, for who cannot see it; empty if that stands beside it
 * @param description what there is to see in it; empty if the title says it
 * @param height in pixels
 */
public record Picture(String title, String description, int height, List<Shape> shapes)
    implements HtmlBlock {
  public Picture {
    shapes = List.copyOf(shapes);
  }

  @Override
  public void write(HtmlText html) {
    html.start("svg", attributes());
    if (!title.isEmpty()) {
      html.element("title", title);
    }
    if (!description.isEmpty()) {
      html.element("desc", description);
    }
    shapes.forEach(shape -> shape.write(html));
    html.end();
  }

  private List<String> attributes() {
    String tall = Integer.toString(height);
    return title.isEmpty()
        ? List.of("width", "100%", "height", tall, "aria-hidden", "true")
        : List.of("width", "100%", "height", tall, "role", "img");
  }
}
