package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.Verdict.Kind;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunEndTest {
  private static final Verdict APPLIED = new Verdict(Kind.APPLIED, VerdictDetails.of("1 script"));
  private static final Verdict UNKNOWN = new Verdict(Kind.UNKNOWN, VerdictDetails.of("cancelled"));

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final RunEnd end =
      new RunEnd(
          new Cancellation(WaitableClock.system()),
          new PrintStream(printed, true, StandardCharsets.UTF_8));

  @Test
  void theFirstVerdictCountsForEverybody() {
    List<Verdict> told = new ArrayList<>();
    end.tell(tellingTo(told), failure -> {});

    assertThat(end.of(() -> APPLIED)).isEqualTo(APPLIED);
    assertThat(end.decide(UNKNOWN)).isEqualTo(APPLIED);
    assertThat(told).containsExactly(APPLIED);
  }

  /** Such as a directory that cannot be removed after the verdict was printed. */
  @Test
  void aFailureAfterTheVerdictDoesNotChangeIt() {
    Verdict verdict =
        end.of(
            () -> {
              end.of(() -> APPLIED);
              throw new IllegalStateException("could not remove the checkout");
            });

    assertThat(verdict).isEqualTo(APPLIED);
    assertThat(output()).contains("APPLIED").doesNotContain("UNKNOWN");
  }

  @Test
  void anErrorIsAVerdictAndNotACancelledJob() {
    Verdict verdict =
        end.of(
            () -> {
              throw new StackOverflowError();
            });

    assertThat(verdict.kind()).isEqualTo(Kind.REFUSED);
    assertThat(output())
        .contains("Result   REFUSED  migrate-deploy itself failed: StackOverflowError")
        .doesNotContain("cancelled");
  }

  @Test
  void aReportThatCannotBeWrittenForAnErrorCostsNoVerdict() {
    List<Verdict> told = new ArrayList<>();
    end.tell(
        DeployListener.all(
            List.of(failing(new OutOfMemoryError("Java heap space")), tellingTo(told))),
        failure -> {});

    assertThat(end.decide(APPLIED)).isEqualTo(APPLIED);
    assertThat(told).containsExactly(APPLIED);
  }

  @Test
  void anOutputThatFailsIsReplacedByAPlainOne() {
    end.tell(failing(new NoClassDefFoundError("a/Style")), failure -> {});

    assertThat(end.decide(APPLIED)).isEqualTo(APPLIED);
    assertThat(output()).isEqualTo("Result   APPLIED  1 script\n");
  }

  /** Such as an argument that is quoted in the refusal. */
  @ParameterizedTest
  @ValueSource(
      strings = {"\u001b[2J\u001b[H", "\u001b]0;pwned\u0007", "\u009b31m", "\b\b", "\u001bc", "\r"})
  void whatCouldMoveTheCursorIsVisibleBeforeTheOutputIsKnownToo(String control) {
    end.decide(
        new Verdict(
            Kind.REFUSED, VerdictDetails.of("unknown option: '--env" + control + "'\nNext")));

    assertThat(output().replace("\n", "")).doesNotContainPattern("[\\p{Cntrl}\u0080-\u009f]");
    assertThat(output().lines()).noneMatch(line -> line.startsWith("Next"));
  }

  @Test
  void detailsThatCannotBeToldCostNoVerdict() {
    end.tell(
        tellingTo(new ArrayList<>()),
        failure -> {
          throw new OutOfMemoryError("Java heap space");
        });

    assertThat(
            end.of(
                    () -> {
                      throw new NullPointerException();
                    })
                .kind())
        .isEqualTo(Kind.REFUSED);
  }

  private String output() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static DeployListener tellingTo(List<Verdict> told) {
    return event -> {
      if (event instanceof VerdictReached reached) {
        told.add(reached.verdict());
      }
    };
  }

  private static DeployListener failing(Error error) {
    return event -> {
      throw error;
    };
  }
}
