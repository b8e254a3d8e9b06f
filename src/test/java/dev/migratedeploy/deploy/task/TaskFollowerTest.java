package dev.migratedeploy.deploy.task;

import static dev.migratedeploy.deploy.task.SampleDeploy.exited;
import static dev.migratedeploy.deploy.task.SampleDeploy.running;
import static dev.migratedeploy.deploy.task.SampleDeploy.stopped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.deploy.event.DeployEvent.LogLineRead;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.request.CancelPolicy;
import dev.migratedeploy.support.VirtualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskFollowerTest {
  private static final LogDestination.CloudWatch CLOUD_WATCH =
      new LogDestination.CloudWatch("/ecs/flyway", "migrations", Optional.empty(), false);

  private final VirtualTicker ticker = new VirtualTicker();
  private final TaskTimeline ecs =
      new TaskTimeline(ticker).from(1, running()).from(9, stopped(exited(0)));
  private final LogTimeline log =
      new LogTimeline(ticker)
          .line(2, "Current version of schema \"public\": 6")
          .line(9, "[migrate-deploy] end exit=0 lines=1");
  private final TaskOutput output = new TaskOutput();
  private final List<String> lines = new ArrayList<>();
  private final List<LogDestination> opened = new ArrayList<>();

  @Test
  void everyLineGoesToTheListenerAndToFlywaysListener() {
    MonitorResult exit = follow(CLOUD_WATCH);
    assertThat(exit.log().complete()).isTrue();
    assertThat(lines).containsExactly("Current version of schema \"public\": 6");
    assertThat(output.runs().get(0).versionBefore()).contains("6");
    assertThat(opened).containsExactly(CLOUD_WATCH);
  }

  @Test
  void aLogElsewhereIsNotLookedForAndSaysWhereItIs() {
    MonitorResult exit = follow(new LogDestination.Unsupported("the log driver splunk"));
    assertThat(exit).isInstanceOf(MonitorResult.Stopped.class);
    assertThat(exit.log().unreadable())
        .contains("the task's output goes to the log driver splunk, which cannot be shown here");
    assertThat(opened).isEmpty();
    assertThat(ticker.elapsed()).isLessThan(Duration.ofSeconds(12));
  }

  private MonitorResult follow(LogDestination destination) {
    DeployListener listener =
        event -> {
          if (event instanceof LogLineRead read) {
            lines.add(read.line().text());
          }
        };
    return new TaskFollower(
            ecs,
            (task, where) -> {
              opened.add(where);
              return log;
            },
            listener,
            ticker,
            new Cancellation(ticker))
        .follow(
            SampleDeploy.TASK,
            destination,
            output,
            Duration.ofMinutes(30),
            CancelPolicy.FINISH,
            (task, now) -> {});
  }
}
