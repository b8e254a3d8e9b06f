package dev.migratedeploy.notify;

import dev.migratedeploy.network.Deadline;
import dev.migratedeploy.support.Sleeper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/** Sends a message to each of several receivers at once. */
public final class Dispatch {
  /** For an answer that is there already. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final Map<String, String> variables;
  private final UnaryOperator<String> cut;
  private final Sleeper sleeper;

  /**
   * Sends with what variables hold.
   *
   * @param cut takes secrets out of what a server says
   * @param sleeper between two tries
   */
  public Dispatch(Map<String, String> variables, UnaryOperator<String> cut, Sleeper sleeper) {
    this.variables = Map.copyOf(variables);
    this.cut = cut;
    this.sleeper = sleeper;
  }

  /**
   * Sends them.
   *
   * @param notices what each receiver is told
   * @param id of the message
   * @param time for all of them together
   * @return why some were not taken, a sentence each
   */
  public List<String> send(Map<Receiver, Notice> notices, String id, Duration time) {
    Deadline deadline = Deadline.in(time);
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.max(1, notices.size()),
            work -> {
              Thread thread = new Thread(work, "message");
              thread.setDaemon(true);
              return thread;
            });
    try {
      Map<Receiver, Future<Optional<String>>> sent = new LinkedHashMap<>();
      notices.forEach(
          (receiver, notice) ->
              sent.put(
                  receiver,
                  threads.submit(
                      () ->
                          new Sending(receiver, variables, cut, sleeper).send(notice, id, time))));
      List<String> failures = new ArrayList<>();
      sent.forEach(
          (receiver, answer) ->
              failure(deadline, answer)
                  .ifPresent(
                      why -> failures.add("could not notify " + receiver.words() + ": " + why)));
      return failures;
    } finally {
      threads.shutdownNow();
    }
  }

  /** What is there is told, also if another receiver has taken all of the time. */
  private static Optional<String> failure(Deadline deadline, Future<Optional<String>> answer) {
    try {
      return (answer.isDone() ? Deadline.in(AT_ONCE) : deadline).call(answer::get);
    } catch (IOException e) {
      return Optional.of("it did not answer in time");
    }
  }
}
