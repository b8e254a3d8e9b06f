package dev.migratedeploy.fleet;

import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.deploy.event.TargetResult.Versions;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.verdict.Verdict.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** At which versions the databases are: how many at each, those that failed by name. */
final class FleetVersions {
  private static final int MOST_NAMES = 3;
  private static final int MOST_VERSIONS = 5;

  private final List<TargetResult> results;
  private final List<TargetResult> affected;

  FleetVersions(List<TargetResult> results, List<TargetResult> affected) {
    this.results = results;
    this.affected = affected;
  }

  /** Such as {@code 409 at version 8; acme (version 7. V8 was rolled back); 2 not tried}. */
  String words() {
    List<String> parts = new ArrayList<>(versions());
    if (affected.size() <= MOST_NAMES) {
      states().forEach((state, names) -> parts.add(String.join(", ", names) + " (" + state + ")"));
    }
    long notTried =
        results.stream()
            .filter(result -> result.verdict().is(Kind.NOT_STARTED))
            .filter(result -> !affected.contains(result))
            .count();
    if (notTried > 0) {
      parts.add(notTried + " not tried");
    }
    return String.join("; ", parts);
  }

  /** Equal ones are said once. */
  private Map<String, List<String>> states() {
    Map<String, List<String>> states = new LinkedHashMap<>();
    affected.forEach(
        result ->
            result
                .verdict()
                .explanation()
                .state()
                .ifPresent(
                    state ->
                        states
                            .computeIfAbsent(state, unused -> new ArrayList<>())
                            .add(result.target())));
    return states;
  }

  private List<String> versions() {
    Map<String, Long> counts =
        results.stream()
            .filter(result -> result.verdict().isSuccess())
            .flatMap(result -> after(result.run().versions()).stream())
            .collect(
                Collectors.groupingBy(
                    version -> version, LinkedHashMap::new, Collectors.counting()));
    List<String> words =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .map(entry -> entry.getValue() + " at version " + entry.getKey())
            .toList();
    if (words.size() <= MOST_VERSIONS) {
      return words;
    }
    List<String> some = new ArrayList<>(words.subList(0, MOST_VERSIONS));
    some.add(HumanReadable.count(words.size() - MOST_VERSIONS, "other version"));
    return some;
  }

  private static Optional<String> after(Versions versions) {
    return versions.after().or(versions::before);
  }
}
