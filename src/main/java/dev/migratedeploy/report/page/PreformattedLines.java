package dev.migratedeploy.report.page;

import java.util.List;

/** Lines as something has written them, such as a part of a log. */
public record PreformattedLines(List<String> lines) implements HtmlBlock {
  public PreformattedLines {
    lines = List.copyOf(lines);
  }

  @Override
  public void write(HtmlText html) {
    html.start("pre", List.of("tabindex", "0")).lines(String.join("\n", lines)).end();
  }
}
