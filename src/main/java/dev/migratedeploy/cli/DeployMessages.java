package dev.migratedeploy.cli;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.gitlab.EarlierDeploys;
import dev.migratedeploy.notify.Dispatch;
import dev.migratedeploy.notify.Notice;
import dev.migratedeploy.notify.Receiver;
import dev.migratedeploy.report.message.VerdictMessages;
import dev.migratedeploy.report.message.VerdictMessages.Audience;
import dev.migratedeploy.report.message.VerdictMessages.Print;
import dev.migratedeploy.verdict.AnyFailure;
import dev.migratedeploy.verdict.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Puts together who is told of a deploy.
 *
 * @param resultFile where such a job leaves its {@code result.json}
 */
record DeployMessages(CliEnvironment surroundings, Console page, String resultFile) {
  /** Does nothing. */
  static final DeployListener NONE = event -> {};

  private static final Duration LONGEST_OF_A_CANCELLED_JOB = Duration.ofSeconds(2);

  /** For one try, even if the verdict has come at the last moment. */
  private static final Duration SHORTEST_OF_A_CANCELLED_JOB = Duration.ofMillis(500);

  /** Told as the job's own settings say it. */
  DeployListener of(Supplier<List<Receiver>> receivers, String environment) {
    Optional<String> who =
        Optional.ofNullable(surroundings.variables().get("GITLAB_USER_NAME"))
            .filter(name -> !name.isBlank());
    // What is wrong with the settings is told by the command itself.
    return AnyFailure.handled(
        () -> of(receivers.get(), environment, ci(), who), unreadable -> NONE);
  }

  /**
   * Told as somebody else's rules say it.
   *
   * @param who has started the job
   */
  DeployListener of(
      List<Receiver> receivers, String environment, Optional<CiContext> ci, Optional<String> who) {
    if (receivers.isEmpty()) {
      return NONE;
    }
    receivers.forEach(
        receiver -> surroundings.secrets().addAll(receiver.secrets(surroundings.variables())));
    return new VerdictMessages(
        new Audience(
            receivers, Optional.of(place(environment, ci, who)), ci.flatMap(CiContext::jobUrl)),
        () ->
            ci.filter(CiContext::hasToken).isPresent()
                ? new EarlierDeploys(ci.get(), surroundings.ticker())
                    .to(ci.get().environmentName().orElse(environment), resultFile)
                : List.of(),
        new Dispatch(surroundings.variables(), surroundings.secrets()::cut, surroundings.ticker()),
        new Print(surroundings.secrets()::cut, sentence -> page.listener().on(new Noted(sentence))),
        this::leftIfCancelled,
        surroundings.ticker());
  }

  /** The verdict is printed after it, before the runner kills a cancelled job. */
  private Optional<Duration> leftIfCancelled() {
    return surroundings
        .cancellation()
        .requestedAt()
        .map(
            at ->
                Duration.between(
                    surroundings.ticker().now(), at.plus(surroundings.cancellation().grace())))
        .map(
            left ->
                left.compareTo(LONGEST_OF_A_CANCELLED_JOB) > 0 ? LONGEST_OF_A_CANCELLED_JOB : left)
        .map(
            left ->
                left.compareTo(SHORTEST_OF_A_CANCELLED_JOB) < 0
                    ? SHORTEST_OF_A_CANCELLED_JOB
                    : left);
  }

  private static Notice.Place place(
      String environment, Optional<CiContext> ci, Optional<String> who) {
    return new Notice.Place(
        ci.map(it -> it.projectPath().orElse("project " + it.projectId())).orElse("a project"),
        environment,
        ci.flatMap(CiContext::ref),
        ci.map(CiContext::commitSha).orElse("an unknown commit"),
        ci.flatMap(CiContext::jobName),
        who);
  }

  private Optional<CiContext> ci() {
    try {
      return Optional.of(CiContext.perhapsWithoutToken(surroundings.variables()));
    } catch (ProblemException e) {
      return Optional.empty();
    }
  }
}
