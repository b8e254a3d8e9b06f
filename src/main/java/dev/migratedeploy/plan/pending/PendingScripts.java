package dev.migratedeploy.plan.pending;

import dev.migratedeploy.changes.ComparisonBase;
import dev.migratedeploy.changes.Configuration;
import dev.migratedeploy.changes.ScriptChange;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import dev.migratedeploy.flyway.scripts.ScriptOrder;
import dev.migratedeploy.support.OwnCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Compares this commit's scripts with what each environment's last successful deployment held. It
 * starts nothing.
 */
public final class PendingScripts {
  /** A date costs a request to GitLab; a list that is longer is not read for its dates. */
  private static final int MOST_DATES = 50;

  private final LastDeploy lastDeploy;
  private final Function<String, Configuration> configurations;
  private final ScriptFolder scripts;
  private final String sha;

  /**
   * What is pending at a commit.
   *
   * @param configurations what else decides what runs in an environment
   * @param sha the commit that is checked out
   */
  public PendingScripts(
      LastDeploy lastDeploy,
      Function<String, Configuration> configurations,
      ScriptFolder scripts,
      String sha) {
    this.lastDeploy = lastDeploy;
    this.configurations = configurations;
    this.scripts = scripts;
    this.sha = sha;
  }

  public EnvironmentStatus of(String environment) {
    LastDeploy.Found found =
        lastDeploy.comparing(configurations.apply(environment)).of(environment, scripts);
    if (found.job().isEmpty() && !found.jobs().isEmpty()) {
      return new EnvironmentStatus.NotKnown(
          environment,
          "none of the jobs that have deployed to it is known to run migrations ("
              + String.join(", ", found.jobs())
              + "); name it with --deploy-job NAME");
    }
    ScriptChanges changes = found.changes();
    if (changes.baseline() instanceof ComparisonBase.LostCommit lost) {
      return new EnvironmentStatus.NotKnown(
          environment,
          "the commit "
              + lost.sha()
              + " that was deployed last is gone from GitLab; "
              + OwnCommand.of("plan", environment)
              + " asks the database itself");
    }
    return new EnvironmentStatus.Known(
        environment, found.job(), changes.baseline(), waiting(changes), changes.configuration());
  }

  private List<PendingScript> waiting(ScriptChanges changes) {
    Optional<String> deployed =
        changes.baseline() instanceof ComparisonBase.LastDeployment last
            ? Optional.of(last.sha())
            : Optional.empty();
    List<PendingScript> waiting = new ArrayList<>();
    for (ScriptChange change : inOrder(changes.changes())) {
      Optional<Instant> since =
          waiting.size() < MOST_DATES
              ? lastDeploy.history().arrival(inRepository(change.path()), deployed, sha)
              : Optional.empty();
      waiting.add(new PendingScript(change.path(), change.kind(), since));
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
    return lastDeploy.detection().folder().isEmpty()
        ? path
        : lastDeploy.detection().folder() + "/" + path;
  }
}
