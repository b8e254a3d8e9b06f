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

  /** How many have the scripts of this commit. */
  private final long applied;

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
    this.applied =
        results.stream()
            .map(TargetResult::verdict)
            .filter(it -> it.is(Kind.APPLIED) || it.is(Kind.NOTHING_TO_DO))
            .count();
  }

  VerdictDetails details() {
    VerdictDetails details = affected.isEmpty() ? success() : failure();
    String versions = new FleetVersions(results, affected).words();
    return versions.isEmpty() ? details : details.state(versions);
  }

  private VerdictDetails success() {
    long earlier = results.stream().filter(result -> result.run().passedOver()).count();
    return VerdictDetails.of(
        (partial || results.size() == 1 ? "" : "all ")
            + databases(results.size())
            + (partial ? " of " + environment + ", chosen by --target" : "")
            + (earlier == 0 ? "" : "; " + whoseWork(earlier)));
  }

  private String whoseWork(long earlier) {
    String which =
        earlier < results.size() ? earlier + " of them" : earlier == 1 ? "it" : "each of them";
    return which
        + (earlier == 1 || earlier == results.size() ? " was" : " were")
        + " done by an earlier run";
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
            : VerdictDetails.of("%s, with %d different causes".formatted(count, causes.size()))
                .details(
                    causes.entrySet().stream()
                        .limit(MOST_CAUSES)
                        .map(cause -> names(cause.getValue()) + ": " + cause.getKey())
                        .toList());
    return next(affected.get(0)).map(details::next).orElse(details);
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

  private Optional<String> next(TargetResult first) {
    List<TargetResult> worst = results.stream().filter(it -> it.verdict().is(kind)).toList();
    return switch (kind) {
      case UNKNOWN -> Optional.of(OwnCommand.of("info", environment) + option(worst));
      case STILL_RUNNING -> Optional.of(OwnCommand.of("logs", environment));
      case FAILED -> applied == 0 ? ofAll(first) : Optional.of(fixTheDatabase(worst));
      default -> ofAll(first);
    };
  }

  /** What some databases have applied must not be edited, or these fail at the next validation. */
  private String fixTheDatabase(List<TargetResult> failed) {
    return "fix the cause in %s, and edit no script: %s applied them. Then retry the job, which does only what is left%s"
        .formatted(
            names(failed),
            applied == 1 ? "1 other database has" : applied + " other databases have",
            failed.size() > MOST_NAMES
                ? ""
                : ", or run " + OwnCommand.deploy(environment) + option(failed));
  }

  /** What is to be done in one is to be done in each: a command is for all of them. */
  private Optional<String> ofAll(TargetResult first) {
    return first
        .verdict()
        .explanation()
        .next()
        .map(next -> next.replace(OwnCommand.targets(List.of(first.target())), option(affected)));
  }

  private static String option(List<TargetResult> some) {
    return some.size() > MOST_NAMES
        ? ""
        : OwnCommand.targets(some.stream().map(TargetResult::target).toList());
  }

  private static String names(List<TargetResult> some) {
    return HumanReadable.some(some.stream().map(TargetResult::target).toList(), MOST_NAMES);
  }

  private static String databases(long number) {
    return HumanReadable.count(number, "database");
  }
}
