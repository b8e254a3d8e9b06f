package dev.migratedeploy.plan;

import dev.migratedeploy.changes.ComparisonBaseMessages;
import dev.migratedeploy.deploy.event.DeployEvent.PendingListed;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.plan.pending.EnvironmentStatus;
import dev.migratedeploy.plan.pending.PendingScripts;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.List;
import java.util.Optional;

/** Lists what is pending in every environment. */
public final class PendingRun {
  private final PendingScripts scripts;
  private final List<String> environments;
  private final Optional<PendingAge> age;
  private final DeployListener listener;

  /**
   * Looks at these environments.
   *
   * @param age how long a script may be pending; empty for no limit
   */
  public PendingRun(
      PendingScripts scripts,
      List<String> environments,
      Optional<PendingAge> age,
      DeployListener listener) {
    this.scripts = scripts;
    this.environments = List.copyOf(environments);
    this.age = age;
    this.listener = listener;
  }

  /**
   * Returns when every environment was looked up; a pending script is no failure, unless it has
   * been pending for too long.
   *
   * @throws ProblemException if GitLab does not tell what was deployed
   */
  public Verdict run() {
    List<EnvironmentStatus> all = environments.stream().map(scripts::of).toList();
    listener.on(new PendingListed(all));
    String words = words(all);
    return age.map(limit -> limit.weigh(all, words))
        .orElseGet(() -> new Verdict(Verdict.Kind.LISTED, VerdictDetails.of(words)));
  }

  private static String words(List<EnvironmentStatus> all) {
    List<String> behind =
        all.stream()
            .filter(EnvironmentStatus.Known.class::isInstance)
            .map(EnvironmentStatus.Known.class::cast)
            .filter(status -> !status.waiting().isEmpty())
            .map(
                status ->
                    status.environment()
                        + " has "
                        + HumanReadable.count(status.waiting().size(), "pending script")
                        + status
                            .since()
                            .map(day -> ", the oldest since " + ComparisonBaseMessages.day(day))
                            .orElse(""))
            .toList();
    long notKnown = all.stream().filter(EnvironmentStatus.NotKnown.class::isInstance).count();
    String rest =
        notKnown == 0
            ? ""
            : "; of " + HumanReadable.count(notKnown, "environment") + " it is not known";
    return (behind.isEmpty()
            ? (notKnown == 0
                ? "no script is pending in any environment"
                : "no script is pending in any other")
            : String.join("; ", behind))
        + rest;
  }
}
