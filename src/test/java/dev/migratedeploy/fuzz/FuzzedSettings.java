package dev.migratedeploy.fuzz;

import dev.migratedeploy.notify.Receiver;
import dev.migratedeploy.project.SettingsFile;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Either settings or a refusal, by both ways of reading them. */
final class FuzzedSettings implements FuzzTarget.Reading {
  static final Map<String, String> VARIABLES = Map.of("SUBNET", "subnet-1", "EMPTY", "");

  private static final String ADDRESS = "https://hooks.example.com/services/T0/B0/0123456789";

  private final Scratch scratch = new Scratch();

  @Override
  public void of(String text) throws IOException {
    Path file = scratch.with(text);
    refusable(text, () -> SettingsFile.read(file, "staging", VARIABLES), scratch);
    refusable(text, () -> SettingsFile.common(file, VARIABLES), scratch);
    SettingsFile.receivers(file).forEach(FuzzedSettings::check);
  }

  /** What could not be sent is told, and the address itself never. */
  private static void check(Receiver receiver) {
    Messages.checkLine(receiver.words());
    Messages.checkLine(receiver.obstacle(Map.of(receiver.url(), ADDRESS)).orElse(""));
    if (!receiver.secrets(Map.of(receiver.url(), ADDRESS)).contains(ADDRESS)) {
      throw new AssertionError("no secret: " + receiver);
    }
  }

  static void refusable(String text, Runnable reading, Scratch scratch) {
    try {
      reading.run();
    } catch (RefusedException refused) {
      Problem problem = refused.problem();
      Messages.check(
          new Problem(
              scratch.withoutFolder(problem.cause()),
              problem.details().stream().map(scratch::withoutFolder).toList(),
              problem.next()),
          text);
    }
  }
}
