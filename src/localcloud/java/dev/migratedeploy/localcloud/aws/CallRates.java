package dev.migratedeploy.localcloud.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often each operation may be called: token buckets, of which one may hold for several
 * operations. Without limits at first.
 */
public final class CallRates {
  private static final double NANOS = 1e9;

  /** So many calls at once, and so many a second after that. */
  private static final class Bucket {
    private final Set<String> operations;
    private final int burst;
    private final double perSecond;
    private double tokens;
    private Instant filledAt;

    Bucket(Set<String> operations, int burst, double perSecond, Instant now) {
      this.operations = operations;
      this.burst = burst;
      this.perSecond = perSecond;
      this.tokens = burst;
      this.filledAt = now;
    }

    boolean isEmpty(Instant now) {
      double seconds = Math.max(0, Duration.between(filledAt, now).toNanos() / NANOS);
      tokens = Math.min(burst, tokens + seconds * perSecond);
      filledAt = now;
      return tokens < 1;
    }
  }

  private final Clock clock;
  private final List<Bucket> buckets = new ArrayList<>();
  private final Map<String, Integer> throttled = new ConcurrentHashMap<>();

  CallRates(Clock clock) {
    this.clock = clock;
  }

  /**
   * What AWS publishes for an account in eu-central-1 ("Request throttling for the Amazon ECS API",
   * "Fargate throttling quotas", "CloudWatch Logs quotas").
   */
  public CallRates published() {
    return limit(100, 20, "DescribeTasks", "ListTasks")
        .limit(100, 40, "RunTask", "StopTask")
        .limit(100, 20, "RunTask")
        .limit(20, 1, "RegisterTaskDefinition", "DeregisterTaskDefinition")
        .limit(50, 20, "DescribeTaskDefinition")
        .limit(10, 10, "GetLogEvents")
        .limit(5, 5, "FilterLogEvents");
  }

  /** One bucket more, for all these operations together. */
  public synchronized CallRates limit(int burst, double perSecond, String... operations) {
    buckets.add(new Bucket(Set.of(operations), burst, perSecond, clock.instant()));
    return this;
  }

  /** How many calls of an operation were refused. */
  public int throttled(String operation) {
    return throttled.getOrDefault(operation, 0);
  }

  /** How many calls were refused. */
  public int throttled() {
    return throttled.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** A call; one that is refused takes nothing out of any bucket. */
  synchronized void count(String operation) {
    Instant now = clock.instant();
    List<Bucket> its =
        buckets.stream().filter(bucket -> bucket.operations.contains(operation)).toList();
    // Each is filled up, also behind one that is empty.
    if (its.stream().filter(bucket -> bucket.isEmpty(now)).count() > 0) {
      throttled.merge(operation, 1, Integer::sum);
      throw AwsError.throttling();
    }
    its.forEach(bucket -> bucket.tokens -= 1);
  }
}
