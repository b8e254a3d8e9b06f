package dev.migratedeploy.sealed.policy;

import dev.migratedeploy.sealed.checkout.Bounds;
import dev.migratedeploy.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a job may do in the environment that it asked for. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedMethod"}) // only for now
public final class Grant {
  private Grant() {}

  /** The environment's name, in the policy and in GitLab. */
  public String environment() {
    throw new UnsupportedOperationException();
  }

  /** The project's own settings file, by its path in the repository; it need not be there. */
  public String settingsFile() {
    throw new UnsupportedOperationException();
  }

  /**
   * The files beside the scripts that may be checked out, where they are there: the settings file
   * and Flyway's own configuration, if the policy lets it in.
   */
  public List<String> files() {
    throw new UnsupportedOperationException();
  }

  /** How many scripts there may be, how large, and how they may end. */
  public Bounds bounds() {
    throw new UnsupportedOperationException();
  }

  /** The longest that a task may be waited for. */
  public Duration longestWait() {
    throw new UnsupportedOperationException();
  }

  /**
   * What is to be done: the policy's own values, and of the project's settings file only what the
   * policy leaves open: {@code scripts}, {@code findings}, {@code command} and {@code timeout}.
   * Placeholders in it see only the policy's {@code variables}.
   *
   * @param checkout the directory that holds the project's settings file, if it has one
   * @throws dev.migratedeploy.problem.RefusedException where the file wants something else; every
   *     problem at once
   */
  public Settings settings(Path checkout) {
    throw new UnsupportedOperationException();
  }
}
