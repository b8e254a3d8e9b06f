package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.support.Pacer;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/** Stops tasks, not too many at once. */
final class Stops implements FleetStep {
  private record Wanted(RunningTask task, String reason, Consumer<Optional<Problem>> answer) {}

  private final Fleet fleet;
  private final Queue<Wanted> wanted = new ArrayDeque<>();
  private int sent;

  /** Of RunTask and StopTask together an account has 100 at once, and 40 a second after that. */
  private final Pacer pacer = Pacer.of(17, 17);

  Stops(Fleet fleet) {
    this.fleet = fleet;
  }

  /**
   * Asks ECS to stop a task, in its turn.
   *
   * @param answer gets why it is not known whether ECS has heard it
   */
  void send(RunningTask task, String reason, Consumer<Optional<Problem>> answer) {
    wanted.add(new Wanted(task, reason, answer));
  }

  @Override
  public void step(Instant now) {
    for (Wanted next = wanted.peek(); next != null && pacer.take(now); next = wanted.peek()) {
      wanted.remove();
      Wanted stop = next;
      sent++;
      fleet
          .calls()
          .make(
              () -> stop(stop),
              failure -> {
                sent--;
                stop.answer().accept(failure);
              });
    }
  }

  private Optional<Problem> stop(Wanted stop) {
    try {
      fleet.cloud().tasks().stop(stop.task(), stop.reason());
      return Optional.empty();
    } catch (ProblemException e) {
      return Optional.of(e.problem());
    }
  }

  /** Whether any is still to be sent, or to be answered. */
  boolean areUnderWay() {
    return !wanted.isEmpty() || sent > 0;
  }
}
