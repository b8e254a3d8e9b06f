package dev.migratedeploy.acceptance;

import dev.migratedeploy.localcloud.http.Traffic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The requests that a run sends more than once, though what they ask for does not change. */
final class RepeatedRequests {
  /** What is looked at again and again because it changes, and what begins another upload. */
  private static final Pattern MAY_COME_AGAIN =
      Pattern.compile(
          ".*\\.(DescribeTasks|ListTasks|GetLogEvents) .*|.* POST .*/blobs/uploads/ .*");

  private RepeatedRequests() {}

  static List<String> in(Traffic traffic) {
    Map<String, Integer> times = new TreeMap<>();
    for (Traffic.Exchange one : traffic.all()) {
      times.merge(
          "%s %s %s %s".formatted(one.host(), one.method(), one.what(), one.query()),
          1,
          Integer::sum);
    }
    return times.entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .map(Map.Entry::getKey)
        .filter(name -> !MAY_COME_AGAIN.matcher(name).matches())
        .toList();
  }
}
