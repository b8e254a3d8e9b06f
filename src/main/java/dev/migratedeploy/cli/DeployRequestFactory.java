package dev.migratedeploy.cli;

import dev.migratedeploy.changes.Configuration;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.deploy.planned.PlanDifference;
import dev.migratedeploy.deploy.planned.PlanFile;
import dev.migratedeploy.deploy.planned.PlannedDeploy;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.Inquiry;
import dev.migratedeploy.deploy.request.PlannedContents;
import dev.migratedeploy.deploy.request.RunOptions;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import dev.migratedeploy.image.ImageFile;
import dev.migratedeploy.image.ImageFiles;
import dev.migratedeploy.image.ImageSettings;
import dev.migratedeploy.project.CommonSettings;
import dev.migratedeploy.project.Settings;
import dev.migratedeploy.project.SettingsFile;
import dev.migratedeploy.support.Defaults;
import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.targets.TargetList;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.targets.TargetsSettings;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes a request of options, settings, variables and files, and refuses what cannot be one. */
final class DeployRequestFactory {
  /**
   * What the CI template's job has in the variable of {@code --as-planned} when it asks for none.
   */
  private static final String OFF = "false";

  private final Supplier<Settings> settings;
  private final Supplier<CiContext> ci;
  private final Supplier<CiContext> ciOrCheckout;
  private final CliEnvironment surroundings;
  private final DeployOptions options;
  private final List<String> arguments;

  private DeployRequestFactory(
      JobSource source,
      CliEnvironment surroundings,
      DeployOptions options,
      List<String> arguments) {
    this(source::settings, source::ci, source::ciOrCheckout, surroundings, options, arguments);
  }

  private DeployRequestFactory(
      Supplier<Settings> settings,
      Supplier<CiContext> ci,
      Supplier<CiContext> ciOrCheckout,
      CliEnvironment surroundings,
      DeployOptions options,
      List<String> arguments) {
    this.settings = settings;
    this.ci = ci;
    this.ciOrCheckout = ciOrCheckout;
    this.surroundings = surroundings;
    this.options = options;
    this.arguments = arguments;
  }

  /** For what a job's own options, settings file and variables ask for. */
  static DeployRequestFactory ofJob(RootCommand root) {
    CliEnvironment surroundings = root.surroundings();
    return new DeployRequestFactory(
        new JobSource(surroundings, root.options), surroundings, root.options, root.arguments());
  }

  /**
   * For what the policy of a runner's host has granted: no option, variable or file of the job adds
   * to it.
   */
  static DeployRequestFactory ofGrant(
      Settings settings, CiContext ci, CliEnvironment surroundings, DeployOptions options) {
    return new DeployRequestFactory(
        () -> settings, () -> ci, () -> ci, surroundings, options, List.of());
  }

  Settings settings() {
    return settings.get();
  }

  /** The same for a rehearsal, which needs none of the task's variables. */
  Settings settingsForRehearsal() {
    return new JobSource(surroundings, options).settingsForRehearsal();
  }

  /** The job, or outside of one what is known of the checkout, which may be nothing. */
  CiContext ciOrNothing() {
    return new JobSource(surroundings, options).ciOrNothing();
  }

  CiContext ci() {
    return ci.get();
  }

  /** Where this job, and one of the same name before it, leaves its result. */
  String resultFile() {
    return surroundings.resultFile(options.reportDirectory);
  }

  /** Whether nothing is to be changed. */
  boolean dryRun() {
    return options.dryRun;
  }

  /** The plan that the deploy is held to, if one was given. */
  Optional<PlannedDeploy> plan(DeployRequest request) {
    Path file = options.asPlanned;
    if (file == null || FileNames.text(file).equalsIgnoreCase(OFF)) {
      return Optional.empty();
    }
    PlanDifference.refuseIncomparable(request);
    String environment = request.environment().name();
    PlannedDeploy plan =
        new PlanFile(surroundings.directory().resolve(file), FileNames.text(file), environment)
            .read();
    new PlanDifference(plan, environment).refuseFiles(PlannedContents.files(request));
    return Optional.of(plan);
  }

  /** The job, or outside of one what is known of the checkout. */
  CiContext ciOrCheckout() {
    return ciOrCheckout.get();
  }

  /** What the settings say for all environments. */
  CommonSettings commonSettings() {
    return SettingsFile.common(
        surroundings.directory().resolve(options.config), surroundings.variables());
  }

  /** This commit's scripts. */
  ScriptFolder scripts(String folder) {
    return ScriptFolder.read(surroundings.directory(), folder);
  }

  /** A request for a task with this commit's scripts. */
  DeployRequest withScripts(Settings settings, CiContext ci) {
    Path directory = surroundings.directory();
    ScriptFolder scripts = scripts(settings.scripts());
    return request(
        settings,
        ci,
        scripts,
        ImageFiles.collect(directory, directory.resolve(options.config), settings.image()));
  }

  /** What beside the scripts decides what the jobs of an environment run. */
  Configuration configuration(CommonSettings settings, String environment) {
    Path file = surroundings.directory().resolve(options.config);
    ImageSettings image = settings.image().withKnownFiles();
    List<ImageFile> files;
    try {
      files = ImageFiles.collect(surroundings.directory(), file, image);
    } catch (RefusedException noImage) {
      files = List.of(); // The deploy will tell why.
    }
    return new TrackedFiles(surroundings, file)
        .of(
            image,
            files,
            environment,
            Optional.ofNullable(settings.targets().get(environment))
                .flatMap(TargetsSettings::file));
  }

  /** What beside the scripts decides what a request runs. */
  Configuration configuration(DeployRequest request) {
    return new TrackedFiles(surroundings, surroundings.directory().resolve(options.config))
        .of(
            request.image(),
            request.files(),
            request.environment().name(),
            request.targets().list().file());
  }

  /**
   * The same for what only Flyway can do; refuses another tool.
   *
   * @param command of this tool, such as {@code plan}
   */
  DeployRequest forFlyway(Settings settings, CiContext ci, String command) {
    if (!settings.image().runsFlyway()) {
      throw new RefusedException(
          Problem.of(
              (command.equals("plan")
                      ? "a plan is read from what Flyway says, and image.entrypoint starts "
                      : "scripts are rehearsed with Flyway, and image.entrypoint starts ")
                  + settings.image().entrypoint().get(0),
              "leave %s out for this project".formatted(command)));
    }
    return withScripts(settings, ci);
  }

  /**
   * A request to look at a task that is there: it needs no script, but knows those that it finds.
   */
  DeployRequest withoutScripts(Settings settings, CiContext ci) {
    return request(settings, ci, scriptsIfAny(settings.scripts()), List.of());
  }

  private ScriptFolder scriptsIfAny(String folder) {
    try {
      return scripts(folder);
    } catch (RefusedException none) {
      return new ScriptFolder(folder, List.of());
    }
  }

  private DeployRequest request(
      Settings settings, CiContext ci, ScriptFolder scripts, List<ImageFile> files) {
    return new DeployRequest(
        ci,
        settings.environment().with(targets(settings)),
        settings.image(),
        scripts,
        files,
        options(settings),
        Inquiry.NONE);
  }

  private RunOptions options(Settings settings) {
    RunOptions given =
        new RunOptions(
            Optional.ofNullable(options.since),
            options.force,
            options.dryRun,
            Optional.ofNullable(options.timeout)
                .or(settings.environment()::timeout)
                .orElse(Defaults.TIMEOUT),
            options.onCancel.policy,
            options.ifRunning.wish,
            arguments);
    return options.verbose ? given.with(RunOptions.Flag.VERBOSE) : given;
  }

  /** The databases that are meant. */
  Targets targets(Settings settings) {
    Optional<String> globs = Optional.ofNullable(options.target);
    if (settings.targets().isEmpty() && globs.isPresent()) {
      throw new RefusedException(
          Problem.of(
              "--target chooses among the targets of an environment, and %s has none"
                  .formatted(settings.environment().name()),
              "leave --target and MIGRATE_DEPLOY_TARGET out, or give the environment targets in the"
                  + " settings"));
    }
    return settings
        .targets()
        .map(
            known ->
                TargetList.resolve(
                    known, surroundings.directory(), surroundings.variables(), globs))
        .orElse(Targets.NONE);
  }
}
