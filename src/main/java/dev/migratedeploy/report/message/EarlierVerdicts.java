package dev.migratedeploy.report.message;

import dev.migratedeploy.gitlab.EarlierDeploys.EarlierDeploy;
import dev.migratedeploy.notify.Receiver;
import dev.migratedeploy.verdict.Verdict;
import java.util.List;

/**
 * What was told before, as far as GitLab knows. If in doubt something is told again: a message too
 * many is better than none.
 *
 * @param deploys of this job, the newest first, up to the last that succeeded
 */
record EarlierVerdicts(List<EarlierDeploy> deploys) {
  static final EarlierVerdicts NOT_KNOWN = new EarlierVerdicts(List.of());

  EarlierVerdicts {
    deploys = List.copyOf(deploys);
  }

  /** How many have failed in a row before this one. */
  int failures() {
    return (int) deploys.stream().takeWhile(EarlierDeploy::failed).count();
  }

  /** Whether an earlier try of this very job has come to the same failure. */
  boolean haveTold(Verdict verdict) {
    String cause = withoutNumbers(verdict.explanation().cause());
    return deploys.stream()
        .filter(deploy -> deploy.samePipeline() && deploy.failed())
        .flatMap(deploy -> deploy.result().stream())
        .anyMatch(
            result ->
                result.verdict().equals(verdict.title())
                    && withoutNumbers(result.cause()).equals(cause));
  }

  /** Whether a receiver was told one of the failures before, or may have been. */
  boolean haveTold(Receiver receiver) {
    return deploys.stream()
        .takeWhile(EarlierDeploy::failed)
        .anyMatch(
            deploy ->
                deploy
                    .result()
                    .map(
                        result ->
                            receiver.verdicts().stream()
                                .anyMatch(kind -> kind.title().equals(result.verdict())))
                    .orElse(true));
  }

  /** A task's id, a duration or a count is another one in each try. */
  private static String withoutNumbers(String cause) {
    return cause.replaceAll("\\b[0-9a-f]*[0-9][0-9a-f]*+\\b", "0");
  }
}
