package dev.migratedeploy.localcloud.aws;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every call that arrived, in order. */
public final class Calls {
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  public List<Call> all() {
    return List.copyOf(calls);
  }

  public List<Call> of(String operation) {
    return calls.stream().filter(call -> call.operation().equals(operation)).toList();
  }

  public int count(String operation) {
    return of(operation).size();
  }

  void add(Call call) {
    calls.add(call);
  }
}
