package dev.migratedeploy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.changes.ComparisonBase.LastDeployment;
import dev.migratedeploy.changes.ComparisonBase.RecordedJob;
import dev.migratedeploy.changes.ConfigurationChange.Aspect;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunLabelTest {
  private static final DecidingValues A = values("aaaaaaaaaaaa");
  private static final DecidingValues B = values("bbbbbbbbbbbb");

  @Test
  void itIsReadAsItWasWritten() {
    for (RunLabel label :
        new RunLabel[] {
          new RunLabel("8841", A, 1007, Optional.of(B), 41),
          new RunLabel("8841", A, 0, Optional.empty(), 1)
        }) {
      assertThat(RunLabel.parse(label.toString())).contains(label);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "terraform", "8841 x 0 - 1", "8841 - 0 - 1", "8841  0 - 1"})
  void somethingElseIsNoLabel(String text) {
    assertThat(RunLabel.parse(text)).isEmpty();
  }

  @Test
  void theWritersSuccessCountsEvenIfAnotherJobHadNothingToDoSince() {
    RunLabel label = new RunLabel("8841", B, 1000, Optional.of(A), 41);

    assertThat(label.valuesAt(last(1007, "8841"))).contains(B);
    assertThat(label.valuesAt(last(1014, "8850", "8841"))).contains(B);
  }

  @Test
  void afterTheWritersFailureTheValuesBeforeCount() {
    assertThat(new RunLabel("8841", B, 1000, Optional.of(A), 41).valuesAt(last(1000, "8800")))
        .contains(A);
    assertThat(new RunLabel("8841", B, 1000, Optional.empty(), 41).valuesAt(last(1000, "8800")))
        .as("not B: that has failed")
        .isEmpty();
  }

  @Test
  void ifAnotherJobHasSucceededSinceItIsCertainOnlyIfBothHadTheSame() {
    assertThat(new RunLabel("8841", B, 1000, Optional.of(A), 41).valuesAt(last(1007, "8850")))
        .as("it may have found the task of 8841, or had nothing to do")
        .isEmpty();
    assertThat(new RunLabel("8841", A, 1000, Optional.of(A), 41).valuesAt(last(1007, "8850")))
        .contains(A);
  }

  @Test
  void theWritersDeploymentWasADeployWhateverWasRecordedSince() {
    RunLabel label = new RunLabel("8841", A, 1000, Optional.empty(), 41);

    assertThat(label.deploy(recorded("8841")).map(LastDeployment::sha)).contains("sha-8841");
    assertThat(label.deploy(recorded("8850", "8841", "8800"))).contains(recorded("8841", "8800"));
  }

  @Test
  void afterTheWritersFailureTheOneThatItComparedWithCounts() {
    RunLabel label = new RunLabel("8841", A, 8800, Optional.empty(), 41);

    assertThat(label.deploy(recorded("8850", "8820", "8800"))).contains(recorded("8800"));
    assertThat(label.deploy(recorded("8850", "8845")))
        .as("further back than GitLab was asked")
        .isEmpty();
  }

  @Test
  void afterAFirstDeployThatFailedItDoesNotTell() {
    RunLabel label = new RunLabel("8841", A, 0, Optional.empty(), 41);

    assertThat(label.deploy(recorded("8850"))).isEmpty();
    assertThat(label.deploy(recorded("8850", "999"))).contains(recorded("999"));
  }

  /** Otherwise a deploy to all that failed would leave one to some of them as the last success. */
  @Test
  void whatWasForSomeOfTheDatabasesIsForgottenByNobody() {
    DecidingValues all = DecidingValues.parse(A + ".cccccccccccc").orElseThrow();
    DecidingValues part = DecidingValues.parse(A + ".ccccccccccccp").orElseThrow();
    RunLabel some = new RunLabel("8841", part, 0, Optional.empty(), 1);
    RunLabel failed = new RunLabel("8850", all, some.next(), Optional.empty(), 2);

    assertThat(failed.isAfterParts()).isTrue();
    assertThat(RunLabel.parse(failed.toString())).contains(failed);
    assertThat(failed.deploy(recorded("8841"))).isEmpty();
    assertThat(failed.deploy(recorded("8850", "8841"))).contains(recorded("8850", "8841"));
    assertThat(
            new RunLabel("8860", part, failed.next(), Optional.empty(), 3).deploy(recorded("8841")))
        .isEmpty();
    assertThat(new RunLabel("8841", part, 7, Optional.of(all), 1).next()).isEqualTo(7);
    assertThat(new RunLabel("8841", all, 7, Optional.of(all), 1).next()).isZero();
  }

  @Test
  void withoutTheIdsOfJobsItDoesNotTell() {
    RunLabel label = new RunLabel("8841", A, 1000, Optional.empty(), 41);

    assertThat(label.deploy(last(1007))).isEmpty();
  }

  /** Deployments that have the numbers of their jobs. */
  private static LastDeployment recorded(String... jobs) {
    return new LastDeployment(
        "sha-" + jobs[0],
        Instant.EPOCH,
        Long.parseLong(jobs[0]),
        Set.of(jobs),
        Stream.of(jobs)
            .map(
                job ->
                    new RecordedJob(job, "sha-" + job, Instant.EPOCH, Long.parseLong(job), false))
            .toList());
  }

  @Test
  void everyDifferenceIsNamed() {
    assertThat(A.differingFrom(A)).isEmpty();
    assertThat(A.differingFrom(B))
        .containsExactly(
            Aspect.ARGUMENTS,
            Aspect.COMMAND,
            Aspect.BASE,
            Aspect.ENTRYPOINT,
            Aspect.SCRIPTS_PATH,
            Aspect.FILES);
  }

  @Test
  void whatItSaysOfDatabasesIsReadInBothForms() {
    DecidingValues targets = DecidingValues.parse(A + ".cccccccccccc").orElseThrow();
    DecidingValues part = DecidingValues.parse(A + ".ccccccccccccp").orElseThrow();

    assertThat(targets.toString()).isEqualTo(A + ".cccccccccccc");
    assertThat(part.toString()).isEqualTo(A + ".ccccccccccccp");
    assertThat(part.partial()).isTrue();
    assertThat(targets.differingFrom(part)).as("both are of the same list").isEmpty();
    assertThat(A.differingFrom(targets)).containsExactly(Aspect.TARGETS);
    assertThat(RunLabel.parse(new RunLabel("8841", part, 7, Optional.of(targets), 1).toString()))
        .contains(new RunLabel("8841", part, 7, Optional.of(targets), 1));
    assertThat(DecidingValues.parse(A + ".p")).isEmpty();
    assertThat(DecidingValues.parse(A + ".cccccccccccc.cccccccccccc")).isEmpty();
  }

  private static LastDeployment last(long id, String... jobs) {
    return new LastDeployment("9be01d4c", Instant.EPOCH, id, Set.of(jobs));
  }

  private static DecidingValues values(String hash) {
    return DecidingValues.parse(String.join(".", hash, hash, hash, hash, hash, hash)).orElseThrow();
  }
}
