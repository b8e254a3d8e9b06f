package dev.migratedeploy.rehearsal;

import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.deploy.ScriptCheck;
import dev.migratedeploy.deploy.event.DeployEvent.ChangesDetected;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployEvent.RehearsalEnded;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.DueScripts;
import dev.migratedeploy.deploy.task.ScriptErrors;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.UnprovenException;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.List;
import java.util.Optional;

/** Runs the new scripts on an empty database that the job brings along. */
public final class Rehearse {
  private final RehearsalRequest request;
  private final BaseSearch search;
  private final ScriptCheck check;
  private final RehearsalStage stage;
  private final DeployListener listener;
  private final RehearsalReviewers reviewers;

  /**
   * A rehearsal.
   *
   * @param stage where the scripts run
   */
  public Rehearse(
      RehearsalRequest request,
      BaseSearch search,
      ScriptCheck check,
      RehearsalStage stage,
      DeployListener listener,
      RehearsalReviewers reviewers) {
    this.request = request;
    this.search = search;
    this.check = check;
    this.stage = stage;
    this.listener = listener;
    this.reviewers = reviewers;
  }

  /**
   * Returns when all new scripts have run and the reviewers were told.
   *
   * @throws ProblemException if no script could be run
   */
  public Verdict run() {
    try {
      RehearsalBase base = search.find(request.deploy());
      ScriptChanges own = base.changes().of(request.scripts()::holds);
      DeployRequest deploy = request.deploy().with(request.scripts());
      listener.on(new ChangesDetected(own, deploy.scripts().scripts().size()));
      base.words().ifPresent(this::note);
      request.notes().forEach(this::note);
      List<Finding> found = check.findings(deploy, own, request.scripts());
      return own.changes().isEmpty()
          ? nothingToDo(found)
          : rehearsed(base, found, own, DueScripts.of(own, deploy.scripts().scripts()));
    } catch (UnprovenException e) {
      Verdict verdict =
          new Verdict(
              Verdict.Kind.UNKNOWN,
              VerdictDetails.of(e.problem())
                  .state("nothing but the rehearsal's own database was changed"));
      tell(Optional.empty(), List.of(), verdict);
      return verdict;
    } catch (ProblemException e) {
      tell(Optional.empty(), List.of(), Verdict.of(e));
      throw e;
    }
  }

  private Verdict nothingToDo(List<Finding> found) {
    Verdict verdict =
        found.stream().anyMatch(Finding::isError)
            ? new Verdict(
                Verdict.Kind.WOULD_FAIL,
                VerdictDetails.of(ScriptErrors.problem(request.deploy().scripts().folder(), found)))
            : new Verdict(
                Verdict.Kind.NOTHING_TO_DO,
                VerdictDetails.of("no script of %s is new".formatted(request.environment()))
                    .next("to rehearse more scripts, name an earlier commit with --since SHA"));
    tell(Optional.empty(), found, verdict);
    return verdict;
  }

  private Verdict rehearsed(
      RehearsalBase base, List<Finding> found, ScriptChanges own, DueScripts due) {
    RehearsalStage.Played played = stage.play(request, base, listener);
    List<Finding> findings =
        MeasuredFindings.with(
            found, played.rehearsal(), request.deploy().scripts().scripts(), check.settings());
    listener.on(new RehearsalEnded(played.rehearsal(), search.folder(), findings));
    Verdict verdict =
        new RehearsalVerdictRules(
                request.environment(),
                request.deploy().scripts().folder(),
                request.settings().isRequired(),
                played.rehearsal(),
                NotRehearsed.in(played.rehearsal(), played.gaps(), due, own.edited()),
                findings)
            .verdict();
    tell(Optional.of(played.rehearsal()), findings, verdict);
    return verdict;
  }

  private void tell(Optional<Rehearsal> rehearsal, List<Finding> findings, Verdict verdict) {
    reviewers.tellRehearsal(rehearsal, findings, verdict).ifPresent(this::note);
  }

  private void note(String sentence) {
    listener.on(new Noted(sentence));
  }
}
