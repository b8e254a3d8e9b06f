package dev.migratedeploy.report.page;

import java.util.List;

/**
 * A field of small tiles, one for each of many things, so that the few that differ are seen.
 *
 * @param named whether each shows its name; else only who points at it sees it
 */
public record Tiles(List<Tile> tiles, boolean named) implements HtmlBlock {
  /**
   * One of them.
   *
   * @param words what there is to say of it, for who points at it
   */
  public record Tile(String name, Tone tone, String words) {}

  public Tiles {
    tiles = List.copyOf(tiles);
  }

  @Override
  public void write(HtmlText html) {
    html.start("ul", "class", named ? "tiles named" : "tiles");
    for (Tile tile : tiles) {
      html.start("li", List.of("class", tile.tone().cssClass(), "title", words(tile)));
      if (named) {
        html.text(tile.name());
      }
      html.end();
    }
    html.end();
  }

  private String words(Tile tile) {
    return named ? tile.words() : tile.name() + ": " + tile.words();
  }
}
