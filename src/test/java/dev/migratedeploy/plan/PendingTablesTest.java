package dev.migratedeploy.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.findings.FindingsBySize.Sized;
import dev.migratedeploy.findings.sql.Dialect;
import dev.migratedeploy.flyway.observer.DatabaseSession;
import dev.migratedeploy.flyway.observer.ObserverEvent.Sizes;
import dev.migratedeploy.flyway.observer.TableSize;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlannedScript;
import dev.migratedeploy.plan.state.ScriptState;
import dev.migratedeploy.plan.state.TouchedTable;
import dev.migratedeploy.plan.state.TouchedTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingTablesTest {
  private static final long GIGABYTE = 1L << 30;

  @TempDir Path folder = Path.of("");

  private final List<MigrationScript> scripts = new ArrayList<>();

  @Test
  void theTablesOfTheLargestScriptAreAskedForFirst() throws IOException {
    script("V1__a.sql", "ALTER TABLE small ADD x int;");
    script("V2__b.sql", "ALTER TABLE a ADD x int; ALTER TABLE shop.b ADD x int;");
    assertThat(tables().question()).isEqualTo(new SizeQuestion(List.of("a", "shop.b", "small"), 0));
  }

  @Test
  void whatACandidateMakesIsAskedForLast() throws IOException {
    script("V1__a.sql", "CREATE TABLE news (id int, a text, b text, c text, d text);");
    script("V2__b.sql", "CREATE INDEX ON news (id); DROP TABLE old;");
    assertThat(tables().question().tables()).containsExactly("old", "news");
  }

  @Test
  void tenThousandTablesAreNotAskedForAtOnce() throws IOException {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      sql.append("ALTER TABLE table_").append(i).append(" ADD x int;\n");
    }
    script("V1__a.sql", sql.toString());
    SizeQuestion question = tables().question();
    assertThat(String.join(",", question.tables()).length())
        .isLessThanOrEqualTo(SizeQuestion.MOST_CHARACTERS)
        .isGreaterThan(SizeQuestion.MOST_CHARACTERS - 20);
    assertThat(question.notAsked()).isEqualTo(10_000 - question.tables().size());
    TouchedTables touched = tables().touched(plan("V1__a.sql"), Optional.of(sizes()));
    assertThat(touched.notAsked()).isEqualTo(question.notAsked());
  }

  @Test
  void aNameThatWouldBeReadAsTwoIsNotAskedFor() throws IOException {
    script("V1__a.sql", "DROP TABLE \"a,b\", \"c\nd\", \"" + "e".repeat(300) + "\", f;");
    assertThat(tables().question()).isEqualTo(new SizeQuestion(List.of("f"), 3));
  }

  @Test
  void thePlanSaysWhichScriptTouchesWhatAndHowLargeThatIs() throws IOException {
    script("V1__a.sql", "ALTER TABLE done ADD x int;");
    script("V2__b.sql", "ALTER TABLE s ADD x int; ALTER TABLE orders ADD x int; DROP TABLE gone;");
    script("R__v.sql", "REFRESH MATERIALIZED VIEW totals; ALTER TABLE ${x}.y ADD z int;");
    TouchedTables touched =
        tables()
            .touched(
                plan("V2__b.sql", "R__v.sql"),
                Optional.of(
                    new Sizes(
                        List.of(
                            size("orders", 212 * GIGABYTE, 1_200_000_000, "partitioned table"),
                            size("s", 8192, -1, "table")),
                        List.of("gone"),
                        Optional.empty())));
    assertThat(touched.byScript().keySet()).containsExactlyInAnyOrder("V2__b.sql", "R__v.sql");
    assertThat(touched.byScript().get("V2__b.sql"))
        .extracting(TouchedTable::words)
        .containsExactly(
            "orders 212 GB in its partitions, about 1.2 billion rows",
            "s 8 KB",
            "gone (not in the database)");
    assertThat(touched.byScript().get("R__v.sql")).containsExactly(TouchedTable.named("totals"));
    assertThat(touched.unread()).containsExactly("${x}.y");
  }

  @Test
  void whatAnEarlierPendingScriptMakesIsNotTouched() throws IOException {
    script("V1__a.sql", "CREATE TABLE news (id int);");
    script("V2__b.sql", "ALTER TABLE news ADD x int; ALTER TABLE orders ADD y int;");
    assertThat(touched("V1__a.sql", "V2__b.sql")).containsExactly("orders");
    assertThat(touched("V2__b.sql")).containsExactlyInAnyOrder("news", "orders");
  }

  @Test
  void withoutAnAnswerTheTablesAreThereWithoutSizes() throws IOException {
    script("V1__a.sql", "ALTER TABLE orders ADD x int;");
    TouchedTables touched = tables().touched(plan("V1__a.sql"), Optional.empty());
    assertThat(touched.byScript().get("V1__a.sql")).containsExactly(TouchedTable.named("orders"));
    assertThat(touched.inTheWay()).isEmpty();
  }

  @Test
  void aScriptThatNobodyExpectedToBePendingIsReadToo() throws IOException {
    script("V1__a.sql", "ALTER TABLE orders ADD x int;");
    PendingTables tables = new PendingTables(scripts, List.of(), Dialect.EITHER);
    assertThat(tables.question().tables()).isEmpty();
    assertThat(tables.touched(plan("V1__a.sql"), Optional.empty()).byScript())
        .containsKey("V1__a.sql");
  }

  @Test
  void aScriptThatIsGoneMeanwhileTouchesNothing() throws IOException {
    script("V1__a.sql", "ALTER TABLE orders ADD x int;");
    Files.delete(folder.resolve("V1__a.sql"));
    PendingTables tables = new PendingTables(scripts, List.of(), Dialect.EITHER);
    assertThat(tables.touched(plan("V1__a.sql", "V9__unknown.sql"), Optional.empty()).byScript())
        .allSatisfy((path, touched) -> assertThat(touched).isEmpty());
  }

  @Test
  void theLargestTableOfAStatementWeighsItsFindings() throws IOException {
    script("V1__a.sql", "ALTER TABLE a ADD x int;\nTRUNCATE a, b;\nUPDATE c SET x = a.x FROM a;\n");
    PendingTables tables = tables();
    TouchedTables touched =
        tables.touched(
            plan("V1__a.sql"), Optional.of(sizes(size("a", 1, 1, "table"), size("b", 2, 1, "t"))));
    assertThat(tables.largest(touched, "V1__a.sql", 1)).contains(new Sized("a", 1));
    assertThat(tables.largest(touched, "V1__a.sql", 2)).contains(new Sized("b", 2));
    assertThat(tables.largest(touched, "V1__a.sql", 3)).isEmpty();
    assertThat(tables.largest(touched, "V2__b.sql", 1)).isEmpty();
  }

  @Test
  void anIndexOnATableThatIsNewIsOnAnEmptyTable() throws IOException {
    script("V1__a.sql", "CREATE TABLE news (id int);\nCREATE TABLE IF NOT EXISTS more (id int);");
    script("V2__b.sql", "CREATE INDEX ON news (id);\nCREATE INDEX ON more (id);\nDROP TABLE old;");
    Plan plan = plan("V1__a.sql", "V2__b.sql");
    PendingTables tables = tables();
    TouchedTables touched =
        tables.touched(
            plan,
            Optional.of(new Sizes(List.of(), List.of("more", "news", "old"), Optional.empty())));
    assertThat(tables.largest(touched, "V2__b.sql", 1)).contains(new Sized("news", 0));
    assertThat(tables.largest(touched, "V2__b.sql", 2)).contains(new Sized("more", 0));
    assertThat(tables.largest(touched, "V2__b.sql", 3)).isEmpty();
    TouchedTables unanswered = tables.touched(plan, Optional.empty());
    assertThat(tables.largest(unanswered, "V2__b.sql", 1)).isEmpty();
    assertThat(tables.largest(unanswered, "V2__b.sql", 2)).isEmpty();
  }

  @Test
  void aTransactionIsInTheWayWhenItIsAMinuteOld() {
    assertThat(oldest(59).inTheWay()).isEmpty();
    assertThat(oldest(60).inTheWay()).isPresent();
  }

  private static TouchedTables oldest(long seconds) {
    return new TouchedTables(
        Map.of(),
        List.of(),
        0,
        Optional.of(
            new DatabaseSession(
                4711,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(seconds)),
                Optional.empty())));
  }

  private List<String> touched(String... pending) {
    return tables()
        .touched(plan(pending), Optional.empty())
        .byScript()
        .getOrDefault("V2__b.sql", List.of())
        .stream()
        .map(TouchedTable::name)
        .toList();
  }

  private PendingTables tables() {
    return new PendingTables(scripts, scripts, Dialect.POSTGRESQL);
  }

  private void script(String name, String sql) throws IOException {
    scripts.add(MigrationScript.of(name, Files.writeString(folder.resolve(name), sql)));
  }

  private static Plan plan(String... pending) {
    return new Plan(
        "staging",
        Optional.of("1"),
        false,
        Stream.of(pending)
            .map(
                path ->
                    new PlannedScript(
                        Optional.of(path),
                        Optional.empty(),
                        path,
                        ScriptState.PENDING,
                        Optional.empty()))
            .toList());
  }

  private static Sizes sizes(TableSize... tables) {
    return new Sizes(List.of(tables), List.of(), Optional.empty());
  }

  private static TableSize size(String table, long bytes, long rows, String kind) {
    return new TableSize(table, Optional.of(bytes), Optional.of(rows), Optional.of(kind));
  }
}
