package dev.migratedeploy.runner.policy;

import dev.migratedeploy.verdict.Problem;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * When an environment may be changed. What a job may do after that is not ended: a task that has
 * begun in a window may go on after it.
 *
 * @param windows none: at any time
 */
record DeployWindows(List<DeployWindow> windows) {
  DeployWindows {
    windows = List.copyOf(windows);
  }

  /** Why a job may not change the environment now, and from when on it may. */
  Optional<Problem> objectionAt(Instant now, String environment) {
    if (windows.isEmpty() || windows.stream().anyMatch(window -> window.isOpen(now))) {
      return Optional.empty();
    }
    String hours = windows.stream().map(DeployWindow::written).collect(Collectors.joining("; "));
    return Optional.of(
        Problem.of(
            "the job may not change %s now, %s: the policy's windows are %s"
                .formatted(environment, windows.get(0).words(now), hours),
            next(now)
                .map(opening -> "run the job again from " + opening + " on")
                .orElse("ask an administrator of the runner's host: none of them ever opens")));
  }

  private Optional<String> next(Instant now) {
    return windows.stream()
        .flatMap(window -> window.opensAfter(now).map(at -> Map.entry(at, window)).stream())
        .min(Comparator.comparing(Map.Entry::getKey))
        .map(first -> first.getValue().words(first.getKey()));
  }
}
