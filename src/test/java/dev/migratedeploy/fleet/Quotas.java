package dev.migratedeploy.fleet;

import java.util.Map;
import java.util.TreeMap;

/**
 * The token buckets that AWS publishes, of an account that has nothing else to do (ECS "Request
 * throttling", Fargate "Throttling quotas", CloudWatch Logs quotas of eu-central-1).
 */
final class Quotas {
  /** A bucket that is filled by so many a second, up to its size. */
  private static final class Bucket {
    private final double size;
    private final double perSecond;
    private double tokens;
    private long filled;

    Bucket(double size, double perSecond) {
      this.size = size;
      this.perSecond = perSecond;
      this.tokens = size;
    }

    boolean take(long now) {
      tokens = Math.min(size, tokens + (now - filled) * perSecond / 1_000);
      filled = now;
      if (tokens < 1 - 1e-6) {
        return false;
      }
      tokens--;
      return true;
    }
  }

  private final Bucket runAndStop = new Bucket(100, 40);
  private final Bucket launches = new Bucket(100, 20);
  private final Bucket describeAndList = new Bucket(100, 20);
  private final Bucket getLogEvents = new Bucket(10, 10);
  private final Bucket filterLogEvents = new Bucket(5, 5);
  private final boolean counts;
  private final Map<String, Integer> calls = new TreeMap<>();
  private int throttled;

  private Quotas(boolean counts) {
    this.counts = counts;
  }

  static Quotas published() {
    return new Quotas(true);
  }

  static Quotas none() {
    return new Quotas(false);
  }

  boolean runTask(long now) {
    boolean called = take("RunTask", runAndStop, now);
    boolean launched = take("launch", launches, now);
    return called && launched;
  }

  void stopTask(long now) {
    take("StopTask", runAndStop, now);
  }

  boolean describe(long now) {
    return take("DescribeTasks", describeAndList, now);
  }

  /** One ListTasks and one DescribeTasks for each hundred. */
  void list(long now, int tasks) {
    take("ListTasks", describeAndList, now);
    for (int page = 0; page * 100 < tasks; page++) {
      take("DescribeTasks", describeAndList, now);
      if (page > 0) {
        take("ListTasks", describeAndList, now);
      }
    }
  }

  boolean getLogEvents(long now) {
    return take("GetLogEvents", getLogEvents, now);
  }

  boolean filterLogEvents(long now) {
    return take("FilterLogEvents", filterLogEvents, now);
  }

  private boolean take(String call, Bucket bucket, long now) {
    if (!counts) {
      return true;
    }
    calls.merge(call, 1, Integer::sum);
    boolean taken = bucket.take(now);
    throttled += taken ? 0 : 1;
    return taken;
  }

  int throttled() {
    return throttled;
  }

  Map<String, Integer> calls() {
    return calls;
  }
}
