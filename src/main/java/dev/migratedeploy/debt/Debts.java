package dev.migratedeploy.debt;

import dev.migratedeploy.changes.Baseline;
import dev.migratedeploy.changes.BranchHistory;
import dev.migratedeploy.changes.ScriptChange;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.changes.ScriptDetection;
import dev.migratedeploy.scripts.ScriptFolder;
import dev.migratedeploy.scripts.ScriptOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares this commit's scripts with what each environment's last successful deployment held. It
 * starts nothing.
 */
public final class Debts {
  /** A date costs a request to GitLab; a list that is longer is not read for its dates. */
  private static final int MOST_DATES = 50;

  private final BranchHistory history;
  private final ScriptDetection detection;
  private final ScriptFolder scripts;
  private final DeployJob job;
  private final String sha;

  /**
   * The debts at a commit.
   *
   * @param sha the commit that is checked out
   */
  public Debts(
      BranchHistory history,
      ScriptDetection detection,
      ScriptFolder scripts,
      DeployJob job,
      String sha) {
    this.history = history;
    this.detection = detection;
    this.scripts = scripts;
    this.job = job;
    this.sha = sha;
  }

  public EnvironmentDebt of(String environment) {
    List<String> jobs = history.jobsThatDeployed(environment);
    Optional<String> found = job.among(jobs, environment);
    if (found.isEmpty() && !jobs.isEmpty()) {
      return new EnvironmentDebt.NotKnown(
          environment,
          "none of the jobs that have deployed to it is known to run migrations ("
              + String.join(", ", jobs)
              + "); name it with --deploy-job NAME");
    }
    ScriptChanges changes =
        found.isPresent()
            ? detection.sinceLastDeployment(environment, found, scripts.files())
            : everyScript();
    if (changes.baseline() instanceof Baseline.LostCommit lost) {
      return new EnvironmentDebt.NotKnown(
          environment,
          "the commit "
              + lost.sha()
              + " that was deployed last is gone from GitLab; plan --env "
              + environment
              + " asks the database itself");
    }
    return new EnvironmentDebt.Known(environment, found, changes.baseline(), waiting(changes));
  }

  private ScriptChanges everyScript() {
    return new ScriptChanges(
        new Baseline.NoDeploymentYet(),
        scripts.scripts().stream().map(script -> ScriptChange.added(script.path())).toList());
  }

  private List<WaitingScript> waiting(ScriptChanges changes) {
    Optional<String> deployed =
        changes.baseline() instanceof Baseline.LastDeployment last
            ? Optional.of(last.sha())
            : Optional.empty();
    List<WaitingScript> waiting = new ArrayList<>();
    for (ScriptChange change : inOrder(changes.changes())) {
      Optional<Instant> since =
          waiting.size() < MOST_DATES
              ? history.arrival(inRepository(change.path()), deployed, sha)
              : Optional.empty();
      waiting.add(new WaitingScript(change.path(), change.kind(), since));
    }
    return waiting;
  }

  /** Those of this commit: what was removed does not wait. */
  private List<ScriptChange> inOrder(List<ScriptChange> changes) {
    Map<String, ScriptChange> byPath = new HashMap<>();
    changes.forEach(change -> byPath.put(change.path(), change));
    return scripts.scripts().stream()
        .sorted(ScriptOrder.OF_APPLICATION)
        .map(script -> Optional.ofNullable(byPath.get(script.path())))
        .flatMap(Optional::stream)
        .toList();
  }

  private String inRepository(String path) {
    return detection.folder().isEmpty() ? path : detection.folder() + "/" + path;
  }
}
