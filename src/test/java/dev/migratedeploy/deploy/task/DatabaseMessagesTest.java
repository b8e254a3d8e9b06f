package dev.migratedeploy.deploy.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.flyway.Transcript;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about the errors that Flyway reports, and which command is to be run next. */
class DatabaseMessagesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "checksum-mismatch      | V1 differs from what was applied | put the change into a new script",
        "failed-row             | V2 failed in this database       | migrate-deploy repair --env staging",
        "out-of-order-refused   | V2 is not applied, and its version is below | -- -outOfOrder=true",
        "missing-applied-script | was applied and is not among the scripts | bring the script back",
        "non-empty-schema       | Found non-empty schema           | -baselineVersion=0",
        "duplicate-version      | Found more than one migration    | rename one of them",
        "failed-outside-transaction | does not exist | if migrate-deploy info --env staging shows it as"
            + " Failed, run migrate-deploy repair --env staging",
        "failed-in-transaction  | V        | nothing needs repair"
      })
  void theCauseComesWithWhatToDoNext(String transcript, String cause, String next) {
    VerdictDetails explanation = failure(transcript);
    assertThat(explanation.cause()).contains(cause);
    assertThat(explanation.next()).hasValueSatisfying(words -> assertThat(words).contains(next));
  }

  @ParameterizedTest
  @CsvSource({
    "checksum-mismatch,Migration checksum mismatch for migration version 1",
    "failed-row,Detected failed migration to version 2 (index)."
  })
  void flywaysOwnSentenceStandsBeside(String transcript, String sentence) {
    assertThat(failure(transcript).details()).contains(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "checksum-mismatch", "failed-row", "missing-applied-script", "non-empty-schema",
    "failed-outside-transaction", "failed-in-transaction", "wrong-password", "no-route"
  })
  void nobodyIsToldToRunFlyway(String transcript) {
    assertThat(failure(transcript).next())
        .hasValueSatisfying(
            words -> assertThat(words).doesNotContainPattern("(^| )(run )?flyway "));
  }

  private static VerdictDetails failure(String transcript) {
    MigrateOutputParser flyway = new MigrateOutputParser();
    Transcript.lines(transcript).forEach(flyway::line);
    return new DatabaseMessages(
            flyway.result(), SampleDeploy.request(), PlainTemplate.of("flyway", Map.of()))
        .failure("the task exited with code 1");
  }
}
