package dev.migratedeploy.deploy.task;

import static dev.migratedeploy.deploy.task.SampleDeploy.exited;
import static dev.migratedeploy.deploy.task.SampleDeploy.running;
import static dev.migratedeploy.deploy.task.SampleDeploy.stopped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.LogEnded;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.support.VirtualTicker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With {@code group=true} the scripts of a run are one transaction. */
class GroupedRunTest {
  private final VirtualTicker ticker = new VirtualTicker();
  private final TaskTimeline ecs =
      new TaskTimeline(ticker).from(1, running()).from(9, stopped(exited(1)));
  private final LogTimeline log =
      new LogTimeline(ticker)
          .line(2, "Current version of schema \"public\": 6")
          .line(3, "Migrating schema \"public\" to version \"7 - seven\"")
          .line(4, "Migrating schema \"public\" to version \"8 - eight\"")
          .line(
              5,
              "ERROR: Migration of schema \"public\" to version \"8 - eight\" failed! Changes"
                  + " successfully rolled back.")
          .line(9, "[migrate-deploy] end exit=1 lines=4");
  private final List<DeployEvent> events = new ArrayList<>();

  @Test
  void noScriptOfARunThatWasRolledBackAsAWholeIsReportedAsApplied() {
    assertThat(flyway(Map.of("FLYWAY_GROUP", "true")).applied()).isEmpty();
    assertThat(flyway(Map.of()).applied()).containsExactly("7 - seven");
  }

  /** What the reports get. */
  private MigrationResult flyway(Map<String, String> variables) {
    Cancellation cancellation = new Cancellation(ticker);
    new MigrationRun(
            ecs,
            new TaskFollower(ecs, (task, where) -> log, events::add, ticker, cancellation),
            events::add,
            ticker,
            cancellation)
        .follow(
            SampleDeploy.request(),
            PlainTemplate.of("flyway", variables),
            SampleDeploy.TASK,
            SampleDeploy.IMAGE);
    return ((LogEnded) events.get(events.size() - 1)).flyway();
  }
}
