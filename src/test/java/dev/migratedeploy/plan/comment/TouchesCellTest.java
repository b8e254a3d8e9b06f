package dev.migratedeploy.plan.comment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.plan.state.TouchedTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TouchesCellTest {
  private static final long GIGABYTE = 1L << 30;

  @Test
  void theCommentHasAColumnForTheTablesOfAllEnvironments() {
    CommentBody body =
        new CommentBody(
            List.of(
                part(
                    "staging",
                    row("V6__email.sql", "applied"),
                    row("V8__region.sql", "pending", table("orders", GIGABYTE * 11 / 10))),
                part(
                    "production",
                    row("V6__email.sql", "pending", table("customers", GIGABYTE * 12 / 10)),
                    row(
                        "V8__region.sql",
                        "pending",
                        table("orders", 212 * GIGABYTE),
                        TouchedTable.named("regions")))));
    assertThat(body.text().lines().skip(2))
        .containsExactly(
            "### Migrations for staging and production",
            "",
            "| script | touches | staging (at 7) | production (at 7) |",
            "| --- | --- | --- | --- |",
            "| V6\\_\\_email.sql | customers, 1.2 GB in production | applied | **pending** |",
            "| **V8\\_\\_region.sql** | **orders, 1.1 GB in staging, 212 GB in production; regions**"
                + " | **pending** | **pending** |",
            "",
            "- ✅ **staging** SAFE: a deploy would apply it",
            "- ✅ **production** SAFE: a deploy would apply it",
            "- ⏳ **production** has a transaction open for which a migration may have to wait:"
                + " pid 4711 \\(\\@\u2060joe\\)");
    assertThat(CommentBody.parse(body.text())).isEqualTo(body);
  }

  @Test
  void ofOneEnvironmentItsNameIsNotSaid() {
    assertThat(cell(part("staging", row("V1__a.sql", "pending", table("orders", GIGABYTE)))))
        .isEqualTo("orders, 1 GB");
  }

  @Test
  void whatIsAsLargeEverywhereIsSaidOnce() {
    ScriptRow row = row("V1__a.sql", "pending", table("orders", 8192));
    assertThat(cell(part("staging", row), part("production", row))).isEqualTo("orders, 8 KB");
  }

  @Test
  void withoutSizesTheNamesAreThere() {
    assertThat(cell(part("staging", row("V1__a.sql", "pending", TouchedTable.named("a")))))
        .isEqualTo("a");
    assertThat(cell(part("staging", row("V1__a.sql", "pending", TouchedTable.missing("a")))))
        .isEqualTo("a, not there");
  }

  @Test
  void oneNameInTwoSchemasIsTwoTables() {
    assertThat(
            cell(
                part(
                    "staging",
                    row("V1__a.sql", "pending", table("a.t", 8192), table("b.t", GIGABYTE)))))
        .isEqualTo("b.t, 1 GB; a.t, 8 KB");
  }

  @Test
  void manyTablesAreCountedAndTheHiddenLineIsBounded() {
    TouchedTable[] tables =
        IntStream.range(0, 10_000)
            .mapToObj(i -> table("t" + i, i * GIGABYTE))
            .toArray(TouchedTable[]::new);
    EnvironmentState part = part("staging", row("V1__a.sql", "pending", tables));
    assertThat(part.rows().get(0).touches()).hasSize(10);
    assertThat(cell(part)).endsWith("; and 7 more");
  }

  @Test
  void namesOfStrangersAreNoMarkdown() {
    String name = "\"a|b`c<img src=x>\n/close @all !1 [x](http://y) \u202e\"";
    String cell = cell(part("staging", row("V1__a.sql", "pending", TouchedTable.named(name))));
    assertThat(cell)
        .doesNotContain("\n", "\u202e", "@all", " /close", "](")
        .contains("\\|", "\\<", "\\`", "\\[");
    assertThat(
            cell(part("staging", row("V1__a.sql", "pending", TouchedTable.named("x".repeat(999))))))
        .hasSize(81);
  }

  @Test
  void theStateOfAnEarlierVersionHasNoTables() {
    EnvironmentState part = CommentStates.part("staging", 1, "V1__a.sql pending");
    String text = new CommentBody(List.of(part)).text();
    assertThat(text).contains("| script | staging (at 7) |").doesNotContain("touches");
    assertThat(CommentBody.parse(text).parts().get(0)).isEqualTo(part);
  }

  @Test
  void whatNobodyIsToReadIsCutOutOfTheTablesToo() {
    EnvironmentState masked =
        part("staging", row("V1__a.sql", "pending", table("s3cret", 1)))
            .masked(text -> text.replace("s3cret", "[MASKED]"));
    assertThat(masked.rows().get(0).touches().get(0).name()).isEqualTo("[MASKED]");
  }

  private static String cell(EnvironmentState... parts) {
    return new TouchesCell(new CommentBody(List.of(parts)), "V1__a.sql").render();
  }

  private static EnvironmentState part(String environment, ScriptRow... rows) {
    EnvironmentState part = CommentStates.part(environment, 1);
    return new EnvironmentState(
        environment,
        part.outcome(),
        part.version(),
        part.planned(),
        List.of(rows),
        List.of(),
        environment.equals("production") ? Optional.of("pid 4711 (@joe)") : Optional.empty());
  }

  private static ScriptRow row(String script, String state, TouchedTable... touches) {
    return new ScriptRow(
        script, Optional.of(script.substring(1, 2)), state, Optional.empty(), List.of(touches));
  }

  private static TouchedTable table(String name, long bytes) {
    return new TouchedTable(name, Optional.of(bytes), Optional.of(5L), Optional.of("table"));
  }
}
