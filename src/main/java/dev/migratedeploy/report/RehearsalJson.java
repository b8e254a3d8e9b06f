package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptsChecked;
import dev.migratedeploy.deploy.event.RunInfo;
import dev.migratedeploy.rehearsal.result.BaseState;
import dev.migratedeploy.rehearsal.result.BaseState.PassedOverScript;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.result.RehearsedDatabase;
import dev.migratedeploy.rehearsal.result.ScriptFailure;
import dev.migratedeploy.rehearsal.result.ScriptStatement;
import dev.migratedeploy.verdict.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code rehearsal.json}: a rehearsal, in the schema that the manual documents. */
record RehearsalJson(
    int schema,
    @JsonUnwrapped Result result,
    @Nullable Database database,
    @Nullable Base base,
    @Nullable Failure refusal,
    List<RehearsedJson> scripts,
    List<FindingJson> findings) {
  private static final int SCHEMA = 1;

  /** What the rehearsal came to. */
  record Result(@Nullable String environment, String verdict, int exitCode) {}

  /** The database that the scripts ran on. */
  record Database(String product, String version) {
    static Database of(RehearsedDatabase database) {
      return new Database(database.product(), database.version());
    }
  }

  /** The state on which the new scripts were run. */
  record Base(int scripts, boolean fromFile, long durationMs, List<PassedOver> passedOver) {
    static Base of(BaseState base) {
      return new Base(
          base.scripts(),
          base.fromFile(),
          base.took().toMillis(),
          base.passedOver().stream().map(PassedOver::of).toList());
    }
  }

  /** An old script that could not be rehearsed. */
  record PassedOver(String path, Failure failure) {
    static PassedOver of(PassedOverScript script) {
      return new PassedOver(script.path(), Failure.of(script.failure()));
    }
  }

  /** Why a script, or all of them, did not run. */
  record Failure(
      String message,
      @Nullable String sqlState,
      @Nullable Integer line,
      @Nullable String statement) {
    static Failure of(ScriptFailure failure) {
      return new Failure(
          failure.message(),
          orNull(failure.sqlState()),
          orNull(failure.statement().map(ScriptStatement::line).filter(line -> line > 0)),
          orNull(failure.statement().map(ScriptStatement::text)));
    }
  }

  static String of(RunSummary run, Verdict verdict) {
    return JsonFile.pretty(
            new RehearsalJson(
                SCHEMA,
                new Result(
                    orNull(run.info().map(RunInfo::environment)),
                    verdict.title(),
                    verdict.exitCode()),
                orNull(run.rehearsal().map(Rehearsal::database).map(Database::of)),
                orNull(run.rehearsal().map(Rehearsal::base).map(Base::of)),
                orNull(run.rehearsal().flatMap(Rehearsal::refusal).map(Failure::of)),
                run.rehearsal().map(Rehearsal::scripts).orElse(List.of()).stream()
                    .map(RehearsedJson::of)
                    .toList(),
                FindingJson.all(run.findings().map(ScriptsChecked::findings).orElse(List.of()))))
        + "\n";
  }
}
