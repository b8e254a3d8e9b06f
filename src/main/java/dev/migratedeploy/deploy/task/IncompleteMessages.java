package dev.migratedeploy.deploy.task;

import dev.migratedeploy.flyway.FlywayOptions;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.scripts.Version;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.support.OwnCommand;
import dev.migratedeploy.verdict.UnappliedScript;
import dev.migratedeploy.verdict.UnappliedScript.Reason;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said of scripts that a successful run has left out of the database. */
public final class IncompleteMessages {
  /** As many names as a line on a phone bears; all of them are in {@code result.json}. */
  private static final int NAMED = 8;

  private final MigrationResult flyway;
  private final FlywayOptions options;
  private final String environment;
  private final String scriptsPath;

  public IncompleteMessages(
      MigrationResult flyway, FlywayOptions options, String environment, String scriptsPath) {
    this.flyway = flyway;
    this.options = options;
    this.environment = environment;
    this.scriptsPath = scriptsPath;
  }

  public VerdictDetails explain(List<UnappliedScript> unapplied, int scriptsOfTheCommit) {
    Map<Reason, List<UnappliedScript>> byReason = byReason(unapplied);
    return VerdictDetails.of(
            "%d of %s of this commit %s not in the database"
                .formatted(
                    unapplied.size(),
                    HumanReadable.count(scriptsOfTheCommit, "script"),
                    unapplied.size() == 1 ? "is" : "are"))
        .details(lines(byReason))
        .state(state())
        .next(
            byReason.entrySet().stream()
                .map(each -> next(each.getKey(), each.getValue().size() == 1))
                .collect(Collectors.joining("\n")));
  }

  /** A line for each reason that the settings allow. */
  List<String> allowed(List<UnappliedScript> unapplied) {
    return lines(byReason(unapplied)).stream().map(line -> line + "; allowed").toList();
  }

  private List<String> lines(Map<Reason, List<UnappliedScript>> byReason) {
    List<String> lines = new ArrayList<>();
    byReason.forEach((reason, scripts) -> lines.add(names(scripts) + ": " + why(reason)));
    return lines;
  }

  private static Map<Reason, List<UnappliedScript>> byReason(List<UnappliedScript> unapplied) {
    return unapplied.stream()
        .collect(
            Collectors.groupingBy(
                UnappliedScript::reason, LinkedHashMap::new, Collectors.toList()));
  }

  private static String names(List<UnappliedScript> scripts) {
    String names =
        scripts.stream().limit(NAMED).map(UnappliedScript::path).collect(Collectors.joining(", "));
    return scripts.size() > NAMED
        ? names + " and " + (scripts.size() - NAMED) + " more (all in result.json)"
        : names;
  }

  private String why(Reason reason) {
    return switch (reason) {
      case BELOW_BASELINE ->
          flyway
              .baselined()
              .map(
                  version ->
                      "not above the baseline that this run set (version " + version.text() + ")")
              .orElse("not above the baseline of the schema");
      case ABOVE_TARGET ->
          options.target().isKnown()
              ? "above the target "
                  + options.target().value().text()
                  + " ("
                  + options.target().source()
                  + ")"
              : "above the target (" + options.target().source() + ")";
      case NOT_CHERRY_PICKED ->
          "not named by Flyway's option cherryPick (" + options.cherryPick().source() + ")";
      case SKIPPED ->
          "not run: skipExecutingMigrations ("
              + options.skipExecutingMigrations().source()
              + ") only writes Flyway's schema history table";
      case IGNORED ->
          "ignored by Flyway (ignoreMigrationPatterns, or shouldExecute in the script's .conf)";
      case NOT_FOUND -> "not found by Flyway in its locations";
      case PENDING -> "still pending after the run";
    };
  }

  private String next(Reason reason, boolean one) {
    String them = one ? "it" : "them";
    return switch (reason) {
      case BELOW_BASELINE ->
          "if the database has what "
              + (one ? "it creates" : "they create")
              + ": allow: ["
              + reason.key()
              + "] in the settings of "
              + environment
              + ". If not: "
              + withoutBaseline(them);
      case ABOVE_TARGET ->
          "raise Flyway's option target or remove it, or allow: ["
              + reason.key()
              + "] in the settings of "
              + environment;
      case NOT_CHERRY_PICKED -> "remove Flyway's option cherryPick, and deploy again";
      case SKIPPED ->
          "remove skipExecutingMigrations, delete the rows that it wrote from Flyway's schema"
              + " history table, and deploy again";
      case IGNORED -> "change what ignores " + them + ", or remove " + them + ", and push";
      case NOT_FOUND ->
          "check scripts-path in the settings and Flyway's locations: the scripts are in "
              + scriptsPath;
      case PENDING -> "run " + OwnCommand.of("plan", environment) + " to see what Flyway says";
    };
  }

  /** A baseline cannot be lowered; without a migration on top of it, it can be set again. */
  private String withoutBaseline(String them) {
    Optional<Version> set = flyway.baselined();
    return set.isPresent() && flyway.applied().isEmpty()
        ? "drop Flyway's schema history table, which holds nothing but this baseline, and deploy"
            + " with -- -baselineOnMigrate=true -baselineVersion=0"
        : "give "
            + them
            + (them.equals("it") ? " a version above " : " versions above ")
            + flyway
                .versionAfter()
                .or(flyway::versionBefore)
                .or(() -> set.map(Version::text))
                .orElse("the baseline");
  }

  private String state() {
    List<String> applied = flyway.applied();
    return flyway
            .versionAfter()
            .or(flyway::versionBefore)
            .map(version -> "version " + version + ". ")
            .orElse("")
        + (applied.isEmpty()
            ? "No script was applied by this run"
            : HumanReadable.count(applied.size(), "script") + " applied by this run");
  }
}
