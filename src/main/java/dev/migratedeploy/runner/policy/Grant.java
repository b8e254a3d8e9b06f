package dev.migratedeploy.runner.policy;

import dev.migratedeploy.config.Constraint;
import dev.migratedeploy.config.YamlFile;
import dev.migratedeploy.findings.FindingsSettings;
import dev.migratedeploy.notify.Receiver;
import dev.migratedeploy.project.Settings;
import dev.migratedeploy.runner.checkout.CheckoutLimits;
import dev.migratedeploy.runner.job.JobRequest;
import dev.migratedeploy.runner.job.LogSafe;
import dev.migratedeploy.support.Defaults;
import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.targets.TargetsSettings;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a job may do in the environment that it asked for. */
public final class Grant {
  private static final List<String> CONFIGURATIONS = List.of("flyway.conf", "flyway.toml");

  /** What changes nothing in a database. */
  private static final Set<String> LOOKING = Set.of("plan", "info", "validate");

  private final EnvironmentRule rule;
  private final JobRequest wish;

  Grant(EnvironmentRule rule, JobRequest wish) {
    this.rule = rule;
    this.wish = wish;
  }

  /** What a wish asks for that the rule has no place for. */
  static Optional<AuthorizationDecision> objectionTo(JobRequest wish, EnvironmentRule rule) {
    Optional<String> command =
        wish.command().flatMap(word -> rule.commands().objectionTo(List.of(word)));
    if (command.isPresent()) {
      return Optional.of(
          refused(
              "the job may not do what MIGRATE_DEPLOY_COMMAND says, %s: %s"
                  .formatted(LogSafe.quoted(wish.command().orElse("")), command.get()),
              "choose one of these, or ask an administrator of the runner's host"));
    }
    return wish.settingsFile().flatMap(file -> objectionTo(file, rule.project().settingsFiles()));
  }

  private static Optional<AuthorizationDecision> objectionTo(String file, List<String> allowed) {
    if (!allowed.isEmpty() && !allowed.contains(file)) {
      return Optional.of(
          refused(
              "MIGRATE_DEPLOY_CONFIG names the settings file %s, and the policy allows %s"
                  .formatted(LogSafe.quoted(file), String.join(", ", allowed)),
              "name one of these, or leave the variable out"));
    }
    return Constraint.RELATIVE_PATH
        .expected(file)
        .map(
            what ->
                refused(
                    "MIGRATE_DEPLOY_CONFIG is %s, and not %s".formatted(LogSafe.quoted(file), what),
                    "name the settings file by its path in the repository"));
  }

  private static AuthorizationDecision refused(String cause, String next) {
    return new AuthorizationDecision.Refused(Problem.of(cause, next));
  }

  /** Why the job may not do now what it wishes; what only looks may always look. */
  public Optional<Problem> objectionAt(Instant now) {
    return wish.command().filter(LOOKING::contains).isPresent()
        ? Optional.empty()
        : rule.limits().windows().objectionAt(now, rule.name());
  }

  /** The environment's name, in the policy and in GitLab. */
  public String environment() {
    return rule.name();
  }

  /** The project's own settings file, by its path in the repository. */
  public String settingsFile() {
    return wish.settingsFile()
        .or(() -> rule.project().settingsFiles().stream().findFirst())
        .orElse(Defaults.SETTINGS_FILE);
  }

  /** Nobody has asked for the usual one by its name, so that a project can do without. */
  private boolean mayBeMissing() {
    return wish.settingsFile().isEmpty() && rule.project().settingsFiles().isEmpty();
  }

  /**
   * The files beside the scripts that are to be checked out, if they are there: the settings file,
   * Flyway's own configuration, and the list of databases that the policy names.
   */
  public List<String> files() {
    return Stream.of(
            Stream.of(settingsFile()),
            CONFIGURATIONS.stream().map(this::beside),
            rule.targets().flatMap(TargetsSettings::file).stream())
        .flatMap(files -> files)
        .distinct()
        .toList();
  }

  private String beside(String name) {
    return settingsFile().substring(0, settingsFile().lastIndexOf('/') + 1) + name;
  }

  /** How many scripts there may be, how large, and how they may end. */
  public CheckoutLimits bounds() {
    return rule.limits().checkout();
  }

  /** Who is told of a deploy: the variables are those of the runner's host. */
  public List<Receiver> receivers() {
    return rule.project().receivers();
  }

  /** The longest that a task may be waited for. */
  public Duration longestWait() {
    return rule.limits().longestWait();
  }

  /**
   * What is to be done: the policy's own values, and of the project's settings file only what the
   * policy leaves open: {@code scripts}, {@code findings}, {@code command} and {@code timeout}.
   * Placeholders in it see only the policy's {@code variables}.
   *
   * @param checkout the directory that holds {@link #files}
   * @throws RefusedException if a file wants something else; every problem at once
   */
  public Settings settings(Path checkout) {
    refuseConfiguration(checkout);
    Path file = FileNames.resolve(checkout, settingsFile());
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return with(
          YamlFile.settings(file, settingsFile())
              .read(rule.project().variables(), top -> RepositorySettings.read(top, rule)));
    }
    if (!mayBeMissing()) {
      throw new RefusedException(
          Problem.of(
              "the commit has no settings file %s, which %s"
                  .formatted(
                      LogSafe.quoted(settingsFile()),
                      wish.settingsFile().isPresent()
                          ? "MIGRATE_DEPLOY_CONFIG names"
                          : "the runner's policy asks for"),
              "commit it under that name, or correct MIGRATE_DEPLOY_CONFIG"));
    }
    return policysOwn();
  }

  /** What is to be done if the project's settings say nothing. */
  public Settings policysOwn() {
    return with(
        new RepositorySettings(
            Defaults.SCRIPTS, FindingsSettings.none(), Optional.empty(), Optional.empty()));
  }

  private Settings with(RepositorySettings own) {
    return new Settings(
        own.scripts(),
        rule.image().settings(),
        own.findings(),
        rule.task()
            .settings()
            .running(
                wish.command()
                    .map(List::of)
                    .or(own::command)
                    .orElse(rule.task().settings().command()))
            .waiting(own.timeout().or(rule.task().settings()::timeout).orElseGet(this::usualWait)),
        rule.targets(),
        List.of(rule.name()));
  }

  private Duration usualWait() {
    return rule.limits().longestWait().compareTo(Defaults.TIMEOUT) < 0
        ? rule.limits().longestWait()
        : Defaults.TIMEOUT;
  }

  private void refuseConfiguration(Path checkout) {
    for (String name : rule.project().flywayConfiguration() ? List.<String>of() : CONFIGURATIONS) {
      if (Files.exists(FileNames.resolve(checkout, beside(name)), LinkOption.NOFOLLOW_LINKS)) {
        throw new RefusedException(
            Problem.of(
                "the policy lets no Flyway configuration of the project's in, and there is "
                    + beside(name),
                "move what it says into the task definition's environment or the base image, or"
                    + " ask an administrator of the runner's host for flyway-configuration: true"));
      }
    }
  }
}
