package dev.migratedeploy.cli;

import dev.migratedeploy.aws.ecs.RoleArn;
import dev.migratedeploy.deploy.request.CancelPolicy;
import dev.migratedeploy.deploy.request.IfRunning;
import dev.migratedeploy.support.Defaults;
import dev.migratedeploy.support.Durations;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options, which come before or after the command's name. */
final class DeployOptions {
  /** What a flag means where it is given: picocli would take the opposite of its variable. */
  private static final String TRUE = "true";

  @Option(
      names = {"-e", "--env"},
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      completionCandidates = EnvironmentNames.class,
      description = "Environment of the configuration file.")
  @Nullable String environment;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Configuration file; default: " + Defaults.SETTINGS_FILE + ".")
  Path config = Path.of(Defaults.SETTINGS_FILE);

  @Option(
      names = "--target",
      paramLabel = "GLOB",
      scope = ScopeType.INHERIT,
      converter = TargetConverter.class,
      description =
          "Only these of the environment's targets: a name, * for any letters, ? for one, commas"
              + " between several; default: all.")
  @Nullable String target;

  @Option(
      names = "--role-arn",
      paramLabel = "ARN",
      scope = ScopeType.INHERIT,
      converter = RoleArnConverter.class,
      description = "The AWS role to assume; default: the file's role-arn.")
  @Nullable String roleArn;

  @Option(
      names = "--since",
      paramLabel = "SHA",
      scope = ScopeType.INHERIT,
      description =
          "Compare the scripts with this commit; default: the last successful deployment to the"
              + " environment by this job; for rehearse what the change is merged into. For history"
              + " how far back it looks, such as 90d or a day; default: 90d.")
  @Nullable String since;

  @Option(
      names = "--force",
      fallbackValue = TRUE,
      scope = ScopeType.INHERIT,
      description = "Run the task even if nothing changed.")
  boolean force;

  @Option(
      names = "--dry-run",
      fallbackValue = TRUE,
      scope = ScopeType.INHERIT,
      description = "Say what would be done, and change nothing anywhere.")
  boolean dryRun;

  @Option(
      names = "--as-planned",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "Deploy only what this plan.json has shown; anything else is refused with the"
              + " difference.")
  @Nullable Path asPlanned;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      scope = ScopeType.INHERIT,
      converter = DurationConverter.class,
      description =
          "How long to wait for the task, or for the rehearsal, such as 45m or 1h30m; default: "
              + Defaults.TIMEOUT_TEXT
              + ".")
  @Nullable Duration timeout;

  @Option(
      names = "--on-cancel",
      paramLabel = "finish|stop",
      scope = ScopeType.INHERIT,
      description = "What a cancelled job does to a task that has begun; default: finish.")
  OnCancel onCancel = OnCancel.finish;

  @Option(
      names = "--if-running",
      paramLabel = "wait|attach|fail",
      scope = ScopeType.INHERIT,
      description =
          "What to do if another migration of this environment runs; default: attach if it is"
              + " this image, else wait.")
  WhenRunning ifRunning = WhenRunning.auto;

  @Option(
      names = "--report-dir",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "Where the report files go; for history where the deploys have put theirs; default:"
              + " migrate-deploy-report.")
  Path reportDirectory = Path.of(Defaults.REPORT_DIRECTORY);

  @Option(
      names = "--json",
      fallbackValue = TRUE,
      scope = ScopeType.INHERIT,
      description = "Print JSON on standard output, and everything else on standard error.")
  boolean json;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      scope = ScopeType.INHERIT,
      description =
          "auto, always or never; default: auto, which is colour in GitLab and on a terminal.")
  Colour colour = Colour.auto;

  @Option(
      names = {"-v", "--verbose"},
      fallbackValue = TRUE,
      scope = ScopeType.INHERIT,
      description = "Say more of what went wrong, such as the error behind the error.")
  boolean verbose;

  @Option(
      names = {"-q", "--quiet"},
      fallbackValue = TRUE,
      scope = ScopeType.INHERIT,
      description = "Print only the result.")
  boolean quiet;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      scope = ScopeType.INHERIT,
      description = "Print the version and exit.")
  boolean version;

  /** When there are colours; in small letters, as they are typed. */
  enum Colour {
    auto,
    always,
    never
  }

  /** What a cancelled job does, as it is typed. */
  enum OnCancel {
    finish(CancelPolicy.FINISH),
    stop(CancelPolicy.STOP);

    final CancelPolicy policy;

    OnCancel(CancelPolicy policy) {
      this.policy = policy;
    }
  }

  /** What to do about another migration, as it is typed. */
  enum WhenRunning {
    auto(IfRunning.AUTO),
    wait(IfRunning.WAIT),
    attach(IfRunning.ATTACH),
    fail(IfRunning.FAIL);

    final IfRunning wish;

    WhenRunning(IfRunning wish) {
      this.wish = wish;
    }
  }

  /** A variable of a script that is not set would mean all databases. */
  private static final class TargetConverter implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (text.isBlank()) {
        throw new WrongValue("the name of a target, such as acme or eu-*");
      }
      return text;
    }
  }

  private static final class RoleArnConverter implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      return RoleArn.parse(text).orElseThrow(() -> new WrongValue(RoleArn.ACCEPTED));
    }
  }

  private static final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return Durations.parse(text).orElseThrow(() -> new WrongValue(Durations.ACCEPTED));
    }
  }
}
