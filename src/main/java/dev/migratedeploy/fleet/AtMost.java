package dev.migratedeploy.fleet;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How many tasks run at once for each value of the fields for which that is limited. */
final class AtMost {
  private record FieldValue(String field, String value) {}

  private final Map<String, Integer> limits;
  private final Map<FieldValue, Integer> running = new HashMap<>();

  AtMost(Map<String, Integer> limits) {
    this.limits = limits;
  }

  /** Whether one more task for these databases is allowed. */
  boolean allows(TargetGroup group) {
    return limits.isEmpty()
        || values(group).entrySet().stream()
            .allMatch(entry -> running.getOrDefault(entry.getKey(), 0) < entry.getValue());
  }

  void add(TargetGroup group) {
    values(group).keySet().forEach(value -> running.merge(value, 1, Integer::sum));
  }

  void remove(TargetGroup group) {
    values(group).keySet().forEach(value -> running.merge(value, -1, Integer::sum));
  }

  /**
   * Each value that a database of it has, with its limit; a field that it does not have is none.
   */
  private Map<FieldValue, Integer> values(TargetGroup group) {
    return limits.keySet().stream()
        .flatMap(
            field ->
                group.targets().stream()
                    .map(target -> target.fields().get(field))
                    .filter(value -> value != null)
                    .distinct()
                    .map(value -> new FieldValue(field, value)))
        .collect(Collectors.toMap(value -> value, value -> limits.getOrDefault(value.field(), 0)));
  }
}
