package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.ContainerState;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.List;
import java.util.Optional;

/**
 * How each database's part of a task ended, as far as it is known. A task of one database is like
 * any other task: what ECS says of it decides, and its end line may only forbid green.
 */
final class TargetExits {
  /** 128 and SIGKILL. */
  private static final int KILLED = 137;

  /** 128 and SIGTERM. */
  private static final int TERMINATED = 143;

  /** From here on it is the number of a signal and 128. */
  private static final int SIGNALS = 128;

  private final MonitorResult exit;
  private final RunningTask task;
  private final List<TargetLog> logs;
  private final String digest;

  TargetExits(MonitorResult exit, RunningTask task, List<TargetLog> logs, String digest) {
    this.exit = exit;
    this.task = task;
    this.logs = logs;
    this.digest = digest;
  }

  Verdict verdict(TargetLog log, VerdictRules rules, TaskTemplate template) {
    Optional<TaskState> stopped =
        exit instanceof MonitorResult.Stopped it ? Optional.of(it.state()) : Optional.empty();
    Optional<Integer> ended = log.exitCode();
    boolean exitedWith0 = stopped.filter(state -> state.succeeded(task.container())).isPresent();
    if (log.isSkipped() && !exitedWith0 && !ranAnotherImage(stopped)) {
      return notTried();
    }
    if (logs.size() == 1 && stopped.isPresent()) {
      return alone(log, stopped.get(), rules);
    }
    if (ranAnotherImage(stopped)) {
      return rules.verdict(exit);
    }
    Optional<String> contradiction = stopped.flatMap(this::code).flatMap(this::contradiction);
    if (contradiction.isPresent()) {
      return rules.unknown(contradiction.get());
    }
    if (ended.isPresent()) {
      return rules.verdict(new MonitorResult.Stopped(as(stopped, ended.get()), log.summary()));
    }
    // Nothing is green of a task that has no exit code.
    return stopped
        .filter(state -> code(state).isPresent())
        .map(state -> rules.unknown(notEnded(log, state, template)))
        .orElseGet(() -> rules.verdict(exit));
  }

  private Verdict alone(TargetLog log, TaskState state, VerdictRules rules) {
    if (code(state).isEmpty() || log.begun().isEmpty()) {
      Verdict verdict = rules.verdict(exit);
      return verdict.isSuccess() ? unproved(log, rules) : verdict;
    }
    Verdict verdict = rules.verdict(new MonitorResult.Stopped(state, log.summary()));
    return verdict.isSuccess() && log.exitCode().isEmpty() ? unproved(log, rules) : verdict;
  }

  private static Verdict unproved(TargetLog log, VerdictRules rules) {
    return rules.unknown(
        "the task exited with 0, but its log has no end of this database's run that proves it: "
            + log.summary().words());
  }

  private boolean ranAnotherImage(Optional<TaskState> state) {
    return state
        .flatMap(it -> it.container(task.container()))
        .flatMap(ContainerState::imageDigest)
        .filter(ran -> !ran.equals(digest))
        .isPresent();
  }

  private Optional<Integer> code(TaskState state) {
    return state.exitCode(task.container());
  }

  /** The task's own exit code is that of the first database that failed. */
  private Optional<String> contradiction(int code) {
    Optional<TargetLog> failed =
        logs.stream().filter(log -> log.exitCode().filter(it -> it != 0).isPresent()).findFirst();
    if (code == 0) {
      return failed.map(
          log ->
              "ECS says exit code 0, but the log says that %s exited with %d"
                  .formatted(log.target().name(), log.exitCode().orElseThrow()));
    }
    return failed.isEmpty()
            && logs.stream().allMatch(log -> log.exitCode().isPresent())
            && code != KILLED
            && code != TERMINATED
        ? Optional.of(
            "ECS says exit code %d, but the log says that each database exited with 0"
                .formatted(code))
        : Optional.empty();
  }

  /** As ECS would have told of a task that this database had had for itself. */
  private TaskState as(Optional<TaskState> state, int code) {
    Optional<ContainerState> container = state.flatMap(it -> it.container(task.container()));
    ContainerState its =
        new ContainerState(
            task.container(),
            "STOPPED",
            Optional.of(code),
            container.flatMap(ContainerState::reason).filter(reason -> concerns(code)),
            container.flatMap(ContainerState::imageDigest),
            container.flatMap(ContainerState::runtimeId));
    return new TaskState(
        "STOPPED",
        state.flatMap(TaskState::stopCode).filter(unused -> code >= SIGNALS),
        state.flatMap(TaskState::stoppedReason).filter(unused -> code >= SIGNALS),
        state.flatMap(TaskState::startedAt),
        state.flatMap(TaskState::stoppedAt),
        List.of(its));
  }

  /** That of a container is that of the one whose process was killed, if there is one. */
  private boolean concerns(int code) {
    return code == KILLED
        || logs.stream()
            .allMatch(log -> log.exitCode().filter(other -> other != KILLED).isPresent());
  }

  private String notEnded(TargetLog log, TaskState state, TaskTemplate template) {
    ContainerState container = state.container(task.container()).orElseThrow();
    String end =
        ContainerStopReason.of(state, container, template)
            .map(ContainerStopReason::sentence)
            .orElseGet(() -> "the task exited with " + container.exitCode().orElseThrow());
    return end
        + ", and its log does not tell "
        + (log.begun().isPresent()
            ? "how this database's run ended"
            : "whether this database's run began");
  }

  private Verdict notTried() {
    long failed =
        logs.stream().filter(log -> log.exitCode().filter(it -> it != 0).isPresent()).count();
    return new Verdict(
        Verdict.Kind.NOT_STARTED,
        VerdictDetails.of(
                failed > 0
                    ? "not tried, since %s of its task failed before it"
                        .formatted(HumanReadable.count(failed, "database"))
                    : "not tried, since its task was stopped before its turn")
            .state("nothing was applied; a retry is safe")
            .next("fix the cause, then run the job again"));
  }
}
