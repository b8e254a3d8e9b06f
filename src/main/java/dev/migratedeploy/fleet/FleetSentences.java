package dev.migratedeploy.fleet;

import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.support.OwnCommand;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.Verdict.Kind;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words of a fleet's verdict: how many databases, why, at which version, and what now. */
final class FleetSentences {
  private static final int MOST_CAUSES = 3;
  private static final int MOST_NAMES = 3;

  private final List<TargetResult> results;
  private final Kind kind;
  private final String environment;
  private final boolean partial;

  /** Those that are worth a word: not those that were not tried because of others. */
  private final List<TargetResult> affected;

  private final long succeeded;

  FleetSentences(List<TargetResult> results, Kind kind, String environment, boolean partial) {
    this.results = List.copyOf(results);
    this.kind = kind;
    this.environment = environment;
    this.partial = partial;
    this.affected =
        results.stream()
            .filter(result -> !result.verdict().isSuccess())
            .filter(result -> kind == Kind.NOT_STARTED || !result.verdict().is(Kind.NOT_STARTED))
            .toList();
    this.succeeded = results.stream().filter(it -> it.verdict().isSuccess()).count();
  }

  VerdictDetails details() {
    VerdictDetails details = affected.isEmpty() ? success() : failure();
    String versions = new FleetVersions(results, affected).words();
    return versions.isEmpty() ? details : details.state(versions);
  }

  private VerdictDetails success() {
    long earlier = results.stream().filter(result -> result.run().passedOver()).count();
    return VerdictDetails.of(
        (partial ? "" : "all ")
            + databases(results.size())
            + (partial ? " of those of " + environment + " (--target)" : "")
            + (earlier == 0 ? "" : ", " + earlier + " of them done by an earlier run"));
  }

  private VerdictDetails failure() {
    Map<String, List<TargetResult>> causes = causes();
    String count = "%d of %s".formatted(affected.size(), databases(results.size()));
    Verdict first = affected.get(0).verdict();
    VerdictDetails details =
        causes.size() == 1
            ? VerdictDetails.of(
                    "%s: %s (%s)".formatted(count, names(affected), first.explanation().cause()))
                .details(first.explanation().details())
            : VerdictDetails.of(
                    "%s, for %s".formatted(count, HumanReadable.count(causes.size(), "cause")))
                .details(
                    causes.entrySet().stream()
                        .limit(MOST_CAUSES)
                        .map(cause -> names(cause.getValue()) + ": " + cause.getKey())
                        .toList());
    return next(first).map(details::next).orElse(details);
  }

  /** The most frequent first. */
  private Map<String, List<TargetResult>> causes() {
    Map<String, List<TargetResult>> causes =
        affected.stream()
            .collect(
                Collectors.groupingBy(
                    result -> result.verdict().explanation().cause(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return causes.entrySet().stream()
        .sorted(
            Map.Entry.comparingByValue((one, other) -> Integer.compare(other.size(), one.size())))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, LinkedHashMap::new));
  }

  /** What some databases have applied must not be edited, or these fail at the next validation. */
  private Optional<String> next(Verdict first) {
    return switch (kind) {
      case UNKNOWN -> Optional.of(OwnCommand.of("info", environment) + targets(Kind.UNKNOWN));
      case STILL_RUNNING -> Optional.of(OwnCommand.of("logs", environment));
      case FAILED ->
          succeeded == 0
              ? first.explanation().next()
              : Optional.of(
                  "make the cause go away in %s, and run the job again: the %d are passed over as long as the image is the same. If a script must change that they have applied, leave it and add a new version"
                      .formatted(names(affected), succeeded));
      default -> first.explanation().next();
    };
  }

  private String targets(Kind which) {
    List<String> names =
        results.stream()
            .filter(result -> result.verdict().is(which))
            .map(TargetResult::target)
            .toList();
    return names.size() > MOST_NAMES ? "" : " --target " + String.join(",", names);
  }

  private static String names(List<TargetResult> some) {
    List<String> names = some.stream().map(TargetResult::target).toList();
    return names.size() <= MOST_NAMES
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MOST_NAMES))
            + " and %d more".formatted(names.size() - MOST_NAMES);
  }

  private static String databases(long number) {
    return HumanReadable.count(number, "database");
  }
}
