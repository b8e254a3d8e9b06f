package dev.migratedeploy.aws.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.logs.LogTail.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogTailTest {
  private static final Instant AT = Instant.ofEpochMilli(1);

  private final List<Optional<String>> asked = new ArrayList<>();
  private final List<String> handedOn = new ArrayList<>();
  private final LogTail tail = new LogTail(line -> handedOn.add(line.text()));

  @Test
  void theFirstCallIsFromTheStartAndEachOtherGoesOnFromTheLastToken() {
    read(page("a", "one"), page("b", "two"), page("b"));
    assertThat(asked).containsExactly(Optional.empty(), Optional.of("a"), Optional.of("b"));
    assertThat(handedOn).containsExactly("one", "two");
  }

  @Test
  void emptyPagesAreSkipped() {
    assertThat(read(page("a"), page("b"), page("c", "one"), page("c")))
        .containsExactly(Progress.SKIPPED, Progress.SKIPPED, Progress.LINES, Progress.CAUGHT_UP);
    assertThat(handedOn).containsExactly("one");
  }

  @Test
  void aPageThatComesAgainIsNotPrintedAgain() {
    assertThat(read(page("a", "one"), page("a", "one"), page("b", "one")))
        .containsExactly(Progress.LINES, Progress.CAUGHT_UP, Progress.LINES);
    assertThat(handedOn).containsExactly("one", "one");
  }

  @Test
  void newLinesUnderTheSameTokenAreNotLost() {
    read(page("a", "one"), page("a", "two"));
    assertThat(handedOn).containsExactly("one", "two");
  }

  @Test
  void aFailedCallLosesNothing() {
    assertThat(read(page("a", "one"), new LogReading.Unreadable("Rate exceeded"), page("b", "two")))
        .containsExactly(Progress.LINES, Progress.FAILED, Progress.LINES);
    assertThat(asked.subList(1, 3)).containsOnly(Optional.of("a"));
    assertThat(handedOn).containsExactly("one", "two");
    assertThat(tail.summary().unreadable()).isEmpty();
  }

  @Test
  void aPageThatIsNearlyFullSaysThatTheNextOneIsThere() {
    String[] many = Stream.generate(() -> "line").limit(1_000).toArray(String[]::new);
    assertThat(read(page("a", many), page("b", "x".repeat(500_000)), page("c", "one")))
        .containsExactly(Progress.BACKLOG, Progress.BACKLOG, Progress.LINES);
  }

  @Test
  void whyNothingMoreCouldBeReadIsKept() {
    read(page("a", "one"), new LogReading.Unreadable("access denied"));
    assertThat(tail.summary().unreadable()).contains("access denied");
    assertThat(tail.summary().lines()).isEqualTo(1);
  }

  @Test
  void aStreamThatIsNotThereYetIsWaitedFor() {
    assertThat(read(new LogReading.NoStreamYet(), page("a", "one")))
        .containsExactly(Progress.CAUGHT_UP, Progress.LINES);
    assertThat(asked).containsExactly(Optional.empty(), Optional.empty());
    assertThat(tail.summary().unreadable()).isEmpty();
  }

  @Test
  void aStreamThatNeverCameIsSaid() {
    read(new LogReading.NoStreamYet());
    assertThat(tail.summary().unreadable()).contains("the log stream does not exist");
  }

  @Test
  void aLogElsewhereIsNeverRead() {
    assertThat(read(new LogReading.NotReadable("the log driver splunk")))
        .containsExactly(Progress.NOT_READABLE);
    assertThat(tail.summary().unreadable()).contains("the log driver splunk");
  }

  @Test
  void theEndLineIsNotHandedOn() {
    read(page("a", "one", "two", "[migrate-deploy] end exit=1 lines=2"));
    tail.close();
    assertThat(handedOn).containsExactly("one", "two");
    assertThat(tail.summary())
        .isEqualTo(new LogSummary(2, Optional.of(new EndMarker(1, 2)), Optional.empty()));
  }

  @Test
  void aLineThatLooksLikeTheEndAndIsFollowedByAnotherIsALineLikeAnyOther() {
    read(page("a", "one", "[migrate-deploy] end exit=0 lines=1"));
    assertThat(tail.summary().complete()).isTrue();
    read(page("b", "two"));
    assertThat(tail.summary().complete()).isFalse();
    assertThat(tail.summary().lines()).isEqualTo(3);
    assertThat(handedOn).containsExactly("one", "[migrate-deploy] end exit=0 lines=1", "two");
  }

  @Test
  void anEndThatMissesLinesIsShownWhenNothingMoreComes() {
    read(page("a", "one", "[migrate-deploy] end exit=0 lines=2"));
    assertThat(tail.summary().words()).isEqualTo("1 of 2 lines");
    tail.close();
    assertThat(handedOn).containsExactly("one", "[migrate-deploy] end exit=0 lines=2");
  }

  @Test
  void linesThatTheDriverJoinedAreSeveral() {
    read(page("a", "one\ntwo\n\nfour", "[migrate-deploy] end exit=0 lines=4"));
    assertThat(handedOn).containsExactly("one", "two", "", "four");
    assertThat(tail.summary().complete()).isTrue();
  }

  /** moby 30891: with a multi-line pattern the driver ends each line with a line feed. */
  @Test
  void aLineFeedAtTheEndOfAMessageBeginsNoLine() {
    read(page("a", "one\n", "two\nthree\n", "\n", "[migrate-deploy] end exit=0 lines=4\n"));
    assertThat(handedOn).containsExactly("one", "two", "three", "");
    assertThat(tail.summary().complete()).isTrue();
  }

  /** moby 36078: the line feed at the end can be the one byte that an event has no room for. */
  @Test
  void aLineFeedThatDidNotFitIntoTheMessageIsAnEnd() {
    String full = "x".repeat(262_118);
    read(page("a", full, "\n", "two\n", "[migrate-deploy] end exit=0 lines=2\n"));
    assertThat(handedOn).containsExactly(full, "two");
    assertThat(tail.summary().complete()).isTrue();
  }

  @Test
  void aMessageAsLongAsItMayBeThatEndsInALineFeedIsWhole() {
    String line = "x".repeat(262_117);
    read(page("a", line + "\n", "two\n", "[migrate-deploy] end exit=0 lines=2\n"));
    assertThat(handedOn).containsExactly(line, "two");
    assertThat(tail.summary().complete()).isTrue();
  }

  @Test
  void theEndLineIsNotTheRestOfALineThatSeemsSplit() {
    String full = "x".repeat(262_118);
    read(page("a", full, "[migrate-deploy] end exit=0 lines=1"));
    assertThat(handedOn).containsExactly(full);
    assertThat(tail.summary().complete()).isTrue();
  }

  @Test
  void aLineWhoseRestNeverCameIsHandedOnAtTheEnd() {
    String full = "x".repeat(262_118);
    read(page("a", full));
    tail.close();
    assertThat(handedOn).containsExactly(full);
  }

  @Test
  void aLineThatTheDriverSplitIsOneLine() {
    String half = "x".repeat(262_118);
    read(page("a", "one", half, half, "rest", "[migrate-deploy] end exit=0 lines=2"));
    assertThat(handedOn).containsExactly("one", half + half + "rest");
    assertThat(tail.summary().complete()).isTrue();
  }

  /** awslogs splits what has no line feed; with memory for 4 pages, 200 MB must not be kept. */
  @Test
  void aLineWithoutAnEndIsHandedOnInPiecesAndIsOneLine() {
    String part = "x".repeat(262_118);
    for (int i = 0; i < 40; i++) {
      read(page("a" + i, part, part, part));
    }
    assertThat(handedOn).hasSize(29).allSatisfy(piece -> assertThat(piece).hasSize(1 << 20));
    read(page("b", "rest", "[migrate-deploy] end exit=0 lines=1"));
    assertThat(String.join("", handedOn)).isEqualTo(part.repeat(120) + "rest");
    assertThat(tail.summary().complete()).isTrue();
    assertThat(tail.summary().lines()).isEqualTo(1);
  }

  @Test
  void aCarriageReturnEndsNoLine() {
    read(page("a", "10 %\r20 %\r", "[migrate-deploy] end exit=0 lines=1"));
    assertThat(handedOn).containsExactly("10 %\r20 %\r");
    assertThat(tail.summary().complete()).isTrue();
  }

  @Test
  void anEmptyTaskHasACompleteLogToo() {
    read(page("a", "[migrate-deploy] end exit=0 lines=0"));
    assertThat(tail.summary().complete()).isTrue();
    assertThat(handedOn).isEmpty();
  }

  private List<Progress> read(LogReading... next) {
    return Arrays.stream(next)
        .map(
            reading -> {
              asked.add(tail.token());
              return tail.take(reading);
            })
        .toList();
  }

  private static LogReading page(String token, String... messages) {
    return new LogReading.Page(
        Arrays.stream(messages).map(message -> new LogEvent(AT, message)).toList(), token);
  }
}
