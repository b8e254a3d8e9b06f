package dev.migratedeploy.deploy;

import dev.migratedeploy.problem.ProblemException;
import dev.migratedeploy.task.KnownTask;
import dev.migratedeploy.task.RunningTask;
import dev.migratedeploy.task.TaskTemplate;
import dev.migratedeploy.task.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Lets another task of the environment go first that was started in the same moment, before ECS
 * listed either of them. Of tasks that have not begun the oldest one goes first, which every job
 * sees alike; a task that may have begun is never stopped.
 */
final class Precedence {
  /** Stands in the console as why the task stopped. */
  static final String REASON =
      "migrate-deploy: another migration of this environment was started in the same moment";

  private static final Comparator<KnownTask> AGE =
      Comparator.comparing(KnownTask::createdAt).thenComparing(known -> known.task().arn());

  private final Turn turn;
  private final DeployOrder order;
  private final TaskTemplate template;
  private final Tasks tasks;
  private final Journal journal;

  /** ECS lists a task within seconds of RunTask: the first ones matter most. */
  private final Pace looks = Pace.between(Duration.ofMillis(500), Duration.ofSeconds(5));

  private boolean told;
  private boolean yielded;

  Precedence(Turn turn, DeployOrder order, TaskTemplate template, Tasks tasks, Journal journal) {
    this.turn = turn;
    this.order = order;
    this.template = template;
    this.tasks = tasks;
    this.journal = journal;
  }

  /** Looks for such a task; to be called again and again as long as this job's has not begun. */
  void look(RunningTask task, Instant now) {
    if (yielded || !looks.due(now)) {
      return;
    }
    looks.next(now, false);
    try {
      List<KnownTask> all = turn.startedBeside(order, template);
      all.stream()
          .filter(known -> known.task().arn().equals(task.arn()))
          .filter(own -> !own.mayHaveRun())
          .findFirst()
          .flatMap(own -> first(own, all))
          .ifPresent(other -> yieldTo(other, task));
    } catch (ProblemException e) {
      // The next look may succeed, and Flyway's own lock is there too.
    }
  }

  private static Optional<KnownTask> first(KnownTask own, List<KnownTask> all) {
    return all.stream()
        .filter(other -> !other.task().arn().equals(own.task().arn()))
        .filter(other -> other.mayHaveRun() || AGE.compare(other, own) < 0)
        .findFirst();
  }

  private void yieldTo(KnownTask other, RunningTask task) {
    if (!told) {
      told = true;
      journal.note(
          "task "
              + other.task().id()
              + ", another migration of this environment, was started in the same moment and goes"
              + " first; stopping task "
              + task.id()
              + " before its container runs");
    }
    try {
      tasks.stop(task, REASON);
      yielded = true;
    } catch (ProblemException e) {
      journal.note(e.problem().cause());
    }
  }
}
