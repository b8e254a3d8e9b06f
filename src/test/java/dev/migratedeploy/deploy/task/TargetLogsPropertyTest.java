package dev.migratedeploy.deploy.task;

import static dev.migratedeploy.deploy.task.SampleDeploy.container;
import static dev.migratedeploy.deploy.task.SampleDeploy.exited;
import static dev.migratedeploy.deploy.task.SampleDeploy.stopped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever is lost, doubled or forged in the log of a task: each of its databases has one verdict,
 * and none is green whose own end with exit code 0 was not seen.
 */
class TargetLogsPropertyTest {
  private static final int ROUNDS = 1_000;
  private static final String KEY = "0123456789abcdef";

  /**
   * A line of the log.
   *
   * @param ends the database whose end, with its exit code, it really tells, or -1: the line that
   *     comes after it does too, and bears the key
   */
  private record Line(String text, int ends) {
    Line(String text) {
      this(text, -1);
    }
  }

  /** A task as it was, with the exit codes of the databases that it tried. */
  private record History(List<String> names, List<Integer> codes, List<Line> lines, int code) {
    List<String> texts() {
      return lines.stream().map(Line::text).toList();
    }

    History with(List<Line> others) {
      return new History(names, codes, others, code);
    }

    boolean hasEnd(int target) {
      return codes.size() > target
          && codes.get(target) == 0
          && lines.stream().anyMatch(line -> line.ends() == target);
    }
  }

  @Test
  void aWholeLogProvesEachDatabaseWhateverItsScriptsPrint() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      History task = history(new Random(seed), true, true);

      List<TargetOutcome> outcomes = outcomes(task, Optional.of(task.code()));

      for (int i = 0; i < task.names().size(); i++) {
        Verdict.Kind expected =
            i >= task.codes().size()
                ? Verdict.Kind.NOT_STARTED
                : task.codes().get(i) == 0 ? Verdict.Kind.APPLIED : Verdict.Kind.FAILED;
        boolean notTriedAlone = task.names().size() == 1 && task.codes().isEmpty();
        assertThat(outcomes.get(i).result().verdict().kind())
            .as("%s of seed %d: %s", task.names().get(i), seed, task.texts())
            .isEqualTo(notTriedAlone ? Verdict.Kind.FAILED : expected);
      }
    }
  }

  @Test
  void whateverIsLostOrDoubledOrForgedNoneIsGreenWithoutItsOwnEnd() {
    int green = 0;
    for (long seed = 0; seed < ROUNDS; seed++) {
      Random dice = new Random(seed);
      History task = damaged(history(dice, true, true), dice);

      green += assertNoneIsGreenWithoutItsEnd(task, dice, seed);
    }
    assertThat(green).as("green at all").isGreaterThan(ROUNDS / 10);
  }

  @Test
  void theSameIsTrueOfALogWithoutAKeyThatIsLostOrDoubled() {
    int green = 0;
    for (long seed = 0; seed < ROUNDS; seed++) {
      Random dice = new Random(seed);
      History task = damaged(history(dice, false, false), dice);

      green += assertNoneIsGreenWithoutItsEnd(task, dice, seed);
    }
    assertThat(green).as("green at all").isGreaterThan(ROUNDS / 10);
  }

  @Test
  void andOfALogWithoutAKeyThatIsForged() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      Random dice = new Random(seed);

      assertNoneIsGreenWithoutItsEnd(history(dice, false, true), dice, seed);
    }
  }

  /** A log whose first line is lost has no key that could be believed. */
  @Test
  void withoutTheFirstLineNothingIsProved() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      History task = history(new Random(seed), true, false);
      History cut = task.with(task.lines().subList(1, task.lines().size()));

      assertThat(outcomes(cut, Optional.of(task.code())))
          .as("seed %d: %s", seed, cut.texts())
          .noneMatch(outcome -> outcome.result().verdict().isSuccess());
    }
  }

  private static int assertNoneIsGreenWithoutItsEnd(History task, Random dice, long seed) {
    List<TargetOutcome> outcomes =
        switch (dice.nextInt(4)) {
          case 0 -> outcomes(task, Optional.empty());
          case 1 -> outcomes(task, Optional.of(137));
          case 2 -> outcomes(task, MonitorResult.Detached::new);
          default -> outcomes(task, Optional.of(task.code()));
        };
    assertThat(outcomes.stream().map(it -> it.result().target()).toList()).isEqualTo(task.names());
    int green = 0;
    for (int i = 0; i < outcomes.size(); i++) {
      Verdict verdict = outcomes.get(i).result().verdict();
      if (verdict.isSuccess()) {
        assertThat(task.hasEnd(i))
            .as("%s of seed %d: %s", task.names().get(i), seed, task.texts())
            .isTrue();
        green++;
      }
      if (verdict.is(Verdict.Kind.NOT_STARTED)) {
        assertThat(i)
            .as("%s of seed %d: %s", task.names().get(i), seed, task.texts())
            .isGreaterThanOrEqualTo(task.codes().size());
      }
    }
    return green;
  }

  private static List<TargetOutcome> outcomes(History task, Optional<Integer> code) {
    TaskState state =
        code.map(it -> stopped(exited(it)))
            .orElseGet(
                () ->
                    SampleDeploy.still(
                        "STOPPED",
                        Optional.empty(),
                        container("flyway", "STOPPED", Optional.empty())));
    return outcomes(task, log -> new MonitorResult.Stopped(state, log));
  }

  private static List<TargetOutcome> outcomes(
      History task, Function<LogSummary, MonitorResult> exit) {
    return TargetsTimeline.of(task.names(), task.texts()).outcomes(exit);
  }

  /** As the image's scripts write it. */
  private static History history(Random dice, boolean keyed, boolean forged) {
    List<String> names = IntStream.rangeClosed(0, dice.nextInt(5)).mapToObj(i -> "t" + i).toList();
    int tried = dice.nextInt(4) > 0 ? names.size() : 1 + dice.nextInt(names.size());
    String key = keyed ? " key=" + KEY : "";
    List<Integer> codes = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    String after = "";
    for (int i = 0; i < tried; i++) {
      lines.add(new Line("[migrate-deploy] begin target=" + names.get(i) + after + key, i - 1));
      int count = dice.nextInt(6);
      for (int written = 0; written < count; written++) {
        lines.add(
            new Line(
                forged && dice.nextInt(2) == 0
                    ? forged(dice, names, written, lines.size())
                    : "line " + dice.nextInt(3)));
      }
      int code = dice.nextInt(3) > 0 ? 0 : 1;
      codes.add(code);
      lines.add(new Line(end(names.get(i), code, count), i));
      after = " after=" + code;
    }
    lines.add(
        new Line(
            "[migrate-deploy] tried %d of %d targets".formatted(tried, names.size()) + after + key,
            tried - 1));
    int code =
        codes.stream().filter(it -> it != 0).findFirst().orElse(tried == names.size() ? 0 : 143);
    lines.add(new Line("[migrate-deploy] end exit=" + code + " lines=" + lines.size()));
    return new History(names, codes, lines, code);
  }

  private static String end(String name, int code, int lines) {
    return "[migrate-deploy] end target=%s exit=%d lines=%d".formatted(name, code, lines);
  }

  /** What a script can print that knows how the entrypoint writes, but not the key. */
  private static String forged(Random dice, List<String> names, int written, int all) {
    String name = names.get(dice.nextInt(names.size()));
    String key =
        dice.nextBoolean() ? "" : String.format(Locale.ROOT, " key=%016x", dice.nextInt(99));
    return switch (dice.nextInt(5)) {
      case 0, 1 -> end(name, 0, written);
      case 2 -> "[migrate-deploy] begin target=" + name + " after=0" + key;
      case 3 ->
          "[migrate-deploy] tried %d of %d targets after=0".formatted(names.size(), names.size())
              + key;
      default -> "[migrate-deploy] end exit=0 lines=" + all;
    };
  }

  /** Lines are lost at the end or in the middle, or come twice; the first one is there. */
  private static History damaged(History task, Random dice) {
    List<Line> lines = new ArrayList<>(task.lines());
    for (int times = dice.nextInt(3); times > 0 && lines.size() > 2; times--) {
      int from = 1 + dice.nextInt(lines.size() - 1);
      int to = Math.min(lines.size(), from + 1 + dice.nextInt(4));
      switch (dice.nextInt(3)) {
        case 0 -> lines.subList(from, lines.size()).clear();
        case 1 -> lines.subList(from, to).clear();
        default -> lines.addAll(to, List.copyOf(lines.subList(from, to)));
      }
    }
    return task.with(lines);
  }

  @Test
  void howLongItTakesIsWithinTheLog() {
    History task = history(new Random(7), true, true);

    assertThat(outcomes(task, Optional.of(task.code())))
        .allSatisfy(
            outcome ->
                assertThat(outcome.result().run().took())
                    .isBetween(Duration.ZERO, Duration.ofSeconds(task.lines().size())));
  }
}
