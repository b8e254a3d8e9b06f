package dev.migratedeploy.rehearsal;

import dev.migratedeploy.changes.CommitPaths;
import dev.migratedeploy.changes.ComparisonBase.LastDeployment;
import dev.migratedeploy.changes.ComparisonBase.LostCommit;
import dev.migratedeploy.changes.ComparisonBase.NoDeploymentYet;
import dev.migratedeploy.changes.ComparisonBaseMessages;
import dev.migratedeploy.changes.ScriptChange;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.changes.ScriptDetection;
import dev.migratedeploy.ci.MergeTarget;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.gitlab.git.LocalCommits.ForkPoint;
import dev.migratedeploy.plan.pending.LastDeploy;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the commit whose scripts make the base state.
 *
 * @param lastDeploy with what knows the scripts of other commits
 * @param target if this is the pipeline of a merge request
 * @param forkPoint as the checkout's own git knows it
 */
public record BaseSearch(
    LastDeploy lastDeploy,
    Optional<MergeTarget.State> target,
    Supplier<Optional<ForkPoint>> forkPoint) {

  /**
   * The commit that was named; else in a merge request its target, in another job what is deployed,
   * elsewhere the point at which the branch was made.
   *
   * @throws RefusedException if the commit that was named cannot be found
   */
  RehearsalBase find(DeployRequest request) {
    if (request.since().isPresent()) {
      return named(request, request.since().get());
    }
    if (target.isPresent()) {
      return ofMergeRequest(request, target.get());
    }
    if (request.ci().gitlabCi() && request.ci().hasToken()) {
      return deployed(request);
    }
    return forkPoint
        .get()
        .filter(fork -> isThere(fork.commit()))
        .map(
            fork ->
                since(
                    request,
                    fork.commit(),
                    "compared with %s, where this checkout has left %s"
                        .formatted(shortSha(fork.commit()), fork.branch())))
        .orElseGet(
            () ->
                everyScript(
                    request,
                    "every script counts as new: this is no job, and the checkout's git knows no"
                        + " main branch to compare with; --since names a commit"));
  }

  private RehearsalBase named(DeployRequest request, String sha) {
    if (!isThere(sha)) {
      throw new RefusedException(
          Problem.of(
              "could not compare with the commit %s of --since: neither this checkout nor GitLab"
                      .formatted(sha)
                  + " knows it",
              "name a commit that exists in this project, by its full id, or leave --since out"));
    }
    return since(request, sha, "compared with the commit of --since");
  }

  private RehearsalBase ofMergeRequest(DeployRequest request, MergeTarget.State state) {
    if (!isThere(state.commit())) {
      return new RehearsalBase(
          new ScriptChanges(new LostCommit(state.commit()), everyOne(request)),
          Optional.empty(),
          Optional.of(
              "every script counts as new: neither this checkout nor GitLab knows the commit %s of %s"
                  .formatted(shortSha(state.commit()), state.branch())));
    }
    return since(
        request,
        state.commit(),
        state.merged()
            ? "compared with the head of %s, which this merge request is merged with"
                .formatted(state.branch())
            : "compared with the commit where this merge request has left %s"
                .formatted(state.branch()));
  }

  private RehearsalBase deployed(DeployRequest request) {
    ScriptChanges changes =
        lastDeploy.changes(
            request.ci().environmentName().orElse(request.environment().name()), request.scripts());
    return changes.baseline() instanceof LastDeployment last
        ? new RehearsalBase(changes, Optional.of(last.sha()), Optional.empty())
        : new RehearsalBase(
            changes,
            Optional.empty(),
            Optional.of(
                "every script counts as new: "
                    + (changes.baseline() instanceof LostCommit
                        ? ComparisonBaseMessages.words(changes.baseline())
                        : "no job has deployed to " + request.environment().name() + " yet")));
  }

  private RehearsalBase since(DeployRequest request, String sha, String words) {
    return new RehearsalBase(
        detection().since(sha, request.scripts().files()), Optional.of(sha), Optional.of(words));
  }

  private static RehearsalBase everyScript(DeployRequest request, String words) {
    return new RehearsalBase(
        new ScriptChanges(new NoDeploymentYet(), everyOne(request)),
        Optional.empty(),
        Optional.of(words));
  }

  private static List<ScriptChange> everyOne(DeployRequest request) {
    return request.scripts().scripts().stream()
        .map(script -> ScriptChange.added(script.path()))
        .toList();
  }

  private boolean isThere(String sha) {
    return detection()
        .deployments()
        .blobsOf(sha, CommitPaths.below(detection().folder()))
        .isPresent();
  }

  /** The folder of the scripts, relative to the repository's root. */
  String folder() {
    return detection().folder();
  }

  private ScriptDetection detection() {
    return lastDeploy.detection();
  }

  private static String shortSha(String sha) {
    return ComparisonBaseMessages.shortSha(sha);
  }
}
