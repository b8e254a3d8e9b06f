package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.verdict.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Lets another task of the environment go first that was started in the same moment, before ECS
 * listed either of them. Of tasks that have not begun the oldest one goes first, which every job
 * sees alike. A task is stopped only while it is provisioning: a moment later, one that is PENDING
 * may run.
 */
public final class Precedence {
  /** Shown in the console as why the task stopped. */
  public static final String REASON =
      "migrate-deploy: another migration of this environment was started in the same moment";

  private static final Comparator<FoundTask> AGE =
      Comparator.comparing(FoundTask::createdAt).thenComparing(known -> known.task().arn());

  /** ECS lists a task within seconds of RunTask: in the first ones it is looked for often. */
  private static final Duration FIRST = Duration.ofSeconds(5);

  private static final Duration OFTEN = Duration.ofSeconds(1);
  private static final Duration SELDOM = Duration.ofSeconds(5);

  private final EnvironmentLock lock;
  private final DeployRequest request;
  private final TaskTemplate template;
  private final Tasks tasks;
  private final DeployListener listener;

  private Optional<Instant> first = Optional.empty();
  private Instant next = Instant.MIN;

  private boolean told;
  private boolean yielded;

  Precedence(
      EnvironmentLock lock,
      DeployRequest request,
      TaskTemplate template,
      Tasks tasks,
      DeployListener listener) {
    this.lock = lock;
    this.request = request;
    this.template = template;
    this.tasks = tasks;
    this.listener = listener;
  }

  /** Looks for such a task; to be called again and again as long as this job's has not begun. */
  void look(RunningTask task, Instant now) {
    if (yielded || now.isBefore(next)) {
      return;
    }
    first = first.or(() -> Optional.of(now));
    next = now.plus(now.isBefore(first.get().plus(FIRST)) ? OFTEN : SELDOM);
    try {
      List<FoundTask> all = lock.startedBeside(request, template);
      all.stream()
          .filter(known -> known.task().arn().equals(task.arn()))
          .filter(FoundTask::isProvisioning)
          .findFirst()
          .flatMap(own -> goesFirst(own, all))
          .ifPresent(other -> yieldTo(other, task));
    } catch (ProblemException e) {
      // The next look may succeed, and Flyway's own lock is there too.
    }
  }

  /**
   * The one of all that goes before a task of this job's own that has not begun, if there is one.
   */
  public static Optional<FoundTask> goesFirst(FoundTask own, List<FoundTask> all) {
    return all.stream()
        .filter(other -> !other.task().arn().equals(own.task().arn()))
        .filter(other -> other.mayHaveRun() || AGE.compare(other, own) < 0)
        .findFirst();
  }

  /** Whether a task was stopped for that before it ran, by this job or by another one. */
  public static boolean hasYielded(MonitorResult exit, RunningTask task) {
    return exit instanceof MonitorResult.Stopped stopped
        && stopped.state().stoppedReason().filter(REASON::equals).isPresent()
        && !stopped.state().mayHaveRun(task.container())
        && stopped.log().lines() == 0;
  }

  private void yieldTo(FoundTask other, RunningTask task) {
    if (!told) {
      told = true;
      listener.on(
          new Noted(
              task,
              "task "
                  + other.task().id()
                  + ", another migration of this environment, was started in the same moment and goes"
                  + " first; stopping task "
                  + task.id()
                  + " before its container runs"));
    }
    try {
      tasks.stop(task, REASON);
      yielded = true;
    } catch (ProblemException e) {
      listener.on(new Noted(task, e.problem().cause()));
    }
  }
}
