package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import dev.migratedeploy.deploy.event.DeployEvent.ScriptsChecked;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlannedScript;
import dev.migratedeploy.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code plan.json}: what a deploy would do, in the schema that the manual documents. */
record PlanJson(
    int schema,
    String environment,
    @Nullable String version,
    String verdict,
    int exitCode,
    List<Script> scripts,
    List<FindingJson> findings) {
  private static final int SCHEMA = 1;

  /** A script, and what it is to the database. */
  record Script(
      @Nullable String path,
      @Nullable String version,
      String description,
      String state,
      @Nullable String installedOn) {
    static Script of(PlannedScript script) {
      return new Script(
          orNull(script.path()),
          orNull(script.version()),
          script.description(),
          JsonFile.word(script.state()),
          orNull(script.installedOn()));
    }
  }

  static String of(Plan plan, Optional<ScriptsChecked> found, Verdict verdict) {
    return JsonFile.pretty(
            new PlanJson(
                SCHEMA,
                plan.environment(),
                orNull(plan.version()),
                verdict.title(),
                verdict.exitCode(),
                plan.scripts().stream().map(Script::of).toList(),
                FindingJson.all(found.map(ScriptsChecked::findings).orElse(List.of()))))
        + "\n";
  }
}
