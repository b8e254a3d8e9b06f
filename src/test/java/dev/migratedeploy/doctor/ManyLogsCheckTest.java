package dev.migratedeploy.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.aws.logs.ManyLogsReading;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManyLogsCheckTest {
  @Test
  void aStreamThatDoesNotExistIsAnAnswer() {
    assertThat(look(new ManyLogsReading.Page(Map.of(), Optional.empty())))
        .isEqualTo(new CheckResult.Ok("those of 100 tasks can be read in one call"));
  }

  @Test
  void withoutTheRightTheyAreReadOneByOne() {
    CheckResult found =
        look(new ManyLogsReading.NotPossible("this job may not call logs:FilterLogEvents"));
    assertThat(found.word()).isEqualTo("warning");
    assertThat(found.says()).contains("one by one", "logs:FilterLogEvents");
    assertThat(found.next().orElseThrow()).startsWith("allow logs:FilterLogEvents");
  }

  @Test
  void whatAwsDoesNotTellIsSkipped() {
    CheckResult found = look(new ManyLogsReading.Unavailable("Rate exceeded", true));
    assertThat(found.word()).isEqualTo("skipped");
    assertThat(found.says()).isEqualTo("not checked: Rate exceeded");
  }

  private static CheckResult look(ManyLogsReading reading) {
    Checklist list = new Checklist(line -> {});
    new ManyLogsCheck(query -> reading).into(list, PlainTemplate.of("flyway"), "staging");
    return list.lines().get(0).outcome();
  }
}
