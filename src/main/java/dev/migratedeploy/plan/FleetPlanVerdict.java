package dev.migratedeploy.plan;

import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.plan.state.DatabaseGroup;
import dev.migratedeploy.plan.state.PlannedScript;
import dev.migratedeploy.plan.state.ScriptState;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.support.OwnCommand;
import dev.migratedeploy.verdict.ExitCode;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a deploy to many databases would come to: SAFE only if it is for each of them. */
final class FleetPlanVerdict {
  private static final int NAMED = 3;
  private static final int MOST_CAUSES = 10;

  /** From the least certain on. */
  private static final List<ExitCode> WORST_FIRST =
      List.of(
          ExitCode.UNKNOWN,
          ExitCode.STILL_RUNNING,
          ExitCode.REFUSED,
          ExitCode.FAILED,
          ExitCode.NOT_STARTED,
          ExitCode.SUCCESS);

  private final DeployRequest request;
  private final List<DatabaseGroup> groups;
  private final int all;

  FleetPlanVerdict(DeployRequest request, List<DatabaseGroup> groups) {
    this.request = request;
    this.groups = List.copyOf(groups);
    this.all = request.targets().all().size();
  }

  /**
   * The verdict on the plan.
   *
   * @param tasks the verdict on its tasks, for which a pending script is a failure
   */
  Verdict of(Verdict tasks) {
    int told = groups.stream().mapToInt(group -> group.databases().size()).sum();
    if (tasks.isUncertain() || tasks.is(Verdict.Kind.REFUSED) || groups.isEmpty()) {
      return tasks;
    }
    Verdict.Kind worst =
        groups.stream()
            .map(group -> group.verdict().kind())
            .min(Comparator.comparing(kind -> WORST_FIRST.indexOf(kind.exitCode())))
            .orElseThrow();
    if (told < all && worst.exitCode() != ExitCode.FAILED) {
      return unknown(all - told);
    }
    return worst.exitCode() == ExitCode.SUCCESS
        ? new Verdict(Verdict.Kind.SAFE, safe())
        : new Verdict(
            worst, notSafe(groups.stream().filter(group -> group.verdict().is(worst)).toList()));
  }

  private Verdict unknown(int left) {
    return new Verdict(
        Verdict.Kind.UNKNOWN,
        VerdictDetails.of(
                "what a deploy would do is not known of "
                    + HumanReadable.count(left, "database")
                    + " of "
                    + all)
            .state("nothing was changed by this plan")
            .next("run the job again"));
  }

  private VerdictDetails notSafe(List<DatabaseGroup> bad) {
    DatabaseGroup first = bad.get(0);
    int databases = bad.stream().mapToInt(group -> group.databases().size()).sum();
    String which = databases + " of " + HumanReadable.count(all, "database") + ": ";
    VerdictDetails said =
        bad.size() == 1
            ? VerdictDetails.of(which + caused(first))
                .details(first.verdict().explanation().details())
            : VerdictDetails.of(which + bad.size() + " different causes")
                .details(bad.stream().limit(MOST_CAUSES).map(FleetPlanVerdict::caused).toList());
    return said.state("nothing was changed by this plan")
        .next(
            first
                .verdict()
                .explanation()
                .next()
                .orElseGet(() -> "see " + OwnCommand.of("fleet", request.environment().name())));
  }

  private static String caused(DatabaseGroup group) {
    return GroupMessages.names(group) + " (" + group.verdict().explanation().cause() + ")";
  }

  private VerdictDetails safe() {
    List<DatabaseGroup> pending = groups.stream().filter(it -> !pending(it).isEmpty()).toList();
    if (pending.isEmpty()) {
      return VerdictDetails.of(
          "nothing is pending in "
              + HumanReadable.count(all, "database")
              + (groups.size() == 1 ? ", " + groups.get(0).words() : ""));
    }
    int others = pending.size() - NAMED;
    VerdictDetails said =
        VerdictDetails.of(
            "a deploy would apply "
                + pending.stream()
                    .limit(NAMED)
                    .map(FleetPlanVerdict::apply)
                    .collect(Collectors.joining("; "))
                + (others > 0
                    ? "; and others to the databases of "
                        + HumanReadable.count(others, "more group")
                    : ""));
    Optional<String> hidden =
        pending.stream().flatMap(it -> it.verdict().explanation().state().stream()).findFirst();
    return hidden.map(said::state).orElse(said);
  }

  private static List<PlannedScript> pending(DatabaseGroup group) {
    return group.plan().map(plan -> plan.in(ScriptState.PENDING)).orElse(List.of());
  }

  /** Such as {@code 1 script to 409 databases: V8__b.sql}. */
  private static String apply(DatabaseGroup group) {
    List<PlannedScript> scripts = pending(group);
    return HumanReadable.count(scripts.size(), "script")
        + " to "
        + HumanReadable.count(group.databases().size(), "database")
        + (scripts.size() > NAMED
            ? ""
            : scripts.stream()
                .map(PlannedScript::name)
                .collect(Collectors.joining(", ", ": ", "")));
  }
}
