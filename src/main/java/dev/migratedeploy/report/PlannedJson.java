package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import dev.migratedeploy.deploy.planned.PlannedDeploy;
import dev.migratedeploy.flyway.observer.HistoryMark;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlannedScript;
import dev.migratedeploy.plan.state.ScriptState;
import dev.migratedeploy.verdict.Verdict;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code deploy --as-planned} holds a deploy to.
 *
 * @param image its digest
 * @param tag the image's, which is made of all that goes into it
 * @param files a short hash of each script and of each other file of the image
 * @param settings a short hash of each setting that decides what is done
 * @param history null if the observer could not tell it: then no deploy is held to this plan
 * @param seal of all of it, and of the pending scripts
 */
record PlannedJson(
    String image,
    String tag,
    Map<String, String> files,
    Map<String, String> settings,
    @Nullable History history,
    String seal) {
  /** Which rows Flyway's schema history has. */
  record History(int rank, int rows, String digest, @Nullable String version) {
    static History of(HistoryMark mark) {
      return new History(mark.rank(), mark.rows(), mark.digest(), orNull(mark.version()));
    }
  }

  /** Absent if the run did not come to know what it is made of. */
  static Optional<PlannedJson> of(Plan plan, RunSummary run, Verdict verdict) {
    return run.plannedContents()
        .map(
            contents ->
                new PlannedDeploy(
                    plan.environment(),
                    verdict.title(),
                    run.image()
                        .map(image -> new PlannedDeploy.Image(image.tag(), image.digest()))
                        .orElseGet(() -> new PlannedDeploy.Image("", "")),
                    contents,
                    plan.in(ScriptState.PENDING).stream()
                        .map(PlannedScript::path)
                        .map(path -> path.orElse(""))
                        .toList(),
                    run.observed().answers().history()))
        .map(PlannedJson::of);
  }

  private static PlannedJson of(PlannedDeploy planned) {
    return new PlannedJson(
        planned.image().digest(),
        planned.image().tag(),
        planned.contents().files(),
        planned.contents().settings(),
        orNull(planned.history().map(History::of)),
        planned.seal());
  }
}
