package dev.migratedeploy.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.aws.causes.KnownText;
import dev.migratedeploy.localcloud.aws.AwsError;
import dev.migratedeploy.localcloud.aws.Fault;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors of RunTask and RegisterTaskDefinition, through the SDK. */
class AwsErrorsTest {
  private final EcsBench bench = new EcsBench();

  @BeforeEach
  void register() {
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  static List<KnownText> texts() {
    return KnownText.of("aws-errors.txt").stream()
        .filter(text -> List.of("RunTask", "RegisterTaskDefinition").contains(text.get("call")))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void anErrorThatWasSeenIsExplained(KnownText text) {
    bench
        .aws
        .faults()
        .always(
            text.get("call"), Fault.error(AwsError.of(400, text.get("code"), text.get("says"))));

    Problem problem =
        text.get("class").equals("REFUSED")
            ? refused()
            : text.get("call").equals("RunTask") ? notNow() : notStarted();

    assertThat(problem.cause()).contains(text.get("cause")).contains(text.get("says"));
    assertThat(problem.next()).contains(text.get("next"));
  }

  private Problem refused() {
    return catchThrowableOfType(RefusedException.class, this::attempt).problem();
  }

  private Problem notStarted() {
    ProblemException failure = catchThrowableOfType(NotStartedException.class, this::attempt);
    return failure.problem();
  }

  private Problem notNow() {
    return ((LaunchResult.Retryable) attempt()).why();
  }

  private LaunchResult attempt() {
    return bench.tasks.prepare(bench.template(), EcsBench.spec()).attempt();
  }
}
