package dev.migratedeploy.bench;

import dev.migratedeploy.localcloud.http.Traffic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What one job asked of each server: requests, and bytes in both directions. */
record Hosts(Map<String, Sum> sums) {
  record Sum(int requests, long up, long down) {
    Sum and(Traffic.Exchange one) {
      return new Sum(requests + 1, up + one.received(), down + one.sent());
    }

    String words() {
      return "%d request%s, %,d KB up, %,d KB down"
          .formatted(requests, requests == 1 ? "" : "s", kilobytes(up), kilobytes(down));
    }
  }

  /** What the registry is asked for once a task was started is its runtime's doing. */
  static Hosts of(List<Traffic.Exchange> exchanges) {
    Map<String, Sum> sums = new TreeMap<>();
    boolean started = false;
    for (Traffic.Exchange one : exchanges) {
      started |= one.what().endsWith(".RunTask");
      if (!(started && one.host().equals("registry"))) {
        sums.merge(one.host(), new Sum(0, 0, 0).and(one), (sum, first) -> sum.and(one));
      }
    }
    return new Hosts(sums);
  }

  /** Such as {@code gitlab 2 requests, 0 KB up, 1 KB down; local-aws …}. */
  String words() {
    return sums.entrySet().stream()
        .map(one -> one.getKey() + " " + one.getValue().words())
        .collect(Collectors.joining("; "));
  }

  private static long kilobytes(long bytes) {
    return (bytes + 1023) / 1024;
  }
}
