package dev.migratedeploy.flyway.observer;

import static dev.migratedeploy.flyway.observer.ObserverScript.KEY;
import static dev.migratedeploy.flyway.observer.ObserverScript.KEY_LINE;
import static dev.migratedeploy.flyway.observer.ObserverScript.line;
import static dev.migratedeploy.flyway.observer.ObserverScript.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.flyway.observer.Observed.Trust;
import dev.migratedeploy.flyway.observer.ObserverLogParser.Heard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObserverLogParserTest {
  private static final String V1 = "V1__orders.sql";
  private static final String V2 = "eu/V2__customers.sql";

  private static ObserverScript aRun() {
    return new ObserverScript()
        .plain("Flyway OSS Edition 12.4.0 by Redgate")
        .started()
        .begun(V1)
        .say("statement", "script", V1, "statement", 1, "line", 2, "kind", "CREATE TABLE", "ms", 12)
        .applied(V1)
        .history(row(1, "1", V1))
        .end("applied");
  }

  @Test
  void aWholeRunIsPutTogether() {
    Observed observed = aRun().read();

    assertThat(observed.trust()).isEqualTo(Trust.WHOLE);
    assertThat(observed.started().orElseThrow().product()).contains("PostgreSQL");
    ObservedScript script = observed.script(V1).orElseThrow();
    assertThat(script.state()).isEqualTo(ObservedScript.State.APPLIED);
    assertThat(script.time()).contains(Duration.ofMillis(1200));
    assertThat(script.statements().get(0).at())
        .isEqualTo(new StatementRef(V1, 1, Optional.of(2), Optional.of("CREATE TABLE")));
    assertThat(observed.history().orElseThrow().rows()).hasSize(1);
  }

  @Test
  void linesOfOthersAreOrdinaryAndTheObserversAreNot() {
    ObserverLogParser parser = new ObserverLogParser();
    List<String> kinds =
        aRun().lines().stream().map(text -> parser.line(text).getClass().getSimpleName()).toList();

    assertThat(kinds)
        .containsExactly("Nothing", "Ordinary", "Told", "Told", "Told", "Told", "Told", "Told");
  }

  @Test
  void aPseudoTerminalEndsEveryLineInACarriageReturn() {
    assertThat(ObserverScript.read(aRun().lines().stream().map(text -> text + "\r").toList()))
        .isEqualTo(aRun().read());
  }

  @Test
  void withoutAKeyInTheFirstLineNobodyIsTheObserver() {
    List<String> late = new ArrayList<>(aRun().lines());
    late.add(0, "WARNING: this task has a banner");

    ObserverLogParser parser = new ObserverLogParser();
    assertThat(late)
        .allSatisfy(text -> assertThat(parser.line(text)).isInstanceOf(Heard.Ordinary.class));
    assertThat(parser.result()).isEqualTo(Observed.nothing());
  }

  @Test
  void anObserverThatSaysNothingIsSilent() {
    assertThat(ObserverScript.read(List.of(KEY_LINE, "Flyway OSS Edition")).trust())
        .isEqualTo(Trust.SILENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[migrate-deploy:fedcba9876543210] {\"v\":1,\"run\":1,\"n\":1,\"event\":\"end\"}",
        "[migrate-deploy:" + KEY + "]{\"v\":1,\"run\":1,\"n\":1,\"event\":\"end\"}",
        " [migrate-deploy:" + KEY + "] {\"v\":1,\"run\":1,\"n\":1,\"event\":\"end\"}",
        "[migrate-deploy:" + KEY + "] {\"v\":1,\"run\":1,\"n\":1,\"event\":\"end\"} x",
        "[migrate-deploy:" + KEY + "] {\"v\":1,\"run\":1,\"n\":1,\"n\":2,\"event\":\"end\"}",
        "[migrate-deploy:" + KEY + "] {\"v\":1,\"run\":1,\"n\":1",
        "[migrate-deploy:" + KEY + "] {\"v\":1,\"run\":0,\"n\":1,\"event\":\"end\"}",
        "[migrate-deploy:" + KEY + "] {\"v\":1,\"run\":1,\"n\":1.5,\"event\":\"end\"}",
        "[migrate-deploy:"
            + KEY
            + "] {\"v\":1,\"run\":1,\"n\":99999999999999999999,\"event\":\"end\"}",
        "[migrate-deploy:" + KEY + "] [[[[[[[[[[[[[[[[[[[[",
        "[migrate-deploy:" + KEY + "] null",
        "[migrate-deploy:" + KEY + "] ",
        "[migrate-deploy:" + KEY + "] {\"v\":1,\"run\":1,\"n\":1e400,\"event\":\"end\"}",
      })
  void whatCannotBeALineOfTheObserverIsShownLikeAnyOther(String text) {
    ObserverLogParser parser = new ObserverLogParser();
    parser.line(KEY_LINE);

    assertThat(parser.line(text)).isInstanceOf(Heard.Ordinary.class);
    assertThat(parser.result().trust()).isEqualTo(Trust.SILENT);
  }

  @Test
  void aLineThatIsLongerThanTheObserversIsNotRead() {
    ObserverLogParser parser = new ObserverLogParser();
    parser.line(KEY_LINE);

    assertThat(parser.line(line(1, 1, 0, "started", "observer", "x".repeat(9_000))))
        .isInstanceOf(Heard.Ordinary.class);
  }

  @Test
  void aPageThatComesTwiceIsOne() {
    List<String> twice = new ArrayList<>(aRun().lines());
    twice.addAll(aRun().lines());

    assertThat(ObserverScript.read(twice)).isEqualTo(aRun().read());
  }

  @Test
  void aMissingLineMakesItIncomplete() {
    List<String> lines = new ArrayList<>(aRun().lines());
    lines.remove(4);

    Observed observed = ObserverScript.read(lines);
    assertThat(observed.trust()).isEqualTo(Trust.INCOMPLETE);
    assertThat(observed.coverage().why()).contains("1 line of it did not come");
    assertThat(observed.script(V1).orElseThrow().state()).isEqualTo(ObservedScript.State.APPLIED);
  }

  @Test
  void aRunWithoutItsEndIsIncomplete() {
    List<String> lines = new ArrayList<>(aRun().lines());
    lines.remove(lines.size() - 1);

    assertThat(ObserverScript.read(lines).coverage().why()).contains("it did not come to its end");
  }

  @Test
  void linesInAnotherOrderProveNothing() {
    List<String> lines = new ArrayList<>(aRun().lines());
    lines.add(6, lines.remove(3));

    assertThat(ObserverScript.read(lines).coverage().why())
        .contains("its lines did not come in their order");
  }

  @Test
  void twoLinesWithOneNumberAreForged() {
    List<String> lines = new ArrayList<>(aRun().lines());
    lines.add(4, line(1, 3, 31, "applied", "script", V2, "ms", 1));

    Observed observed = ObserverScript.read(lines);
    assertThat(observed.trust()).isEqualTo(Trust.FORGED);
    assertThat(observed.coverage().why()).contains("line 3 contradicts another one");
    assertThat(observed.scripts()).isEmpty();
    assertThat(observed.history()).isEmpty();
  }

  @Test
  void aLineAfterTheEndIsForged() {
    List<String> lines = new ArrayList<>(aRun().lines());
    lines.add(line(1, 7, 90, "history", "page", 1, "pages", 1, "rows", List.of()));

    assertThat(ObserverScript.read(lines).trust()).isEqualTo(Trust.FORGED);
  }

  @Test
  void anEndBeforeLinesThatCameIsForged() {
    List<String> lines = new ArrayList<>(aRun().lines().subList(0, 5));
    lines.remove(3);
    lines.add(line(1, 2, 90, "end", "result", "applied"));

    assertThat(ObserverScript.read(lines).trust()).isEqualTo(Trust.FORGED);
  }

  @Test
  void aNumberFarAheadCostsNothing() {
    List<String> lines = new ArrayList<>(aRun().lines().subList(0, 4));
    lines.add(line(1, Integer.MAX_VALUE, 90, "lost", "what", "locks"));
    lines.add(line(Integer.MAX_VALUE, 1, 90, "lost", "what", "locks"));

    assertThat(ObserverScript.read(lines).trust()).isEqualTo(Trust.INCOMPLETE);
  }

  @Test
  void aFurtherRunIsAFurtherAttempt() {
    Observed observed =
        new ObserverScript()
            .started()
            .begun(V1)
            .failed(V1, true, true)
            .say("retry", "script", V1, "try", 1, "of", 10, "pauseMs", 10_000, "waitedMs", 5_000)
            .history()
            .end("failed")
            .nextRun()
            .started()
            .begun(V1)
            .applied(V1)
            .history(row(1, "1", V1))
            .end("applied")
            .read();

    assertThat(observed.trust()).isEqualTo(Trust.WHOLE);
    assertThat(observed.coverage().runs()).isEqualTo(2);
    assertThat(observed.scripts())
        .extracting(ObservedScript::state)
        .containsExactly(ObservedScript.State.ROLLED_BACK, ObservedScript.State.APPLIED);
    assertThat(observed.locks().retries()).hasSize(1);
    assertThat(observed.locks().gaveUp()).isEmpty();
    assertThat(observed.history().orElseThrow().rows()).hasSize(1);
  }

  @Test
  void theHistoryOfAnEarlierRunIsNotThatOfTheLastOne() {
    assertThat(
            new ObserverScript()
                .started()
                .history(row(1, "1", V1))
                .end("failed")
                .nextRun()
                .started()
                .end("applied")
                .read()
                .history())
        .isEmpty();
  }

  @Test
  void aRunThatDoesNotEndBeforeTheNextOneIsIncomplete() {
    assertThat(
            new ObserverScript().started().nextRun().started().end("none").read().coverage().why())
        .contains("an earlier run of it did not come to its end");
  }

  @Test
  void theHistoryIsWholeWithAllItsPages() {
    ObserverScript log =
        new ObserverScript()
            .started()
            .say("history", "page", 1, "pages", 2, "table", "h", "rows", List.of(row(2, "2", V2)))
            .say("history", "page", 2, "pages", 2, "rows", List.of(row(1, "1", V1)));

    assertThat(log.read().history().orElseThrow().rows())
        .extracting(HistoryRow::script)
        .containsExactly(V1, V2);
    assertThat(ObserverScript.read(log.lines().subList(0, 3)).history()).isEmpty();
  }

  @Test
  void aPageWithARowThatCannotBeReadIsNoPage() {
    assertThat(
            new ObserverScript()
                .started()
                .history(row(1, "1", V1), List.of(2, "2"))
                .read()
                .history())
        .isEmpty();
  }

  @Test
  void aRowThatDidNotSucceedHasFailedWhateverItsState() {
    assertThat(
            new ObserverScript()
                .history(row(1, null, "R__a.sql", "SQL", null, false, "applied", true))
                .read()
                .history()
                .orElseThrow()
                .rows())
        .containsExactly(
            new HistoryRow(
                1,
                Optional.empty(),
                "R__a.sql",
                "SQL",
                Optional.empty(),
                HistoryRow.State.FAILED,
                true));
  }

  @Test
  void aWaitIsOneEntryHoweverOftenItIsTold() {
    Observed observed =
        new ObserverScript()
            .started()
            .begun(V1)
            .say("blocked", "script", V1, "statement", 1, "ms", 900, "by", List.of())
            .say(
                "blocked",
                "script",
                V1,
                "statement",
                1,
                "table",
                "public.orders",
                "mode",
                "ACCESS EXCLUSIVE",
                "ms",
                10_000,
                "by",
                List.of(Map.of("pid", 4711, "user", "report_user", "transactionMs", 720_000)))
            .say("unblocked", "script", V1, "statement", 1, "ms", 10_400)
            .read();

    LockWait wait = observed.locks().waits().get(0);
    assertThat(observed.locks().waits()).hasSize(1);
    assertThat(wait.time()).isEqualTo(Duration.ofMillis(10_400));
    assertThat(wait.last().by().get(0).transaction()).contains(Duration.ofMinutes(12));
  }

  @Test
  void wordsOfStrangersAreHarmless() {
    Observed observed =
        new ObserverScript()
            .started()
            .begun(V1)
            .say(
                "blocked",
                "script",
                V1,
                "statement",
                1,
                "ms",
                900,
                "by",
                List.of(
                    Map.of(
                        "pid",
                        1,
                        "user",
                        "\u001b[2J\r\nsection_start:1:x\rroot",
                        "application",
                        "\u202egpj.exe" + "y".repeat(5_000),
                        "state",
                        " \t ")))
            .read();

    DatabaseSession by = observed.locks().waits().get(0).last().by().get(0);
    assertThat(by.user()).contains("\ufffd[2J  section_start:1:x root");
    assertThat(by.application().orElseThrow())
        .startsWith("\ufffdgpj.exe")
        .hasSize(101)
        .endsWith("…");
    assertThat(by.state()).isEmpty();
  }

  @Test
  void anEventOfALaterObserverIsPassedOver() {
    assertThat(
            new ObserverScript().started().say("weather", "sky", "blue").end("none").read().trust())
        .isEqualTo(Trust.WHOLE);
  }

  /** A script of ten thousand statements, and a hundred thousand lines in all. */
  @Test
  void manyLinesAreAllRead() {
    ObserverLogParser parser = new ObserverLogParser();
    parser.line(KEY_LINE);
    parser.line(line(1, 1, 0, "started", "observer", "0.1.0", "supported", true));
    parser.line(line(1, 2, 0, "script", "script", V1, "transaction", true));
    for (int number = 3; number < 100_000; number++) {
      parser.line(
          number % 10 == 0
              ? line(1, number, number, "statement", "script", V1, "statement", number, "ms", 101)
              : line(1, number, number, "running", "script", V1, "statement", number, "ms", 101));
    }
    parser.line(line(1, 100_000, 100_000, "end", "result", "applied"));

    assertThat(parser.result().trust()).isEqualTo(Trust.WHOLE);
    assertThat(parser.result().script(V1).orElseThrow().statements()).hasSize(9_999);
  }

  @Test
  void endlessLinesCostNoMemory() {
    ObserverLogParser parser = new ObserverLogParser();
    parser.line(KEY_LINE);
    for (int number = 1; number <= ObserverSequence.MOST + 10; number++) {
      parser.line(
          "[migrate-deploy:" + KEY + "] {\"v\":1,\"run\":1,\"n\":" + number + ",\"event\":\"x\"}");
    }

    assertThat(parser.result().coverage().why()).contains("it wrote more than is kept");
  }
}
