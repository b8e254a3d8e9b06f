package dev.migratedeploy.localcloud.aws;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** The faults that a test has ordered, by the name of the operation. */
public final class AwsFaults {
  private final Map<String, Queue<Fault>> next = new HashMap<>();
  private final Map<String, Fault> always = new HashMap<>();

  /** The next so many calls of the operation, after those that were ordered before. */
  public synchronized AwsFaults next(String operation, int calls, Fault fault) {
    next.computeIfAbsent(operation, name -> new ArrayDeque<>())
        .addAll(Collections.nCopies(calls, fault));
    return this;
  }

  /** Every call of the operation until {@link #clear()}, once those for the next calls are used. */
  public synchronized AwsFaults always(String operation, Fault fault) {
    always.put(operation, fault);
    return this;
  }

  public synchronized void clear() {
    next.clear();
    always.clear();
  }

  synchronized Optional<Fault> take(String operation) {
    return Optional.ofNullable(next.get(operation))
        .map(Queue::poll)
        .or(() -> Optional.ofNullable(always.get(operation)));
  }
}
