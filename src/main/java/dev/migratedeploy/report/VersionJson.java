package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.plan.state.DatabaseGroup;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlannedScript;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Databases that are in the same state.
 *
 * @param scripts those that are not simply applied; null if they were not asked for
 */
record VersionJson(
    @Nullable String version,
    String verdict,
    String cause,
    int count,
    List<String> databases,
    @Nullable List<Script> scripts) {
  /** A script, and what it is to these databases. */
  record Script(String name, String state) {
    static List<Script> all(Plan plan) {
      return plan.remarkable().stream().map(Script::of).toList();
    }

    private static Script of(PlannedScript script) {
      return new Script(script.name(), JsonFile.word(script.state()));
    }
  }

  /** The largest group first: as the run has compared them, else by what came of them. */
  static List<VersionJson> all(FleetSummary fleet) {
    if (!fleet.groups().isEmpty()) {
      return fleet.groups().stream().map(VersionJson::of).toList();
    }
    Map<List<Object>, List<TargetResult>> groups =
        fleet.targets().stream()
            .collect(
                Collectors.groupingBy(
                    target -> List.of(target.run().versions().after(), target.verdict().kind()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return groups.values().stream()
        .sorted(Comparator.comparing(List<TargetResult>::size).reversed())
        .map(VersionJson::of)
        .toList();
  }

  /** How many databases are at which version, for whom that is enough; the largest first. */
  static Map<Optional<String>, Integer> counts(FleetSummary fleet) {
    Map<Optional<String>, Integer> counts = new LinkedHashMap<>();
    all(fleet)
        .forEach(
            group ->
                counts.merge(Optional.ofNullable(group.version()), group.count(), Integer::sum));
    return counts;
  }

  static VersionJson of(DatabaseGroup group) {
    return new VersionJson(
        orNull(group.version()),
        group.verdict().title(),
        group.verdict().explanation().cause(),
        group.databases().size(),
        group.databases(),
        orNull(group.plan().map(Script::all)));
  }

  private static VersionJson of(List<TargetResult> targets) {
    TargetResult first = targets.get(0);
    return new VersionJson(
        orNull(first.run().versions().after()),
        first.verdict().title(),
        first.verdict().explanation().cause(),
        targets.size(),
        targets.stream().map(TargetResult::target).toList(),
        null);
  }
}
