package dev.migratedeploy.deploy.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.logs.LogReading;
import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.LogLineRead;
import dev.migratedeploy.deploy.request.CancelPolicy;
import dev.migratedeploy.verdict.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A monitor from its first step to its result, with a careless driver: it asks late, too early or
 * twice, delivers answers late, out of order, twice or never, and sleeps through hours.
 */
final class MonitorHistory {
  static final Duration GRACE = Duration.ofSeconds(8);

  private static final int MOST_STEPS = 20_000;

  /** One step: what the monitor was told, and when. */
  record Told(Instant now, List<Observation> observations) {}

  /** An answer on its way. */
  private record Answer(Instant arrives, Observation observation) {}

  private final Random random;
  private final MonitorWorld world;
  private final List<Told> told = new ArrayList<>();
  private final List<DeployEvent> events = new ArrayList<>();
  private final List<Answer> underWay = new ArrayList<>();
  private final TaskMonitor monitor;
  private final Duration timeout;
  private final CancelPolicy policy;
  private final long cancelled;
  private Instant now = MonitorWorld.at(0);
  private int stops;
  private MonitorResult result;

  MonitorHistory(long seed) {
    this.random = new Random(seed);
    this.world = new MonitorWorld(random);
    this.timeout = Duration.ofSeconds(random.nextInt(5) == 0 ? 5 + random.nextInt(90) : 1_800);
    this.policy = random.nextBoolean() ? CancelPolicy.FINISH : CancelPolicy.STOP;
    this.cancelled = random.nextInt(4) == 0 ? random.nextInt(120_000) : Long.MAX_VALUE;
    this.monitor = monitor();
    this.result = run();
  }

  /** Another one like it, which knows nothing yet. */
  TaskMonitor monitor() {
    return new TaskMonitor(
        SampleDeploy.TASK,
        MonitorWorld.at(0),
        timeout,
        new CancellationHandler(policy, GRACE),
        new TaskOutput());
  }

  private MonitorResult run() {
    MonitorStep step = step(List.of());
    while (step.result().isEmpty()) {
      assertThat(told).as("steps").hasSizeLessThan(MOST_STEPS);
      now = later(step.next().first());
      ask(step.next());
      step = step(arrived());
      if (step.next().sendStop()) {
        step = step(List.of(stop()));
      }
    }
    return step.result().get();
  }

  /** Mostly in time; sometimes before, sometimes late, and now and then much too late. */
  private Instant later(Instant due) {
    Instant next = due.isAfter(now) ? due : now;
    return switch (random.nextInt(20)) {
      case 0 -> now.plusMillis(random.nextInt(100));
      case 1, 2 -> next.plusMillis(random.nextInt(3_000));
      case 3 -> random.nextInt(20) == 0 ? next.plusSeconds(random.nextInt(4_000)) : next;
      default -> next.plusMillis(1);
    };
  }

  private void ask(MonitorStep.Requests next) {
    long millis = MonitorWorld.millis(now);
    if (isDue(next.lookUp()) || random.nextInt(20) == 0) {
      answered(new Observation.LookedUp(now, world.lookUp(millis)));
    }
    if (isDue(next.readLog())) {
      answered(new Observation.LogRead(now, next.token(), world.read(next.token(), millis)));
    }
  }

  private boolean isDue(Optional<Instant> request) {
    return request.filter(at -> !at.isAfter(now)).isPresent();
  }

  private void answered(Observation answer) {
    int fate = random.nextInt(20);
    if (fate > 0) {
      Instant arrives = fate < 3 ? now.plusMillis(random.nextInt(5_000)) : now;
      underWay.add(new Answer(arrives, answer));
    }
    if (fate == 19) {
      underWay.add(new Answer(now.plusMillis(random.nextInt(2_000)), answer));
    }
  }

  private List<Observation> arrived() {
    List<Observation> arrived = new ArrayList<>();
    if (MonitorWorld.millis(now) >= cancelled) {
      arrived.add(new Observation.Cancelled(MonitorWorld.at(cancelled)));
    }
    underWay.removeIf(
        answer -> !answer.arrives().isAfter(now) && arrived.add(answer.observation()));
    return arrived;
  }

  private Observation stop() {
    stops++;
    boolean lost = random.nextInt(5) == 0;
    if (!lost || random.nextBoolean()) {
      world.stop(MonitorWorld.millis(now));
    }
    return new Observation.StopSent(
        lost ? Optional.of(Problem.of("no answer", "retry")) : Optional.empty());
  }

  private MonitorStep step(List<Observation> observations) {
    told.add(new Told(now, observations));
    MonitorStep step = monitor.step(now, observations);
    events.addAll(step.events());
    return step;
  }

  MonitorWorld world() {
    return world;
  }

  MonitorResult result() {
    return result;
  }

  List<Told> told() {
    return told;
  }

  List<DeployEvent> events() {
    return events;
  }

  int stops() {
    return stops;
  }

  Instant ended() {
    return now;
  }

  Duration timeout() {
    return timeout;
  }

  /** The lines that the monitor has said, in its order. */
  List<String> lines() {
    return events.stream()
        .filter(LogLineRead.class::isInstance)
        .map(event -> ((LogLineRead) event).line().text())
        .toList();
  }

  /** How many lines the pages held that came in answer to the monitor's last question. */
  int given() {
    Optional<String> token = Optional.empty();
    int lines = 0;
    for (Told step : told) {
      for (Observation observation : step.observations()) {
        if (observation instanceof Observation.LogRead read
            && read.token().equals(token)
            && read.reading() instanceof LogReading.Page page) {
          token = Optional.of(page.next());
          lines += page.events().size();
        }
      }
    }
    return lines;
  }
}
