package dev.migratedeploy.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.deploy.event.DeployEvent.RunStarted;
import dev.migratedeploy.deploy.event.RunInfo;
import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import dev.migratedeploy.verdict.UnprovenException;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.Verdict.Kind;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every failure, in every phase of a run, has its verdict. */
class FailureVerdictTest {
  private static final Path TMP = Path.of("/no-such-tmp");
  private static final String ARN = "arn:aws:ecs:eu-west-1:123456789012:task/staging/85b626ff";
  private static final RunPhase NOTHING = new RunPhase.NothingStarted();
  private static final RunPhase SENT = new RunPhase.StartSent(Optional.of("staging"));
  private static final RunPhase STARTED =
      new RunPhase.TaskStarted(
          Optional.of("staging"), new RunningTask(ARN, "staging", "flyway:41", "flyway"));

  static Stream<Arguments> failures() {
    IOException full = new FileSystemException("/tmp/x", null, "No space left on device");
    return Stream.of(
        arguments(new NullPointerException(), Kind.REFUSED),
        arguments(new IllegalStateException("boom\nsecond"), Kind.REFUSED),
        arguments(new IOException("what was not foreseen"), Kind.REFUSED),
        arguments(new InterruptedException(), Kind.REFUSED),
        arguments(new StackOverflowError(), Kind.REFUSED),
        arguments(new AssertionError("cannot be"), Kind.REFUSED),
        arguments(new NoClassDefFoundError("a/B"), Kind.REFUSED),
        arguments(new ExceptionInInitializerError("static"), Kind.REFUSED),
        arguments(new UnsatisfiedLinkError("lib"), Kind.REFUSED),
        arguments(new UnsupportedClassVersionError("65"), Kind.REFUSED),
        arguments(new InternalError("a fault in an unsafe access"), Kind.REFUSED),
        arguments(new Throwable("neither"), Kind.REFUSED),
        arguments(new OutOfMemoryError("Java heap space"), Kind.REFUSED),
        arguments(new OutOfMemoryError("unable to create native thread"), Kind.NOT_STARTED),
        arguments(full, Kind.NOT_STARTED),
        arguments(new NoSuchFileException(TMP + "/migrate-deploy-image1"), Kind.REFUSED));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void beforeTheStartItIsRefusedUnlessARetryCanHelp(Throwable failure, Kind expected) {
    Verdict verdict = FailureVerdict.of(failure, NOTHING, TMP);

    assertThat(verdict.kind()).isEqualTo(expected);
    assertThat(verdict.explanation().state().orElseThrow()).startsWith("nothing was ");
    check(verdict);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void onceRunTaskWasSentItIsUnknown(Throwable failure, Kind before) {
    Verdict verdict = FailureVerdict.of(failure, SENT, TMP);

    assertThat(verdict.kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(verdict.explanation().state().orElseThrow()).startsWith("RunTask was sent");
    assertThat(verdict.explanation().next().orElseThrow())
        .startsWith("migrate-deploy logs --env staging shows");
    check(verdict);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void onceATaskIsKnownItsArnIsSaid(Throwable failure, Kind before) {
    Verdict verdict = FailureVerdict.of(failure, STARTED, TMP);

    assertThat(verdict.kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(verdict.explanation().state().orElseThrow()).contains(ARN);
    assertThat(verdict.explanation().next().orElseThrow())
        .startsWith("migrate-deploy logs --env staging 85b626ff shows");
    check(verdict);
  }

  private static void check(Verdict verdict) {
    assertThat(verdict.explanation().cause())
        .doesNotContain("\n")
        .doesNotContain("cancelled")
        .doesNotContain("java.");
    assertThat(verdict.explanation().next().orElseThrow()).isNotBlank();
  }

  @Test
  void aProblemInTheUsersWordsKeepsThem() {
    Problem problem = Problem.of("could not push the image", "give the job a login");

    Verdict refused = FailureVerdict.of(new RefusedException(problem), SENT, TMP);
    Verdict notStarted = FailureVerdict.of(new NotStartedException(problem), SENT, TMP);
    Verdict unproven =
        FailureVerdict.of(
            new UnprovenException(problem, new IOException("No space left on device")), SENT, TMP);

    // ECS itself said that it started nothing.
    assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
    assertThat(notStarted.kind()).isEqualTo(Kind.NOT_STARTED);
    assertThat(unproven.kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(refused.explanation().next()).contains("give the job a login");
  }

  /** A registry is not to be blamed for this machine's disk. */
  @Test
  void whatIsBehindAProblemDecidesIfItIsTheMachine() {
    Problem problem = Problem.of("could not push the image to r/flyway: /tmp/x", "check the way");

    Verdict full =
        FailureVerdict.of(
            new NotStartedException(problem, new IOException("No space left on device")),
            NOTHING,
            TMP);
    Verdict missing =
        FailureVerdict.of(
            new NotStartedException(problem, new NoSuchFileException(TMP + "/image1")),
            NOTHING,
            TMP);

    assertThat(full.kind()).isEqualTo(Kind.NOT_STARTED);
    assertThat(full.explanation().cause()).startsWith("the disk of this machine is full");
    assertThat(full.explanation().details()).containsExactly(problem.cause());
    assertThat(missing.kind()).isEqualTo(Kind.REFUSED);
    assertThat(missing.explanation().cause())
        .isEqualTo("the temporary directory /no-such-tmp does not exist");
  }

  @Test
  void aNameThatTheLocaleCannotWriteNamesTheLocale() {
    Verdict verdict =
        FailureVerdict.of(new InvalidPathException("å.sql", "unmappable"), NOTHING, TMP);

    assertThat(verdict.kind()).isEqualTo(Kind.REFUSED);
    assertThat(verdict.explanation().next().orElseThrow()).contains("LC_ALL=C.UTF-8");
    assertThat(
            FailureVerdict.of(new InvalidPathException("a\0", "Nul"), NOTHING, TMP)
                .explanation()
                .toString())
        .doesNotContain("LC_ALL");
  }

  @Test
  void aCancelledRehearsalIsNotSaidToHaveChangedNothing() {
    RunProgress progress = new RunProgress(new Cancellation(new VirtualTicker()));
    progress.on(
        new RunStarted(
            new RunInfo(
                "1", "p", "staging", Optional.empty(), "c0ffee", Optional.empty(), "rehearse")));

    Verdict verdict = FailureVerdict.cancelled(progress.phase());

    assertThat(verdict.kind()).isEqualTo(Kind.NOT_STARTED);
    assertThat(verdict.explanation().cause())
        .isEqualTo("the job was cancelled before the rehearsal had ended");
    assertThat(verdict.explanation().state())
        .contains("nothing but the rehearsal's own database was changed");
  }

  @Test
  void onlyACancelledJobIsCalledCancelled() {
    assertThat(FailureVerdict.cancelled(NOTHING).kind()).isEqualTo(Kind.NOT_STARTED);
    assertThat(FailureVerdict.cancelled(SENT).kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(FailureVerdict.cancelled(STARTED).explanation().toString())
        .contains(ARN)
        .contains("the job was cancelled");
    assertThat(FailureVerdict.endedFromInside(NOTHING).kind()).isEqualTo(Kind.REFUSED);
    assertThat(FailureVerdict.endedFromInside(STARTED).kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(FailureVerdict.endedFromInside(STARTED).explanation().toString())
        .doesNotContain("cancelled");
  }
}
