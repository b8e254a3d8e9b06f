package dev.migratedeploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.history.Past;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class HistoryPageTest {
  @Test
  void aHistoryHasItsPlotsItsCausesAndARowForEachDeployment() throws Exception {
    Document page =
        parsed(
            HistoryPage.of(
                new Past()
                    .job(1, 0, "success", Past.applied(1, "V6__a.sql", 100))
                    .job(2, 10, "failed", Past.report(2, "FAILED", 1, ""))
                    .job(2, 20, "success", Past.applied(2, "V7__a.sql", 2_500))
                    .history(),
                "1"));

    assertThat(page.getElementsByTagName("tr").getLength()).isEqualTo(1 + 2);
    assertThat(page.getElementsByTagName("h2").getLength()).isEqualTo(6);
    assertThat(page.getElementsByTagName("rect").getLength()).isGreaterThan(4);
    assertThat(page.getDocumentElement().getTextContent())
        .contains("50% (1 of 2 that had something to do)", "V7__a.sql", "the cause of FAILED");
  }

  @Test
  void anEmptyHistoryIsAPageThatSaysSo() throws Exception {
    assertThat(
            parsed(HistoryPage.of(new Past().history(), "1")).getDocumentElement().getTextContent())
        .contains("none since 1 Nov 2026");
  }

  @Test
  void wordsOfOthersAreNeverMarkup() throws Exception {
    String hostile = "<script>alert(1)</script>' onload='x' \\u202e</title>]]>";
    String page =
        HistoryPage.of(
            new Past()
                .job(1, 0, "failed", Past.report(1, "FAILED", 1, "").replace("the cause", hostile))
                .job(2, 9, "success", Past.applied(2, "V7__" + hostile + ".sql", 2_500))
                .history(),
            "1");

    assertThat(page).doesNotContain("<script", "\u202e");
    assertThat(parsed(page).getElementsByTagName("script").getLength()).isZero();
  }

  @Test
  void aThousandDeploymentsArePutIntoHalfAMegabyte() {
    Past many = new Past();
    for (int i = 0; i < 1_000; i++) {
      many.job(i, 30L * i, "success", Past.applied(i, "V" + i + "__a.sql", i));
    }

    assertThat(HistoryPage.of(many.history(), "1").length()).isLessThan(500_000);
  }

  private static Document parsed(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page.replaceFirst("<!DOCTYPE html>\n", ""))));
  }
}
