package dev.migratedeploy.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A page for people: readable on a phone and on a screen, by day and by night. It asks for nothing,
 * and its policy lets it ask for nothing, wherever it is opened.
 *
 * @param about what it is of, a few words each, such as the project and the commit
 * @param footer the last line
 */
public record HtmlPage(String title, List<String> about, List<HtmlBlock> blocks, String footer) {
  private static final String STYLE = style();

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'" />
      """;

  public HtmlPage {
    about = List.copyOf(about);
    blocks = List.copyOf(blocks);
  }

  /** The whole file. */
  public String text() {
    HtmlText html = new HtmlText();
    html.markup(HEAD).element("title", title);
    html.markup("\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n");
    html.start("header").element("h1", title).start("p");
    about.forEach(words -> html.element("span", words).markup("\n"));
    html.end().end().markup("\n<main>\n");
    blocks.forEach(
        block -> {
          block.write(html);
          html.markup("\n");
        });
    html.markup("</main>\n").element("footer", footer);
    return html.markup("\n</body>\n</html>\n").toString();
  }

  private static String style() {
    try (InputStream css = HtmlPage.class.getResourceAsStream("page.css")) {
      if (css == null) {
        throw new IllegalStateException("page.css is part of this package");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("page.css is part of this package", e);
    }
  }
}
