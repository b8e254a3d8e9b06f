package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.IfRunning;
import dev.migratedeploy.deploy.request.TaskKeys;
import dev.migratedeploy.deploy.request.TaskTargets;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Sees to it that an environment has one migration at a time, and none twice. */
final class EnvironmentLock {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** How long ECS may not list a task that it has just accepted (eventual consistency). */
  private static final Duration LISTED = Duration.ofSeconds(10);

  /** A cancelled job has ten seconds in all. */
  private static final Duration LISTED_IN_HASTE = Duration.ofSeconds(3);

  private static final Duration LISTING = Duration.ofSeconds(1);

  private final Tasks tasks;
  private final DeployListener listener;
  private final WaitableClock ticker;
  private final Cancellation cancellation;

  /** The tasks whose migration had ended before it was this job's turn. */
  private final Set<String> earlier = new HashSet<>();

  /** How often this job's task has let another one go first. */
  private int yielded;

  /** Until when it is waited for, however often another task goes first. */
  private Optional<Instant> latest = Optional.empty();

  EnvironmentLock(
      Tasks tasks, DeployListener listener, WaitableClock ticker, Cancellation cancellation) {
    this.tasks = tasks;
    this.listener = listener;
    this.ticker = ticker;
    this.cancellation = cancellation;
  }

  /**
   * Waits for this job's turn.
   *
   * @return the task that does this job's work already, or has done it; empty if one is to be
   *     started
   */
  Optional<FoundTask> acquire(DeployRequest request, TaskTemplate template, PublishedImage image) {
    latest = latest.or(() -> Optional.of(ticker.now().plus(request.timeout())));
    boolean waited = false;
    while (true) {
      List<FoundTask> toRun = find(request, template, true);
      List<FoundTask> toStop = find(request, template, false);
      Optional<FoundTask> followed = followed(migrating(toRun), request, template, image);
      if (followed.isPresent()) {
        return followed;
      }
      // One that was told to stop may run SQL until its container has ended.
      Optional<FoundTask> busy =
          Stream.of(toRun, toStop).flatMap(tasks -> migrating(tasks).stream()).findFirst();
      if (busy.isEmpty()) {
        List<FoundTask> ended = newestFirst(toRun, toStop);
        ended.forEach(task -> earlier.add(task.task().arn()));
        return request.force() ? Optional.empty() : finished(ended, request, template, image);
      }
      FoundTask other = busy.get();
      if (request.ifRunning() == IfRunning.FAIL) {
        throw occupied(other, "is running");
      }
      if (!ticker.now().isBefore(latest.get())) {
        throw occupied(other, "did not end within " + HumanReadable.words(request.timeout()));
      }
      if (!waited) {
        listener.on(
            new Noted("waiting for task " + other.task().id() + ", another migration, to end"));
        waited = true;
      }
      ticker.sleep(PAUSE);
      cancellation.check();
    }
  }

  /**
   * The task that RunTask has started since it was this job's turn, where its answer does not tell.
   *
   * @throws ProblemException if ECS cannot be asked
   */
  Optional<RunningTask> findStarted(
      DeployRequest request, TaskTemplate template, PublishedImage image) {
    Instant begin = ticker.now();
    while (true) {
      Optional<RunningTask> started =
          Stream.of(true, false)
              .flatMap(alive -> find(request, template, alive).stream())
              .filter(task -> !earlier.contains(task.task().arn()))
              .filter(task -> does(task, request, template, image))
              .map(FoundTask::task)
              .findFirst();
      boolean haste = cancellation.requestedAt().isPresent();
      Instant latest = begin.plus(haste ? LISTED_IN_HASTE : LISTED);
      if (started.isPresent() || !ticker.now().isBefore(latest)) {
        return started;
      }
      ticker.sleep(LISTING);
    }
  }

  /**
   * The other tasks of the environment that are to run and whose migration has not ended, and this
   * job's own task if ECS lists it.
   *
   * @throws ProblemException if ECS cannot be asked
   */
  List<FoundTask> startedBeside(DeployRequest request, TaskTemplate template) {
    return migrating(find(request, template, true)).stream()
        .filter(task -> !earlier.contains(task.task().arn()))
        .toList();
  }

  /** The task has let another one go first: this job waits again, and starts a new one then. */
  void yielded(RunningTask task) {
    earlier.add(task.arn());
    yielded++;
  }

  /** Tells apart the tasks that one job starts one after another; the first one is 0. */
  int start() {
    return yielded;
  }

  private static List<FoundTask> migrating(List<FoundTask> tasks) {
    return tasks.stream().filter(task -> !task.over()).toList();
  }

  private static List<FoundTask> newestFirst(List<FoundTask> some, List<FoundTask> others) {
    return Stream.concat(some.stream(), others.stream())
        .sorted(Comparator.comparing(FoundTask::createdAt).reversed())
        .toList();
  }

  private Optional<FoundTask> followed(
      List<FoundTask> alive, DeployRequest request, TaskTemplate template, PublishedImage image) {
    Optional<FoundTask> same =
        alive.stream().filter(task -> does(task, request, template, image)).findFirst();
    Optional<FoundTask> followed =
        switch (request.ifRunning()) {
          case AUTO -> same;
          case WAIT, FAIL -> Optional.empty();
          case ATTACH ->
              request.inquiry().expected().isPresent()
                  ? same
                  : same.or(() -> ofThisCommand(alive, request));
        };
    followed.ifPresent(
        task -> listener.on(new Noted("task " + task.task().id() + " runs already")));
    return followed;
  }

  /** A deploy that followed somebody's plan would call that a deploy. */
  private static Optional<FoundTask> ofThisCommand(List<FoundTask> alive, DeployRequest request) {
    return alive.stream().filter(task -> task.command().equals(request.command())).findFirst();
  }

  /**
   * A job that is tried again finds its work done. Only the newest task counts: after another one
   * the database may be another.
   */
  private Optional<FoundTask> finished(
      List<FoundTask> ended, DeployRequest request, TaskTemplate template, PublishedImage image) {
    Optional<FoundTask> done =
        ended.stream()
            .limit(1)
            .filter(task -> succeeded(task) && does(task, request, template, image))
            .findFirst();
    done.ifPresent(
        task ->
            listener.on(
                new Noted("task " + task.task().id() + " has done this already; its log:")));
    return done;
  }

  private List<FoundTask> find(DeployRequest request, TaskTemplate template, boolean alive) {
    return tasks.find(
        request.environment().cluster(),
        TaskKeys.startedBy(request.ci(), request.environment().name()),
        alive,
        template);
  }

  /**
   * Its name says nothing: what it runs, and with what, has to be what this job would run. How long
   * it waits for locks changes nothing of what it does in the end.
   */
  private boolean does(
      FoundTask task, DeployRequest request, TaskTemplate template, PublishedImage image) {
    return task.image().equals(image.reference())
        && task.command().equals(request.command())
        && TaskTargets.of(task).equals(Optional.of(TaskTargets.of(request.targets())))
        && request.expectsAsIn(task.variables())
        && tasks.isOf(task, template);
  }

  private static boolean succeeded(FoundTask task) {
    return task.state().succeeded(task.task().container());
  }

  private static NotStartedException occupied(FoundTask task, String what) {
    return new NotStartedException(
        Problem.of(
            "another migration of this environment, task " + task.task().id() + ", " + what,
            "retry the job when it has ended"));
  }
}
