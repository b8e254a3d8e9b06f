package dev.migratedeploy.report;

import dev.migratedeploy.deploy.event.FleetOutline;
import dev.migratedeploy.deploy.event.TargetResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What later jobs get to know of many databases. GitLab takes 20 variables of a job in its free
 * tier, and each is there twice.
 */
final class FleetVariables {
  private static final int MOST_VERSIONS = 20;

  private FleetVariables() {}

  static Map<String, String> of(FleetSummary fleet) {
    Map<String, String> variables = new LinkedHashMap<>();
    if (fleet.outline().isEmpty()) {
      return variables;
    }
    List<TargetResult> targets = fleet.targets();
    long done = targets.stream().filter(target -> target.verdict().isSuccess()).count();
    int failed = fleet.failed().size();
    int all = fleet.outline().map(FleetOutline::targets).orElse(0);
    variables.put("DATABASES", String.valueOf(all));
    variables.put("DATABASES_DONE", String.valueOf(done));
    variables.put("DATABASES_FAILED", String.valueOf(failed));
    variables.put("DATABASES_NOT_TRIED", String.valueOf(all - done - failed));
    variables.put("VERSIONS", versions(VersionJson.counts(fleet)));
    return variables;
  }

  /** Such as {@code 8:409,7:2,unknown:1}. */
  private static String versions(Map<Optional<String>, Integer> counts) {
    List<String> words = new ArrayList<>();
    counts.forEach((version, count) -> words.add(version.orElse("unknown") + ":" + count));
    if (words.size() <= MOST_VERSIONS) {
      return String.join(",", words);
    }
    int others = counts.values().stream().skip(MOST_VERSIONS).mapToInt(Integer::intValue).sum();
    return String.join(",", words.subList(0, MOST_VERSIONS)) + ",others:" + others;
  }
}
