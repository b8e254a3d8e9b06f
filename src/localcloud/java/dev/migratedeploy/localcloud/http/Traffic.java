package dev.migratedeploy.localcloud.http;

import java.util.ArrayList;
import java.util.List;

/**
 * What goes to and from servers of the local cloud, in the one order in which requests came and
 * were answered. It can make them wait.
 */
public final class Traffic {
  /**
   * One request, answered or not.
   *
   * @param host of the local cloud, such as {@code registry}
   * @param what the operation of AWS, or else the path
   * @param query the parameters of its address, in the order of their names
   * @param received bytes of the request's body
   * @param sent bytes of the answer's body
   * @param came its place in the order of all comings and answers
   * @param answered its answer's place; later than all others as long as there is none
   */
  public record Exchange(
      String host,
      String method,
      String what,
      String query,
      long received,
      long sent,
      long came,
      long answered) {
    /** Whether it may have needed the other one's answer. */
    boolean follows(Exchange other) {
      return other.answered < came;
    }
  }

  /** Keeps a request waiting before it is looked at. */
  @FunctionalInterface
  public interface Delay {
    void hold(String host, String what);
  }

  /** Sees requests come or be answered, and keeps them waiting as long as it looks. */
  @FunctionalInterface
  public interface Watch {
    void see(String host, String method, String what);
  }

  private final List<Exchange> exchanges = new ArrayList<>();
  private volatile Delay delay = (host, what) -> {};
  private volatile Watch coming = (host, method, what) -> {};
  private volatile Watch answering = (host, method, what) -> {};
  private long now;

  /** Lets requests wait from now on. */
  public void delay(Delay wanted) {
    delay = wanted;
  }

  /**
   * Watches requests from now on.
   *
   * @param before sees each before its work is done
   * @param after sees each when its work is done, before the answer goes out
   */
  public void watch(Watch before, Watch after) {
    coming = before;
    answering = after;
  }

  public synchronized List<Exchange> all() {
    return List.copyOf(exchanges);
  }

  public synchronized void forget() {
    exchanges.clear();
  }

  /**
   * The most requests of which each may have needed the answer of the one before it, up to and with
   * the first of some name. What was answered before another one came counts as needed by it.
   */
  public int sequentialUpTo(String what) {
    List<Exchange> seen = all();
    int[] depth = new int[seen.size()];
    for (int i = 0; i < seen.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (seen.get(i).follows(seen.get(j))) {
          depth[i] = Math.max(depth[i], depth[j]);
        }
      }
      depth[i]++;
      if (seen.get(i).what().endsWith(what)) {
        return depth[i];
      }
    }
    throw new IllegalStateException("nobody asked for " + what);
  }

  int came(String host, String method, String what, String query) {
    int number;
    synchronized (this) {
      number = exchanges.size();
      exchanges.add(new Exchange(host, method, what, query, 0, 0, now++, Long.MAX_VALUE));
    }
    delay.hold(host, what);
    coming.see(host, method, what);
    return number;
  }

  void answered(int number, long received, long sent) {
    Exchange asked;
    synchronized (this) {
      if (number >= exchanges.size()) {
        return;
      }
      asked = exchanges.get(number);
    }
    answering.see(asked.host(), asked.method(), asked.what());
    synchronized (this) {
      exchanges.set(
          number,
          new Exchange(
              asked.host(),
              asked.method(),
              asked.what(),
              asked.query(),
              received,
              sent,
              asked.came(),
              now++));
    }
  }
}
