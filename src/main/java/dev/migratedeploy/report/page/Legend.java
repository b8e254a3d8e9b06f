package dev.migratedeploy.report.page;

import java.util.List;

/** What the colours of a picture stand for. */
public record Legend(List<Entry> entries) implements HtmlBlock {
  /** One of them. */
  public record Entry(Ink ink, String text) {}

  public Legend {
    entries = List.copyOf(entries);
  }

  @Override
  public void write(HtmlText html) {
    html.start("p", "class", "legend");
    for (Entry entry : entries) {
      html.start("span")
          .start("svg", List.of("width", "12", "height", "12", "aria-hidden", "true"));
      html.start("rect", List.of("width", "12", "height", "12", "class", entry.ink().cssClass()))
          .end();
      html.end().text(" " + entry.text()).end().markup("\n");
    }
    html.end();
  }
}
