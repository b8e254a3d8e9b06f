package dev.migratedeploy.cli;

import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.Map;

/** A command that a person has started in a shell: there is no job to retry, and no runner. */
final class ByHand {
  private ByHand() {}

  /** Tells the verdict in words for the person who has started the command. */
  static DeployListener telling(DeployListener listener, Map<String, String> variables) {
    return isJob(variables)
        ? listener
        : event ->
            listener.on(
                event instanceof VerdictReached reached
                    ? new VerdictReached(words(reached.verdict()))
                    : event);
  }

  /** What to do next, for the person who has started the command. */
  static String next(String sentence, Map<String, String> variables) {
    return isJob(variables) ? sentence : words(sentence);
  }

  private static Verdict words(Verdict verdict) {
    VerdictDetails told = verdict.explanation();
    return told.next()
        .map(next -> new Verdict(verdict.kind(), told.next(words(next)), verdict.unapplied()))
        .orElse(verdict);
  }

  private static String words(String sentence) {
    return sentence
        .replace("retry the job", "run the command again")
        .replace("the runner reaches", "this machine reaches");
  }

  private static boolean isJob(Map<String, String> variables) {
    return variables.containsKey("CI") || variables.containsKey("CI_JOB_ID");
  }
}
