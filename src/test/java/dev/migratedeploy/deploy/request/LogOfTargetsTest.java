package dev.migratedeploy.deploy.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.deploy.task.SampleDeploy;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.targets.Wave;
import dev.migratedeploy.verdict.RefusedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogOfTargetsTest {
  private final EnvironmentSettings one = SampleDeploy.environment("staging");
  private final EnvironmentSettings many =
      one.with(
          new Targets(
              List.of(new Wave("all", List.of(new Target("acme", Map.of(), Map.of())), 0)),
              1,
              10,
              Map.of(),
              false));

  @Test
  void aLogThatCannotBeReadIsRefusedForManyDatabasesBeforeAnythingIsChanged() {
    assertThat(
            catchThrowableOfType(
                    RefusedException.class,
                    () -> LogOfTargets.check(many, PlainTemplate.loggingTo("flyway", "splunk")))
                .problem()
                .cause())
        .isEqualTo(
            "the environment staging has targets, and only the log says what came of each,"
                + " which cannot be read: the container flyway of the task definition flyway has the"
                + " log driver splunk");
  }

  @Test
  void anyOtherIsTaken() {
    LogOfTargets.check(many, PlainTemplate.of("flyway"));
    LogOfTargets.check(one, PlainTemplate.loggingTo("flyway", "splunk"));
  }
}
