package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptsChecked;
import dev.migratedeploy.plan.state.DatabaseGroup;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlannedScript;
import dev.migratedeploy.plan.state.TouchedTables;
import dev.migratedeploy.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code plan.json}: what a deploy would do, in the schema that the manual documents. */
record PlanJson(
    int schema,
    @JsonUnwrapped Result result,
    List<Script> scripts,
    TouchedJson tables,
    List<FindingJson> findings,
    @Nullable List<VersionJson> versions,
    @Nullable PlannedJson planned) {
  private static final int SCHEMA = 1;

  /** What the plan came to. */
  record Result(String environment, @Nullable String version, String verdict, int exitCode) {}

  /** A script, and what it is to the database. */
  record Script(
      @Nullable String path,
      @Nullable String version,
      String description,
      String state,
      @Nullable String installedOn,
      List<TouchedJson.Table> touches) {
    static Script of(PlannedScript script, TouchedTables touched) {
      return new Script(
          orNull(script.path()),
          orNull(script.version()),
          script.description(),
          JsonFile.word(script.state()),
          orNull(script.installedOn()),
          touched.of(script).stream().map(TouchedJson.Table::of).toList());
    }
  }

  static String of(Plan plan, RunSummary run, Verdict verdict) {
    return JsonFile.pretty(
            new PlanJson(
                SCHEMA,
                new Result(
                    plan.environment(),
                    orNull(plan.version()),
                    verdict.title(),
                    verdict.exitCode()),
                plan.scripts().stream().map(script -> Script.of(script, plan.touched())).toList(),
                TouchedJson.of(plan.touched()),
                FindingJson.all(run.findings().map(ScriptsChecked::findings).orElse(List.of())),
                null,
                orNull(PlannedJson.of(plan, run, verdict))))
        + "\n";
  }

  /** Of many databases: what a deploy would do to those in the same state. */
  static String of(
      String environment,
      List<DatabaseGroup> groups,
      Optional<ScriptsChecked> found,
      Verdict verdict) {
    return JsonFile.pretty(
            new PlanJson(
                SCHEMA,
                new Result(environment, null, verdict.title(), verdict.exitCode()),
                List.of(),
                TouchedJson.of(TouchedTables.none()),
                FindingJson.all(found.map(ScriptsChecked::findings).orElse(List.of())),
                groups.stream().map(VersionJson::of).toList(),
                null))
        + "\n";
  }
}
