package dev.migratedeploy.report.page;

import java.util.List;

/**
 * A table. On a phone each row is a block, with the names of its columns before what is in them;
 * the first column is the row's heading.
 *
 * @param caption what it lists
 */
public record PageTable(String caption, List<Column> columns, List<List<Cell>> rows)
    implements HtmlBlock {
  /**
   * A column.
   *
   * @param number whether its values are compared by their size, and so stand at the right
   */
  public record Column(String name, boolean number) {
    public static Column text(String name) {
      return new Column(name, false);
    }

    public static Column number(String name) {
      return new Column(name, true);
    }
  }

  public PageTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of " + row.size() + " cells in a table of " + columns.size() + " columns");
      }
    }
  }

  @Override
  public void write(HtmlText html) {
    html.start("table").element("caption", caption).start("thead").start("tr");
    for (Column column : columns) {
      html.start("th", List.of("scope", "col", "class", column.number() ? "n" : "t"));
      html.text(column.name()).end();
    }
    html.end().end().markup("\n").start("tbody");
    rows.forEach(row -> write(html, row));
    html.end().end();
  }

  private void write(HtmlText html, List<Cell> row) {
    html.start("tr");
    for (int i = 0; i < row.size(); i++) {
      Cell cell = row.get(i);
      if (i == 0) {
        html.start("th", "scope", "row");
      } else if (columns.get(i).number()) {
        html.start("td", "class", "n");
      } else {
        html.start("td");
      }
      if (!cell.isEmpty() && i > 0) {
        html.element("i", columns.get(i).name() + " ");
      }
      cell.write(html);
      html.end();
    }
    html.end().markup("\n");
  }
}
