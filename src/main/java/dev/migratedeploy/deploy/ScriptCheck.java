package dev.migratedeploy.deploy;

import dev.migratedeploy.changes.ComparisonBase;
import dev.migratedeploy.changes.ScriptChange;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.changes.ScriptDetection;
import dev.migratedeploy.ci.MergeTarget;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptsChecked;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.task.ScriptErrors;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.Findings;
import dev.migratedeploy.findings.FindingsSettings;
import dev.migratedeploy.findings.Linter;
import dev.migratedeploy.findings.RuleContext;
import dev.migratedeploy.findings.TargetBranch;
import dev.migratedeploy.flyway.EnvironmentScripts;
import dev.migratedeploy.flyway.FlywayOptions;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.flyway.scripts.ScriptName;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at the scripts before anything is built of them. */
public final class ScriptCheck {
  private final ScriptDetection detection;
  private final Optional<MergeTarget> target;
  private final FindingsSettings settings;
  private final Linter linter;
  private final DeployListener listener;

  /**
   * A check that tells the listener what it finds.
   *
   * @param detection knows the scripts of other commits
   * @param target if this is the pipeline of a merge request
   */
  public ScriptCheck(
      ScriptDetection detection,
      Optional<MergeTarget> target,
      FindingsSettings settings,
      Linter linter,
      DeployListener listener) {
    this.detection = detection;
    this.target = target;
    this.settings = settings;
    this.linter = linter;
    this.listener = listener;
  }

  /** What the settings say about findings. */
  public FindingsSettings settings() {
    return settings;
  }

  /** What knows the scripts of other commits. */
  ScriptDetection detection() {
    return detection;
  }

  /**
   * Refuses scripts with errors, all of them at once.
   *
   * @throws RefusedException if a finding is an error
   */
  void refuseErrors(DeployRequest request, ScriptChanges changes, EnvironmentScripts scripts) {
    List<Finding> findings = findings(request, changes, scripts);
    if (findings.stream().anyMatch(Finding::isError)) {
      throw new RefusedException(ScriptErrors.problem(request.scripts().folder(), findings));
    }
  }

  /**
   * Everything that is found, which the listener is told too.
   *
   * @throws RefusedException if Flyway would not start, or would find no script
   */
  public List<Finding> findings(
      DeployRequest request, ScriptChanges changes, EnvironmentScripts scripts) {
    FlywayOptions options = scripts.options();
    if (request.image().runsFlyway()) {
      OptionProblems.refuse(options);
      scripts.refuseNone();
      scripts.note().ifPresent(sentence -> listener.on(new Noted(sentence)));
      options.notes().forEach(sentence -> listener.on(new Noted(sentence)));
    }
    RuleContext circumstances =
        new RuleContext(
            scripts.folder().scripts(),
            changes,
            sameLines(request, changes),
            target.flatMap(merge -> targetBranch(merge, scripts)),
            options,
            settings,
            request.image().runsFlyway());
    List<Finding> findings =
        Findings.in(circumstances, linter, sentence -> listener.on(new Noted(sentence)));
    listener.on(new ScriptsChecked(detection.folder(), findings));
    return findings;
  }

  /** A question to GitLab that is asked only if a script was edited that is run once. */
  private Set<String> sameLines(DeployRequest request, ScriptChanges changes) {
    Set<String> versioned =
        request.scripts().scripts().stream()
            .filter(script -> script.name() instanceof ScriptName.Versioned)
            .map(MigrationScript::path)
            .collect(Collectors.toSet());
    Set<String> edited =
        changes.changes().stream()
            .filter(change -> change.kind() == ScriptChange.Kind.EDITED)
            .map(ScriptChange::path)
            .filter(versioned::contains)
            .collect(Collectors.toSet());
    return !edited.isEmpty() && changes.baseline() instanceof ComparisonBase.LastDeployment last
        ? detection.withSameLines(last.sha(), edited, request.scripts().files())
        : Set.of();
  }

  private Optional<TargetBranch> targetBranch(MergeTarget merge, EnvironmentScripts scripts) {
    try {
      Optional<Set<String>> common = detection.scriptsAt(merge.diffBase());
      Optional<Set<String>> theirs = detection.scriptsAt(merge.branch());
      if (common.isPresent() && theirs.isPresent()) {
        return Optional.of(
            new TargetBranch(
                merge.branch(), own(theirs.get(), scripts), own(common.get(), scripts)));
      }
      note(merge, "GitLab does not know it");
    } catch (ProblemException e) {
      note(merge, e.problem().cause());
    }
    return Optional.empty();
  }

  private static Set<String> own(Set<String> paths, EnvironmentScripts scripts) {
    return paths.stream().filter(scripts::holds).collect(Collectors.toSet());
  }

  private void note(MergeTarget merge, String why) {
    listener.on(
        new Noted("versions were not compared with those on " + merge.branch() + ": " + why));
  }
}
