package dev.migratedeploy.plan.comment;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.flyway.observer.DatabaseSession;
import dev.migratedeploy.flyway.observer.LockMessages;
import dev.migratedeploy.gitlab.GitLabNotes;
import dev.migratedeploy.gitlab.Notes;
import dev.migratedeploy.plan.PlanRun;
import dev.migratedeploy.plan.comment.EnvironmentState.Outcome;
import dev.migratedeploy.plan.comment.EnvironmentState.Planned;
import dev.migratedeploy.plan.state.DatabaseGroup;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlannedScript;
import dev.migratedeploy.plan.state.TouchedTables;
import dev.migratedeploy.rehearsal.RehearsalReviewers;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The people who review the merge request for which a plan or a rehearsal is made. */
public final class MergeRequest implements PlanRun.Reviewers, RehearsalReviewers {
  private final CiContext ci;
  private final String environment;
  private final List<String> environments;
  private final WaitableClock ticker;
  private final UnaryOperator<String> mask;

  /**
   * The merge request of this job, if there is one.
   *
   * @param environment of this job
   * @param environments all that may have a part in the comment, in their order
   */
  public MergeRequest(
      CiContext ci, String environment, List<String> environments, WaitableClock ticker) {
    this(ci, environment, environments, ticker, UnaryOperator.identity());
  }

  /**
   * The same.
   *
   * @param mask cuts out of a comment what nobody is to read
   */
  public MergeRequest(
      CiContext ci,
      String environment,
      List<String> environments,
      WaitableClock ticker,
      UnaryOperator<String> mask) {
    this.mask = mask;
    this.ci = ci;
    this.environment = environment;
    this.environments = List.copyOf(environments);
    this.ticker = ticker;
  }

  @Override
  public Optional<String> tell(Optional<Plan> plan, List<Finding> findings, Verdict verdict) {
    return ci.mergeRequestIid()
        .filter(iid -> iid.matches("\\d{1,18}"))
        .map(iid -> comment(iid, body(part(plan, findings, verdict))));
  }

  @Override
  public Optional<String> tellOfMany(
      List<DatabaseGroup> groups, List<Finding> findings, Verdict verdict) {
    GroupRows of = new GroupRows(groups);
    return ci.mergeRequestIid()
        .filter(iid -> iid.matches("\\d{1,18}"))
        .map(
            iid ->
                comment(
                    iid, body(part(of.versions(), of.rows(), of.inTheWay(), findings, verdict))));
  }

  @Override
  public Optional<String> tellRehearsal(
      Optional<Rehearsal> rehearsal, List<Finding> findings, Verdict verdict) {
    boolean proved = verdict.isSuccess() && !verdict.is(Verdict.Kind.NOT_REHEARSED);
    RehearsalState part =
        RehearsalState.of(
            environment,
            new Outcome(verdict.title(), proved, verdict.explanation().cause()),
            commit(),
            rehearsal,
            ReviewedFinding.all(findings, environment));
    return ci.mergeRequestIid()
        .filter(iid -> iid.matches("\\d{1,18}"))
        .map(iid -> comment(iid, CommentBody.of(part.masked(mask))));
  }

  private CommentBody body(EnvironmentState part) {
    return new CommentBody(List.of(part.masked(mask)));
  }

  private String comment(String iid, CommentBody part) {
    String where = "merge request !" + iid;
    if (ci.token().isEmpty()) {
      return "no comment in "
          + where
          + ": CI_JOB_TOKEN may not write one; a GITLAB_TOKEN with the scope api may";
    }
    try {
      new PlanComment(new MaskedNotes(notes(iid), mask), environments, ticker).leave(part);
      return "commented in " + where;
    } catch (ProblemException e) {
      return "no comment in " + where + ": " + e.problem().cause() + "; " + e.problem().next();
    }
  }

  private Notes notes(String iid) {
    return new GitLabNotes(ci, Long.parseLong(iid), ticker);
  }

  private EnvironmentState part(Optional<Plan> plan, List<Finding> findings, Verdict verdict) {
    return part(
        plan.flatMap(Plan::version),
        plan.map(MergeRequest::rows).orElse(List.of()),
        plan.flatMap(it -> it.touched().inTheWay()),
        findings,
        verdict);
  }

  private EnvironmentState part(
      Optional<String> version,
      List<ScriptRow> rows,
      Optional<DatabaseSession> inTheWay,
      List<Finding> findings,
      Verdict verdict) {
    return new EnvironmentState(
        environment,
        new Outcome(verdict.title(), verdict.isSuccess(), verdict.explanation().cause()),
        version,
        commit(),
        rows,
        ReviewedFinding.all(findings, environment).stream().map(ReviewedFinding::text).toList(),
        inTheWay.map(LockMessages::session));
  }

  private Planned commit() {
    return new Planned(
        ci.commitSha(),
        ci.pipelineId().filter(id -> id.matches("\\d{1,18}")).map(Long::valueOf).orElse(0L));
  }

  private static List<ScriptRow> rows(Plan plan) {
    return plan.scripts().stream().map(script -> row(script, plan.touched())).toList();
  }

  static ScriptRow row(PlannedScript script, TouchedTables touched) {
    return new ScriptRow(
        script.name(), script.version(), script.state().words(), script.day(), touched.of(script));
  }
}
