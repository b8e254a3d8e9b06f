package dev.migratedeploy.doctor;

import dev.migratedeploy.notify.Receiver;
import dev.migratedeploy.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who would be notified of a deploy. Nothing is sent, and no address is shown. */
public record MessagesCheck(List<Receiver> receivers, Map<String, String> variables) {
  private static final String MESSAGES = "messages";

  /** Says nothing of an environment that has no receiver. */
  public void into(Checklist list, String environment) {
    for (Receiver receiver : receivers) {
      if (receiver.isOf(environment)) {
        Optional<String> obstacle = receiver.obstacle(variables);
        obstacle.ifPresentOrElse(
            why ->
                list.warning(
                    MESSAGES,
                    receiver.words() + " would not be notified: " + why,
                    "set or correct the variable in Settings > CI/CD > Variables; a protected one"
                        + " is set only on protected branches and tags"),
            () -> list.ok(MESSAGES, receiver.words() + " is notified of " + verdicts(receiver)));
      }
    }
  }

  private static String verdicts(Receiver receiver) {
    return receiver.verdicts().stream()
        .sorted()
        .map(Verdict.Kind::title)
        .collect(Collectors.joining(", "));
  }
}
