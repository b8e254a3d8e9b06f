package dev.migratedeploy.plan;

import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.DueScripts;
import dev.migratedeploy.deploy.task.IncompleteMessages;
import dev.migratedeploy.flyway.EnvironmentScripts;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.flyway.scripts.ScriptName;
import dev.migratedeploy.flyway.scripts.Version;
import dev.migratedeploy.verdict.UnappliedScript;
import dev.migratedeploy.verdict.UnappliedScript.Reason;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.List;
import java.util.Optional;

/** What a plan knows of the scripts that a deploy would leave out of the database. */
final class PassedOver {
  private final DeployRequest request;
  private final EnvironmentScripts scripts;
  private final MigrationResult flyway;

  PassedOver(DeployRequest request, EnvironmentScripts scripts, MigrationResult flyway) {
    this.request = request;
    this.scripts = scripts;
    this.flyway = flyway;
  }

  /** A plan is not safe if the deploy would end INCOMPLETE. */
  Verdict judge(Verdict plan, DueScripts due) {
    List<UnappliedScript> left =
        due.scripts().stream()
            .flatMap(
                script ->
                    reason(script).stream()
                        .map(reason -> new UnappliedScript(script.path(), reason)))
            .filter(script -> !request.environment().protection().allows(script.reason().key()))
            .toList();
    if (left.isEmpty() || !plan.is(Verdict.Kind.SAFE)) {
      return plan;
    }
    VerdictDetails missing =
        new IncompleteMessages(
                flyway,
                scripts.options(),
                request.environment().name(),
                request.image().scriptsPath())
            .explain(left, DueScripts.migrations(scripts.folder().scripts()).size());
    return new Verdict(
        Verdict.Kind.WOULD_FAIL,
        VerdictDetails.of("a deploy would end INCOMPLETE: Flyway passes over what is due")
            .details(missing.details())
            .state("nothing was changed by this plan")
            .next(missing.next().orElseThrow()),
        left);
  }

  private Optional<Reason> reason(MigrationScript script) {
    return script.name() instanceof ScriptName.Versioned versioned
        ? flyway.table().rows().stream()
            .filter(row -> row.category().equals("Versioned"))
            .filter(
                row ->
                    row.version().flatMap(Version::parse).equals(Optional.of(versioned.version())))
            .reduce((first, second) -> second)
            .flatMap(row -> Reason.ofState(row.state()))
        : Optional.empty();
  }
}
