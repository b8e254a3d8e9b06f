package dev.migratedeploy.cli;

import dev.migratedeploy.aws.AwsClients;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.deploy.Attach;
import dev.migratedeploy.deploy.Migration;
import dev.migratedeploy.deploy.WantedTask;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.deploy.task.MigrationRun;
import dev.migratedeploy.deploy.task.TargetOutcome;
import dev.migratedeploy.deploy.task.TaskFollower;
import dev.migratedeploy.fleet.FleetAttach;
import dev.migratedeploy.fleet.FleetCloud;
import dev.migratedeploy.fleet.FleetRun;
import dev.migratedeploy.plan.PlanVerdictRules;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.Verdict;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What runs a command in an environment: as one task, or as those that its databases need. */
record MigrationParts(
    AwsAdapters adapters,
    AwsClients aws,
    Tasks tasks,
    DeployListener listener,
    WaitableClock ticker,
    Cancellation cancellation) {
  /** A call waits for its answer for up to a second, and some twenty may be made in one. */
  private static final int CALLS_AT_ONCE = 24;

  /** By whether the request has a list of databases. */
  Migration of(DeployRequest request) {
    if (!request.targets().none()) {
      return fleet(outcome -> {});
    }
    MigrationRun job = job();
    return (due, template, image) -> job.run(due, template, image).verdict();
  }

  MigrationRun job() {
    return new MigrationRun(
        tasks,
        new TaskFollower(
            tasks, (task, log) -> adapters.log(aws, task, log), listener, ticker, cancellation),
        listener,
        ticker,
        cancellation);
  }

  FleetRun fleet(Consumer<TargetOutcome> outcomes) {
    return new FleetRun(cloud(), listener, outcomes::accept, ticker, cancellation, calls());
  }

  /** What follows a task that is there, or those of many databases. */
  Supplier<Verdict> attach(WantedTask wanted) {
    Attach one = new Attach(wanted, job(), PlanVerdictRules::ofAttached);
    if (wanted.request().targets().none()) {
      return one::run;
    }
    FleetAttach many =
        new FleetAttach(
            wanted, cloud(), PlanVerdictRules::ofAttached, listener, ticker, cancellation, calls());
    return () -> many.run().orElseGet(one::run);
  }

  private FleetCloud cloud() {
    return new FleetCloud(
        tasks, (task, log) -> adapters.log(aws, task, log), log -> adapters.manyLogs(aws, log));
  }

  private static Executor calls() {
    return Executors.newFixedThreadPool(
        CALLS_AT_ONCE,
        work -> {
          Thread thread = new Thread(work, "call of a fleet");
          thread.setDaemon(true);
          return thread;
        });
  }
}
