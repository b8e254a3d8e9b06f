package dev.migratedeploy.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The parts that pages are made of. */
class PagePartsTest {
  private static final String HOSTILE =
      "</title></style><script>alert(1)</script>\" onload='x' &\u202e\u0000";

  @Test
  void wordsOfStrangersAreNowhereMarkup() throws Exception {
    Element page =
        parsed(
            new PageTable(
                HOSTILE,
                List.of(PageTable.Column.text(HOSTILE), PageTable.Column.number(HOSTILE)),
                List.of(
                    List.of(Cell.code(HOSTILE), Cell.of(Tone.BAD, HOSTILE)),
                    List.of(Cell.of(HOSTILE), Cell.of(new Link(HOSTILE, "https://x/" + HOSTILE))))),
            new Tiles(List.of(new Tiles.Tile(HOSTILE, Tone.BAD, HOSTILE)), true),
            new Tiles(List.of(new Tiles.Tile(HOSTILE, Tone.BAD, HOSTILE)), false),
            new PreformattedLines(List.of(HOSTILE, HOSTILE)),
            new Legend(List.of(new Legend.Entry(Ink.FIRST, HOSTILE))),
            new Link.Row(List.of(Link.toFile(HOSTILE, HOSTILE))),
            new Bars(
                List.of(new Bars.Tick(0, HOSTILE)),
                List.of(
                    new Bars.Row(
                        HOSTILE,
                        true,
                        List.of(new Bars.Piece(0, 5, Ink.BAD, HOSTILE)),
                        HOSTILE,
                        HOSTILE))),
            new Picture(
                HOSTILE,
                HOSTILE,
                100,
                List.of(
                    new Shape.Dot(1, 2, 3, Ink.GOOD, Optional.of(HOSTILE)),
                    new Shape.Label(1, 2, Shape.Anchor.END, HOSTILE),
                    new Shape.Line(1, 2, 3, 4, Ink.FAINT),
                    new Shape.Bar(1, 2, 3, 4, Ink.BAD, Optional.of(HOSTILE)))));

    assertThat(count(page, "script")).isZero();
    assertThat(count(page, "style")).isOne();
    assertThat(count(page, "title")).isGreaterThan(4);
    NodeList all = page.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      assertThat(((Element) all.item(i)).hasAttribute("onload")).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://gitlab.example.com/a?b=1&c#d, true",
    "http://localhost:8080/, true",
    "./task.log, true",
    "javascript:alert(1), false",
    "data:text/html;base64, false",
    "//evil.example.com, false",
    "./../../secret, false",
    "HTTPS:x, false",
    "'https://a b', false",
  })
  void aLinkLeadsToTheWebOrToAFileBesideThePage(String address, boolean leads) {
    HtmlText html = new HtmlText();
    new Link("text", address).write(html);
    assertThat(html.toString().startsWith("<a href=")).isEqualTo(leads);
  }

  @Test
  void aFilesNameIsEncoded() {
    HtmlText html = new HtmlText();
    Link.toFile("log", "targets/größe \"1\".log").write(html);
    assertThat(html.toString()).contains("href=\"./targets/gr%C3%B6%C3%9Fe%20%221%22.log\"");
  }

  @ParameterizedTest
  @CsvSource({"0, 0%", "12.5, 12.5%", "33.3333, 33.33%", "0.05, 0.05%", "-0.5, -0.5%", "100, 100%"})
  void placesHaveAPointInAnyLocale(double value, String text) {
    assertThat(Percent.of(value)).isEqualTo(text);
  }

  @Test
  void noPlaceIsNoNumber() {
    assertThatThrownBy(() -> Percent.of(Double.NaN)).hasMessageContaining("NaN");
  }

  @ParameterizedTest
  @CsvSource({
    "0, '0 s,1 ms'",
    "450, '0 s,0.1 s,0.2 s,0.3 s,0.4 s'",
    "31000, '0 s,10 s,20 s,30 s'",
    "720000, '0 s,5 min,10 min'",
    "9000000, '0 s,30 min,1 h,1 h 30 min,2 h,2 h 30 min'",
  })
  void aScaleHasRoundTicks(long millis, String ticks) {
    assertThat(new TimeScale(Duration.ofMillis(millis)).ticks().stream().map(Bars.Tick::text))
        .containsExactly(ticks.split(",", -1));
  }

  @Test
  void whatIsOutsideOfAScaleIsAtItsEnd() {
    TimeScale scale = new TimeScale(Duration.ofSeconds(10));
    assertThat(scale.at(Duration.ofSeconds(-3))).isZero();
    assertThat(scale.at(Duration.ofSeconds(5))).isEqualTo(50);
    assertThat(scale.at(Duration.ofSeconds(30))).isEqualTo(100);
  }

  /** Else the last milliseconds of a run would be drawn outside of the picture. */
  @Test
  void aShortBarAtTheEndIsSeen() throws Exception {
    Element bar =
        (Element)
            parsed(
                    new Picture(
                        "",
                        "",
                        10,
                        List.of(new Shape.Bar(100, 0, 0, 9, Ink.BAD, Optional.empty()))))
                .getElementsByTagName("rect")
                .item(0);
    assertThat(bar.getAttribute("x")).isEqualTo("99.7%");
    assertThat(bar.getAttribute("width")).isEqualTo("0.3%");
  }

  @Test
  void aRowHasACellForEachColumn() {
    assertThatThrownBy(
            () ->
                new PageTable(
                    "",
                    List.of(PageTable.Column.text("a")),
                    List.of(List.of(Cell.EMPTY, Cell.EMPTY))))
        .hasMessageContaining("2 cells in a table of 1 columns");
  }

  @Test
  void aTablesFirstColumnIsTheHeadingOfItsRows() throws Exception {
    Element page =
        parsed(
            new PageTable(
                "Scripts",
                List.of(PageTable.Column.text("Script"), PageTable.Column.number("Rows")),
                List.of(List.of(Cell.code("V1__a.sql"), Cell.of("3")))));
    Element heading = (Element) page.getElementsByTagName("th").item(2);
    assertThat(heading.getAttribute("scope")).isEqualTo("row");
    assertThat(heading.getTextContent()).isEqualTo("V1__a.sql");
    assertThat(page.getElementsByTagName("td").item(0).getTextContent()).isEqualTo("Rows 3");
  }

  private static int count(Element page, String element) {
    return page.getElementsByTagName(element).getLength();
  }

  private static Element parsed(HtmlBlock... blocks)
      throws IOException, ParserConfigurationException {
    String text = new HtmlPage(HOSTILE, List.of(HOSTILE), List.of(blocks), HOSTILE).text();
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(text)))
          .getDocumentElement();
    } catch (SAXException e) {
      throw new AssertionError("not well-formed: " + text, e);
    }
  }
}
