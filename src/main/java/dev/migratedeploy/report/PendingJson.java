package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import dev.migratedeploy.changes.ComparisonBase.LastDeployment;
import dev.migratedeploy.plan.pending.EnvironmentStatus;
import dev.migratedeploy.plan.pending.PendingScript;
import dev.migratedeploy.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code pending.json} of {@code plan --all}, in the schema that the manual documents. */
record PendingJson(int schema, String verdict, int exitCode, List<Environment> environments) {
  private static final int SCHEMA = 1;

  /**
   * One environment.
   *
   * @param problem why it is not known what is pending; then nothing else is there
   * @param job whose last successful deployment was compared with
   * @param deployed the commit of that
   */
  record Environment(
      String environment,
      @Nullable String problem,
      @Nullable String job,
      @Nullable String deployed,
      @Nullable String deployedAt,
      @Nullable List<ConfigurationJson> configuration,
      @Nullable List<Script> scripts) {
    static Environment of(EnvironmentStatus status) {
      return status instanceof EnvironmentStatus.Known known
          ? of(known)
          : of((EnvironmentStatus.NotKnown) status);
    }

    private static Environment of(EnvironmentStatus.NotKnown status) {
      return new Environment(status.environment(), status.why(), null, null, null, null, null);
    }

    private static Environment of(EnvironmentStatus.Known status) {
      Optional<LastDeployment> last =
          status.baseline() instanceof LastDeployment deployment
              ? Optional.of(deployment)
              : Optional.empty();
      return new Environment(
          status.environment(),
          null,
          orNull(status.job()),
          orNull(last.map(LastDeployment::sha)),
          orNull(last.map(LastDeployment::finishedAt).map(Instant::toString)),
          ConfigurationJson.all(status.configuration()),
          status.waiting().stream().map(Script::of).toList());
    }
  }

  /** A script that is merged and not applied, since when. */
  record Script(String path, String kind, @Nullable String since) {
    static Script of(PendingScript script) {
      return new Script(
          script.path(),
          JsonFile.word(script.kind()),
          orNull(script.since().map(Instant::toString)));
    }
  }

  static String of(List<EnvironmentStatus> environments, Verdict verdict) {
    return JsonFile.pretty(
            new PendingJson(
                SCHEMA,
                verdict.title(),
                verdict.exitCode(),
                environments.stream().map(Environment::of).toList()))
        + "\n";
  }
}
