package dev.migratedeploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.history.DeployHistory;
import dev.migratedeploy.history.Past;
import dev.migratedeploy.localcloud.PostgreSqlServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** The CSV of a history in the tables that the manual makes, with its own COPY. */
class HistoryCsvIT {
  private static final Path MANUAL = Path.of("src/site/markdown/history.md");
  private static final Pattern SQL = Pattern.compile("(?s)```sql\n(.*?)```");
  private static final Pattern COPY = Pattern.compile("\\\\copy (\\w+) FROM '\\S+' (\\([^)]*+\\))");

  @Test
  void theManualsTablesTakeTheFilesAndCanBeAsked() throws Exception {
    DeployHistory history =
        new Past()
            .job(1, 0, "success", Past.applied(1, "V6__a.sql", 100))
            .job(2, 10, "failed", Past.report(2, "FAILED", 1, "").replace("the cause", hostile()))
            .job(2, 20, "success", Past.applied(2, "V7__\\\"quoted\\\", \\u00e4;\\n.sql", 2_500))
            .job(3, 30, "canceled", "<html>")
            .history();
    try (EmbeddedPostgres server = PostgreSqlServer.start();
        Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(found(SQL).get(0).group(1));
      List<Matcher> copies = found(COPY);
      assertThat(copies).hasSize(2);
      assertThat(copy(connection, copies.get(0), HistoryCsv.deployments(history))).isEqualTo(3);
      assertThat(copy(connection, copies.get(1), HistoryCsv.scripts(history))).isEqualTo(2);

      assertThat(
              rows(
                  statement,
                  "SELECT verdict, tries, report, running_ms FROM deployments ORDER BY 1"))
          .containsExactly("APPLIED 1 read 7000", "APPLIED 2 read 7000", "null 1 unreadable null");
      assertThat(
              rows(
                  statement,
                  "SELECT script, sum(s.duration_ms) FROM scripts s JOIN deployments USING"
                      + " (deployment_id) GROUP BY 1 ORDER BY 2 DESC"))
          .containsExactly("V7__\"quoted\", ä;\n.sql 2500", "V6__a.sql 100");
      assertThat(rows(statement, "SELECT count(*) FROM deployments WHERE cause = ''"))
          .as("what went well has no cause, which is null")
          .containsExactly("0");
    }
  }

  @Test
  void wordsOfOthersStayInTheirColumn() throws Exception {
    DeployHistory history =
        new Past()
            .job(1, 0, "failed", Past.report(1, "FAILED", 1, "").replace("the cause", hostile()))
            .history();
    try (EmbeddedPostgres server = PostgreSqlServer.start();
        Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(found(SQL).get(0).group(1));
      copy(connection, found(COPY).get(0), HistoryCsv.deployments(history));

      assertThat(rows(statement, "SELECT cause FROM deployments"))
          .as("psql before 18 would end at a line of backslash and period")
          .containsExactly("a \"quote\",\n\\. \n=1+1 of FAILED");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "+", "-", "@", "\\t=", "＝"})
  void noSpreadsheetTakesAWordOfOthersForAFormula(String begin) {
    DeployHistory history =
        new Past()
            .job(
                1,
                0,
                "failed",
                Past.report(1, "FAILED", 1, "").replace("the cause", begin + "1+cmd|' /C calc'!A0"))
            .history();

    assertThat(HistoryCsv.deployments(history))
        .contains(",\"'" + begin.replace("\\t", "\t") + "1+cmd|' /C calc'!A0 of FAILED\",");
  }

  /** Inside of JSON: quotes, a line end, what ends COPY's text, a zero byte. */
  private static String hostile() {
    return "a \\\"quote\\\",\\n\\\\.\\n\\u0000=1+1";
  }

  private static long copy(Connection connection, Matcher copy, String csv)
      throws SQLException, IOException {
    return connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn("COPY " + copy.group(1) + " FROM STDIN " + copy.group(2), new StringReader(csv));
  }

  private static List<Matcher> found(Pattern pattern) throws IOException {
    List<Matcher> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(Files.readString(MANUAL));
    for (int at = 0; matcher.find(at); at = matcher.end()) {
      Matcher one = pattern.matcher(matcher.group());
      one.find();
      found.add(one);
    }
    return found;
  }

  private static List<String> rows(Statement statement, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join(" ", row));
      }
    }
    return rows;
  }
}
