package dev.migratedeploy.runner.policy;

import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.config.Section;
import dev.migratedeploy.image.ImageSettings;
import dev.migratedeploy.notify.Receiver;
import dev.migratedeploy.runner.checkout.CheckoutLimits;
import dev.migratedeploy.targets.TargetsSection;
import dev.migratedeploy.targets.TargetsSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the policy says of one environment of a project. */
record EnvironmentRule(
    String name,
    Conditions conditions,
    Commands commands,
    Limits limits,
    ProjectFiles project,
    Fixed<ImageSettings> image,
    Fixed<EnvironmentSettings> task) {
  /**
   * How much a job may ask for, and when.
   *
   * @param longestWait how long a task may be waited for at most
   */
  record Limits(CheckoutLimits checkout, Duration longestWait, DeployWindows windows) {}

  /**
   * What counts of the project's own files.
   *
   * @param flywayConfiguration whether its {@code flyway.conf} or {@code flyway.toml} goes into the
   *     image
   * @param settingsFiles the settings files that a job may choose from, the first being the usual
   *     one; empty if it may choose any file of its commit
   * @param variables what the placeholders of the project's settings see, and all that they see
   * @param receivers who is told of a deploy; what the project's settings say of it does not count
   */
  record ProjectFiles(
      boolean flywayConfiguration,
      List<String> settingsFiles,
      Map<String, String> variables,
      List<Receiver> receivers) {}

  /**
   * Settings that the project cannot change.
   *
   * @param section that they were read from
   */
  record Fixed<T>(T settings, Section section) {}

  /** The databases, if there are many; their problems were told with the policy's. */
  Optional<TargetsSettings> targets() {
    return TargetsSection.ofPolicy(task.section(), image.settings().runsFlyway());
  }
}
