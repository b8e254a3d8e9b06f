package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.aws.ecs.LaunchResult;
import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.aws.ecs.PreparedTask;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskLookup;
import dev.migratedeploy.aws.ecs.TaskSpec;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** An ECS whose answers to RunTask are known, the last of them for ever. */
final class StartTimeline implements Tasks {
  private final VirtualTicker ticker;
  private final Deque<LaunchResult> answers = new ArrayDeque<>();
  private final List<Duration> attempts = new ArrayList<>();
  private Optional<Duration> listedFrom = Optional.empty();
  private Runnable onAttempt = () -> {};
  private boolean listable = true;

  StartTimeline(VirtualTicker ticker) {
    this.ticker = ticker;
  }

  StartTimeline answering(LaunchResult answer) {
    answers.add(answer);
    return this;
  }

  /** ListTasks has the task from here on. */
  StartTimeline listingFrom(int second) {
    listedFrom = Optional.of(Duration.ofSeconds(second));
    return this;
  }

  StartTimeline listingNever() {
    listable = false;
    return this;
  }

  StartTimeline onAttempt(Runnable action) {
    onAttempt = action;
    return this;
  }

  /** When RunTask was called. */
  List<Duration> attempts() {
    return attempts;
  }

  @Override
  public PreparedTask prepare(TaskTemplate template, TaskSpec spec) {
    return () -> {
      attempts.add(ticker.elapsed());
      onAttempt.run();
      return answers.size() > 1 ? answers.remove() : answers.element();
    };
  }

  @Override
  public List<FoundTask> find(
      String cluster, String startedBy, boolean alive, TaskTemplate template) {
    if (!listable) {
      throw new NotStartedException(Problem.of("could not list the tasks", "retry the job"));
    }
    return listedFrom.filter(from -> alive && ticker.elapsed().compareTo(from) >= 0).stream()
        .map(
            from ->
                new FoundTask(
                    SampleDeploy.TASK,
                    SampleDeploy.IMAGE.reference(),
                    List.of("migrate"),
                    SampleDeploy.running(),
                    VirtualTicker.START))
        .toList();
  }

  @Override
  public TaskTemplate template(EnvironmentSettings environment) {
    return PlainTemplate.of("flyway");
  }

  @Override
  public Optional<FoundTask> named(String cluster, String name, TaskTemplate template) {
    throw new UnsupportedOperationException("a start names no task");
  }

  @Override
  public boolean isOf(FoundTask task, TaskTemplate template) {
    return true;
  }

  @Override
  public void stop(RunningTask task, String reason) {
    throw new UnsupportedOperationException("a start stops nothing");
  }

  @Override
  public TaskLookup lookUp(RunningTask task) {
    throw new UnsupportedOperationException("a start looks at nothing");
  }
}
