package dev.migratedeploy.deploy.task;

import static dev.migratedeploy.deploy.task.SampleDeploy.exited;
import static dev.migratedeploy.deploy.task.SampleDeploy.pending;
import static dev.migratedeploy.deploy.task.SampleDeploy.running;
import static dev.migratedeploy.deploy.task.SampleDeploy.stopped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskLookup;
import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.LogLineRead;
import dev.migratedeploy.deploy.request.CancelPolicy;
import dev.migratedeploy.support.VirtualTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A hundred tasks on one thread: one clock, one DescribeTasks for all, one budget of log reads. */
class HundredTasksTest {
  private static final int TASKS = 100;
  private static final int LINES = 30;

  /** Below the ten GetLogEvents a second that some regions give an account. */
  private static final Duration BETWEEN_READS = Duration.ofMillis(125);

  private static final Duration BETWEEN_LOOKUPS = Duration.ofSeconds(1);

  private final VirtualTicker clock = new VirtualTicker();
  private final List<One> tasks = IntStream.range(0, TASKS).mapToObj(One::new).toList();
  private int describeTasks;
  private int getLogEvents;

  @Test
  void aHundredTasksShareOneClockOneLookupAndOneBudgetOfLogReads() {
    Instant nextLookup = clock.now();
    while (tasks.stream().anyMatch(One::goesOn)) {
      clock.sleep(BETWEEN_READS);
      if (!clock.now().isBefore(nextLookup)) {
        lookUpAll();
        nextLookup = clock.now().plus(BETWEEN_LOOKUPS);
      }
      readOne();
      tasks.stream().filter(One::goesOn).forEach(one -> one.step(List.of()));
    }
    long seconds = clock.elapsed().toSeconds();
    assertThat(describeTasks).isLessThanOrEqualTo((int) seconds + 1);
    assertThat(getLogEvents).isLessThanOrEqualTo((int) seconds * 8 + 8);
    assertThat(seconds).as("one page after another, and the wait for one's turn").isLessThan(180);
    for (One one : tasks) {
      assertThat(one.last.result()).get().isInstanceOf(MonitorResult.Stopped.class);
      assertThat(one.last.result().orElseThrow().log().complete()).isTrue();
      assertThat(one.lines()).isEqualTo(one.written());
      assertThat(one.events).allMatch(event -> event.task().equals(Optional.of(one.task.arn())));
    }
  }

  private void lookUpAll() {
    List<One> asked = tasks.stream().filter(One::goesOn).toList();
    assertThat(asked).hasSizeLessThanOrEqualTo(100);
    describeTasks++;
    asked.forEach(one -> one.step(List.of(one.lookedUp())));
  }

  /** The one that has waited longest. */
  private void readOne() {
    tasks.stream()
        .filter(One::goesOn)
        .filter(one -> one.readAt().filter(at -> !at.isAfter(clock.now())).isPresent())
        .min(Comparator.comparing(one -> one.readAt().orElseThrow()))
        .ifPresent(
            one -> {
              getLogEvents++;
              Optional<String> token = one.last.next().token();
              one.step(List.of(new Observation.LogRead(clock.now(), token, one.log.read(token))));
            });
  }

  /** One of the tasks, which runs for a minute, each a little later than the one before. */
  private final class One {
    private final int number;
    private final RunningTask task;
    private final LogTimeline log = new LogTimeline(clock);
    private final List<DeployEvent> events = new ArrayList<>();
    private final TaskMonitor monitor;
    private MonitorStep last;

    One(int number) {
      this.number = number;
      this.task =
          new RunningTask(SampleDeploy.TASK.arn() + number, "staging", "flyway:41", "flyway");
      this.monitor =
          new TaskMonitor(
              task,
              clock.now(),
              Duration.ofMinutes(30),
              new CancellationHandler(CancelPolicy.FINISH, Cancellation.SHORT_GRACE),
              new TaskOutput());
      for (String line : written()) {
        log.line(begins() + 10, line);
      }
      log.line(begins() + 60, "[migrate-deploy] end exit=0 lines=" + LINES);
      this.last = monitor.step(clock.now(), List.of());
    }

    private int begins() {
      return number / 4;
    }

    List<String> written() {
      return IntStream.range(0, LINES).mapToObj(i -> number + ", line " + i).toList();
    }

    List<String> lines() {
      return events.stream()
          .filter(LogLineRead.class::isInstance)
          .map(event -> ((LogLineRead) event).line().text())
          .toList();
    }

    boolean goesOn() {
      return last.result().isEmpty();
    }

    Optional<Instant> readAt() {
      return last.next().readLog();
    }

    void step(List<Observation> observations) {
      last = monitor.step(clock.now(), observations);
      events.addAll(last.events());
    }

    Observation lookedUp() {
      long second = clock.elapsed().toSeconds() - begins();
      return new Observation.LookedUp(
          clock.now(),
          new TaskLookup.Found(
              second < 5 ? pending("PENDING") : second < 60 ? running() : stopped(exited(0))));
    }
  }
}
