package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.ContainerState;
import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.aws.ecs.LaunchResult;
import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.aws.ecs.PreparedTask;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskLookup;
import dev.migratedeploy.aws.ecs.TaskSpec;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.aws.logs.LogEvent;
import dev.migratedeploy.aws.logs.LogReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One ECS that several jobs use at once, each of them with requests that take their time. */
final class SharedEcs {
  /**
   * How long ECS takes at the least and at the most.
   *
   * @param listed until ListTasks has a task; each job sees it at another moment
   * @param leastBegin until a task's container runs, at the least
   * @param mostBegin the same at the most
   */
  record Times(Duration listed, Duration leastBegin, Duration mostBegin) {}

  /** The image is pulled, and that takes longer than two requests. */
  private static final Duration PENDING = Duration.ofMillis(500);

  /** One task: when its container begins and ends. */
  static final class SharedTask {
    final RunningTask name;
    final TaskSpec spec;
    final Instant created;
    final Instant begins;
    final Instant ends;
    final boolean noRoom;
    Optional<Instant> stopped = Optional.empty();
    Optional<String> reason = Optional.empty();

    SharedTask(
        RunningTask name,
        TaskSpec spec,
        Instant created,
        Instant begins,
        Instant ends,
        boolean noRoom) {
      this.name = name;
      this.spec = spec;
      this.created = created;
      this.begins = begins;
      this.ends = ends;
      this.noRoom = noRoom;
    }

    boolean hasRun() {
      return stopped.isEmpty();
    }

    boolean overlaps(SharedTask other) {
      return hasRun()
          && other.hasRun()
          && begins.isBefore(other.ends)
          && other.begins.isBefore(ends);
    }

    boolean isWanted(Instant now) {
      return stopped.isEmpty() && now.isBefore(ends);
    }

    TaskState at(Instant now) {
      if (stopped.isPresent()) {
        return SampleDeploy.failedToStart("UserInitiated", reason.orElseThrow(), Optional.empty());
      }
      if (!now.isBefore(begins.minus(PENDING)) && now.isBefore(begins)) {
        return SampleDeploy.pending("PENDING");
      }
      if (now.isBefore(begins)) {
        return noRoom ? SampleDeploy.withoutContainers() : SampleDeploy.pending("PROVISIONING");
      }
      if (now.isBefore(ends)) {
        return SampleDeploy.running();
      }
      ContainerState ended =
          SampleDeploy.exited(
              0,
              Optional.empty(),
              Optional.of(
                  spec.container().image().substring(spec.container().image().indexOf('@') + 1)));
      return SampleDeploy.stopped(ended);
    }
  }

  private final Random random;
  private final Times times;
  private final Map<String, SharedTask> byToken = new LinkedHashMap<>();
  private final List<String> wrongs = new ArrayList<>();

  SharedEcs(Random random, Times times) {
    this.random = random;
    this.times = times;
  }

  List<SharedTask> tasks() {
    return List.copyOf(byToken.values());
  }

  /** What no job may ever do. */
  List<String> wrongs() {
    return wrongs;
  }

  /** The log of a task that writes nothing but its end. */
  LogReading log(RunningTask task, Interleaving.Job job, Optional<String> token) {
    request(job);
    SharedTask shared = task(task);
    if (!shared.hasRun() || job.now().isBefore(shared.ends)) {
      return new LogReading.NoStreamYet();
    }
    List<LogEvent> events =
        token.isPresent()
            ? List.of()
            : List.of(new LogEvent(shared.ends, "[migrate-deploy] end exit=0 lines=0"));
    return new LogReading.Page(events, "1");
  }

  Tasks usedBy(Interleaving.Job job) {
    return new View(job);
  }

  private void request(Interleaving.Job job) {
    job.sleep(Duration.ofMillis(random.nextInt(150)));
  }

  private Duration between(Duration least, Duration most) {
    return least.plusMillis((long) (random.nextDouble() * most.minus(least).toMillis()));
  }

  private SharedTask task(RunningTask name) {
    return byToken.values().stream()
        .filter(task -> task.name.arn().equals(name.arn()))
        .findFirst()
        .orElseThrow();
  }

  private final class View implements Tasks {
    private final Interleaving.Job job;
    private final Map<String, Duration> lags = new LinkedHashMap<>();

    View(Interleaving.Job job) {
      this.job = job;
    }

    @Override
    public TaskTemplate template(EnvironmentSettings environment) {
      return PlainTemplate.of("flyway");
    }

    @Override
    public PreparedTask prepare(TaskTemplate template, TaskSpec spec) {
      request(job);
      return () -> {
        request(job);
        SharedTask task = byToken.computeIfAbsent(spec.clientToken(), token -> begin(spec));
        request(job);
        return new LaunchResult.Started(task.name);
      };
    }

    private SharedTask begin(TaskSpec spec) {
      Instant begins = job.now().plus(between(times.leastBegin(), times.mostBegin()));
      return new SharedTask(
          new RunningTask(
              "arn:aws:ecs:eu-west-1:123456789012:task/staging/"
                  + Integer.toHexString(random.nextInt()),
              "staging",
              "flyway:41",
              "flyway"),
          spec,
          job.now(),
          begins,
          begins.plusMillis(100 + random.nextInt(20_000)),
          random.nextInt(3) == 0);
    }

    @Override
    public List<FoundTask> find(
        String cluster, String startedBy, boolean alive, TaskTemplate template) {
      request(job);
      List<SharedTask> listed =
          byToken.values().stream()
              .filter(task -> !job.now().isBefore(task.created.plus(lag(task))))
              .filter(task -> task.isWanted(job.now()) == alive)
              .toList();
      request(job);
      return listed.stream()
          .map(
              task ->
                  new FoundTask(
                      task.name,
                      task.spec.container().image(),
                      task.spec.container().command(),
                      task.at(job.now()),
                      task.created))
          .sorted(Comparator.comparing(FoundTask::createdAt).reversed())
          .toList();
    }

    private Duration lag(SharedTask task) {
      return lags.computeIfAbsent(task.name.arn(), arn -> between(Duration.ZERO, times.listed()));
    }

    @Override
    public Optional<FoundTask> named(String cluster, String name, TaskTemplate template) {
      throw new UnsupportedOperationException("no job names a task");
    }

    @Override
    public boolean isOf(FoundTask task, TaskTemplate template) {
      return true;
    }

    @Override
    public void stop(RunningTask name, String reason) {
      request(job);
      SharedTask task = task(name);
      if (!job.now().isBefore(task.begins)) {
        wrongs.add("stopped a task whose container runs: " + reason);
      }
      if (task.stopped.isEmpty() && job.now().isBefore(task.begins)) {
        task.stopped = Optional.of(job.now());
        task.reason = Optional.of(reason);
      }
      request(job);
    }

    @Override
    public TaskLookup lookUp(RunningTask name) {
      request(job);
      return new TaskLookup.Found(task(name).at(job.now()));
    }
  }
}
