package dev.migratedeploy.plan.pending;

import dev.migratedeploy.changes.BranchHistory;
import dev.migratedeploy.changes.ComparisonBase;
import dev.migratedeploy.changes.Configuration;
import dev.migratedeploy.changes.ScriptChange;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.changes.ScriptDetection;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import java.util.List;
import java.util.Optional;

/** Compares scripts with the last deployment by a job that is not the one that asks. */
public record LastDeploy(BranchHistory history, ScriptDetection detection, DeployJob job) {

  /**
   * What was found out.
   *
   * @param jobs all that have deployed, the newest first
   * @param job the one that counts
   */
  record Found(List<String> jobs, Optional<String> job, ScriptChanges changes) {}

  /** The same, which compares something else beside the scripts. */
  LastDeploy comparing(Configuration configuration) {
    return new LastDeploy(
        history,
        new ScriptDetection(
            detection.deployments(), detection.folder(), detection.isScript(), configuration),
        job);
  }

  /** What changed since then; every script if no such job has deployed. */
  public ScriptChanges changes(String environment, ScriptFolder scripts) {
    return of(environment, scripts).changes();
  }

  /** The same, with all jobs that have deployed and the one among them that counts. */
  Found of(String environment, ScriptFolder scripts) {
    List<String> jobs = history.jobsThatDeployed(environment);
    Optional<String> found = job.among(jobs, environment);
    return new Found(
        jobs,
        found,
        found.isPresent()
            ? detection.sinceLastDeployment(environment, found, scripts.files())
            : everyOne(scripts));
  }

  private static ScriptChanges everyOne(ScriptFolder scripts) {
    return new ScriptChanges(
        new ComparisonBase.NoDeploymentYet(),
        scripts.scripts().stream().map(script -> ScriptChange.added(script.path())).toList());
  }
}
