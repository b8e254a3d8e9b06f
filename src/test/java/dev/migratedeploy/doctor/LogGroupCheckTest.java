package dev.migratedeploy.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.logs.LogGroupStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogGroupCheckTest {
  private static final LogDestination.CloudWatch LOG =
      new LogDestination.CloudWatch("/ecs/flyway", "migrate", Optional.of("eu-west-1"), true);

  @Test
  void aGroupThatTheFirstTaskCreatesMayBeMissing() {
    assertThat(look(true, new LogGroupStatus.Missing())).isInstanceOf(CheckResult.Ok.class);
  }

  @Test
  void aGroupThatNobodyCreatesIsAnError() {
    CheckResult outcome = look(false, new LogGroupStatus.Missing());

    assertThat(outcome).isInstanceOf(CheckResult.Error.class);
    assertThat(outcome.next())
        .hasValue("aws logs create-log-group --log-group-name /ecs/flyway --region eu-west-1");
  }

  @Test
  void whatCannotBeReadIsAWarningInTheWordsOfAws() {
    CheckResult outcome = look(false, new LogGroupStatus.Unreadable("Rate exceeded"));

    assertThat(outcome).isInstanceOf(CheckResult.Warning.class);
    assertThat(outcome.says()).contains("cannot tell").contains("Rate exceeded");
  }

  @Test
  void aGroupOfInfrequentAccessIsDoubtful() {
    CheckResult outcome = look(false, new LogGroupStatus.InfrequentAccess());

    assertThat(outcome).isInstanceOf(CheckResult.Warning.class);
    assertThat(outcome.says()).contains("/ecs/flyway is of class INFREQUENT_ACCESS");
    assertThat(outcome.next().orElseThrow()).contains("STANDARD").contains("awslogs-group");
  }

  private static CheckResult look(boolean createdByTask, LogGroupStatus found) {
    Checklist list = new Checklist(line -> {});
    new LogGroupCheck(createdByTask, log -> found).into(list, LOG);
    List<Checked> lines = list.lines();
    assertThat(lines).hasSize(1);
    return lines.get(0).outcome();
  }
}
