package dev.migratedeploy.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.LaunchResult;
import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.aws.ecs.PreparedTask;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.deploy.task.StormDice;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import dev.migratedeploy.verdict.Verdict;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A start whose answer was lost, and nobody can look whether there is a task. */
class LostStartTest {
  private final FleetReachTest.SteadyClock clock = new FleetReachTest.SteadyClock();
  private final AtomicInteger starts = new AtomicInteger();

  /** REFUSED and NOT STARTED would say that nothing was started. */
  @Test
  void whatMayHaveBeenStartedIsNotKnown() {
    assertThat(verdict(number -> refused()).kind()).isEqualTo(Verdict.Kind.UNKNOWN);
    starts.set(0);
    assertThat(verdict(number -> lost()).kind()).isEqualTo(Verdict.Kind.UNKNOWN);
  }

  private Verdict verdict(PreparedTaskAgain again) {
    ModelLogs logs =
        new ModelLogs(
            new ModelCloud(new StormDice(1), ModelTask.Weather.calm(1, 1), ModelCloud.Calls.CALM),
            clock,
            Quotas.published());
    FleetJob job =
        new FleetJob("1", FleetRunTest.targets(2, 1, 1, Map.of(), 1), FleetJob.Options.USUAL);
    try {
      return new FleetRun(
              new FleetCloud(ecs(again), (task, log) -> logs.of(task), log -> logs),
              event -> {},
              outcome -> {},
              clock,
              new Cancellation(clock),
              Runnable::run)
          .run(job.request(), PlainTemplate.of("flyway"), FleetJob.image());
    } catch (ProblemException e) {
      return Verdict.of(e);
    }
  }

  /** What the second try of a start gives. */
  private interface PreparedTaskAgain {
    LaunchResult attempt(int number);
  }

  /** Lists no task, and after the first start it cannot be asked any more. */
  private Tasks ecs(PreparedTaskAgain again) {
    PreparedTask start = () -> starts.incrementAndGet() == 1 ? lost() : again.attempt(starts.get());
    return (Tasks)
        Proxy.newProxyInstance(
            Tasks.class.getClassLoader(),
            new Class<?>[] {Tasks.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("prepare")) {
                return start;
              }
              if (starts.get() > 0) {
                throw new NotStartedException(Problem.of("could not look for tasks", "retry"));
              }
              return List.of();
            });
  }

  private static LaunchResult refused() {
    throw new RefusedException(Problem.of("may not start tasks any more", "allow it"));
  }

  private static LaunchResult lost() {
    return new LaunchResult.Indeterminate(Problem.of("AWS cannot be reached", "retry the job"));
  }
}
