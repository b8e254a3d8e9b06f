package dev.migratedeploy.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A script and its slowest run.
 *
 * @param waited for locks, in that run
 */
public record SlowScript(String script, Duration time, Duration waited, Instant at) {
  /** Each script once, the slowest first. */
  static List<SlowScript> of(List<DeployTry> tries) {
    Map<String, SlowScript> slowest = new LinkedHashMap<>();
    for (DeployTry one : tries) {
      for (ScriptTime script : one.report().result().map(StoredResult::scripts).orElse(List.of())) {
        script
            .time()
            .ifPresent(
                time ->
                    slowest.merge(
                        script.script(),
                        new SlowScript(
                            script.script(), time, script.work().orElseThrow().waited(), one.at()),
                        (before, now) -> now.time().compareTo(before.time()) > 0 ? now : before));
      }
    }
    return slowest.values().stream()
        .sorted(Comparator.comparing(SlowScript::time).reversed())
        .toList();
  }
}
