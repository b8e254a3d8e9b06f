package dev.migratedeploy.runner.policy;

import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.config.Section;
import dev.migratedeploy.image.ImageSettings;
import dev.migratedeploy.runner.checkout.CheckoutLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the policy says of one environment of a project.
 *
 * @param longestWait how long a task may be waited for at most
 * @param flywayConfiguration whether the project's own {@code flyway.conf} or {@code flyway.toml}
 *     goes into the image
 * @param settingsFiles the settings files that a job may choose from, the first being the usual
 *     one; empty if it may choose any file of its commit
 * @param variables what the placeholders of the project's settings see, and all that they see
 * @param fixedImage the section that {@code image} was read from
 * @param fixedTask the section that {@code task} was read from
 */
record EnvironmentRule(
    String name,
    Conditions conditions,
    Commands commands,
    CheckoutLimits bounds,
    Duration longestWait,
    boolean flywayConfiguration,
    List<String> settingsFiles,
    Map<String, String> variables,
    ImageSettings image,
    EnvironmentSettings task,
    Section fixedImage,
    Section fixedTask) {}
