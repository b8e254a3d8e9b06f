package dev.migratedeploy.demo;

import java.util.List;
import java.util.function.Consumer;

/**
 * Something that goes wrong, and what the person on call must then be able to read.
 *
 * @param title what goes wrong, in a few words
 * @param arrangement makes it go wrong
 * @param exitCode the job's
 * @param said words that the output must have
 */
public record RootCause(
    String title, Consumer<Stage> arrangement, int exitCode, List<String> said) {
  /** Runs it in an environment that has just been made. */
  public ToolProcess.Result happen(Stage stage) {
    try {
      arrangement.accept(stage);
      return stage.run();
    } finally {
      stage.end();
    }
  }

  @Override
  public String toString() {
    return title;
  }
}
