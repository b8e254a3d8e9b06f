package dev.migratedeploy.deploy.request;

import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.aws.ecs.MigrationContainer;
import dev.migratedeploy.aws.ecs.TaskSpec;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.changes.ComparisonBase.LastDeployment;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.changes.ScriptDetection;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.flyway.EnvironmentScripts;
import dev.migratedeploy.flyway.observer.HistoryMark;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import dev.migratedeploy.image.Entrypoint;
import dev.migratedeploy.image.ImageFile;
import dev.migratedeploy.image.ImageForm;
import dev.migratedeploy.image.ImageLayer;
import dev.migratedeploy.image.ImageSettings;
import dev.migratedeploy.image.ImageSpec;
import dev.migratedeploy.image.LockGuard;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.targets.Wave;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is to be done: options, settings and files, read and checked.
 *
 * @param files what else goes into the image
 * @param inquiry what the task is to tell beside its work
 */
public record DeployRequest(
    CiContext ci,
    EnvironmentSettings environment,
    ImageSettings image,
    ScriptFolder scripts,
    List<ImageFile> files,
    RunOptions options,
    Inquiry inquiry) {
  public DeployRequest {
    files = List.copyOf(files);
  }

  public Optional<String> since() {
    return options.since();
  }

  public boolean force() {
    return options.force();
  }

  public boolean dryRun() {
    return options.dryRun();
  }

  public Duration timeout() {
    return options.timeout();
  }

  public CancelPolicy onCancel() {
    return options.onCancel();
  }

  public IfRunning ifRunning() {
    return options.ifRunning();
  }

  public List<String> arguments() {
    return options.arguments();
  }

  /** The same with another command for the image's entrypoint. */
  public DeployRequest running(List<String> command) {
    return new DeployRequest(
        ci, environment.running(command), image, scripts, files, options.forced(), Inquiry.NONE);
  }

  /** The same for a task that is to tell the sizes of tables too. */
  public DeployRequest measuring(List<String> tables) {
    return asking(inquiry.of(tables));
  }

  /** The same for a task that is to tell what the schema history is. */
  public DeployRequest tellingHistory() {
    return asking(inquiry.tellingHistory());
  }

  /** The same for a task that may change the database only if this is its schema history. */
  public DeployRequest expecting(HistoryMark history) {
    return asking(inquiry.expecting(history));
  }

  private DeployRequest asking(Inquiry other) {
    return new DeployRequest(ci, environment, image, scripts, files, options, other);
  }

  /** The databases that it is for; none: the one of the task definition. */
  public Targets targets() {
    return environment.targets();
  }

  /** The same for databases in other waves. */
  public DeployRequest with(Targets others) {
    return new DeployRequest(ci, environment.with(others), image, scripts, files, options, inquiry);
  }

  /** The same for some of the databases, such as those of one task. */
  public DeployRequest of(Collection<Target> some) {
    return with(targets().of(some));
  }

  /** The scripts that a success must find in the database. */
  public DueScripts due() {
    return inquiry.due();
  }

  /** The same with the scripts that a success must find in the database. */
  public DeployRequest withDue(DueScripts scriptsThatAreDue) {
    return asking(inquiry.of(scriptsThatAreDue));
  }

  /** The same if these scripts, by their path, are due too. */
  public DeployRequest withPending(Collection<String> paths) {
    return withDue(
        new DueScripts(
            scripts.scripts().stream()
                .filter(script -> paths.contains(script.path()) || due().scripts().contains(script))
                .toList(),
            due().exact()));
  }

  /** Whether a task was given the same expectation of the schema history, or none as well. */
  public boolean expectsAsIn(Map<String, String> given) {
    return TaskVariables.expectAsIn(given, asked());
  }

  /** The same with the scripts as Flyway finds them in the environment. */
  public DeployRequest with(EnvironmentScripts environmentScripts) {
    return new DeployRequest(
        ci, environment, image, environmentScripts.folder(), files, options, inquiry);
  }

  /** The same for what was found to be new or changed; another tool is believed its exit code. */
  public DeployRequest withDue(ScriptChanges changes) {
    return image.runsFlyway() ? withDue(DueScripts.of(changes, scripts.scripts())) : this;
  }

  /** What changed since the last deployment, or since the commit that was named. */
  public ScriptChanges changes(
      ScriptDetection detection, Function<LastDeployment, Optional<LastDeployment>> deploy) {
    return since()
        .map(sha -> detection.since(sha, scripts.files()))
        .orElseGet(
            () ->
                detection.sinceLastDeployment(
                    ci.environmentName().orElse(environment.name()),
                    ci.jobName(),
                    scripts.files(),
                    deploy));
  }

  /** What the task is made of; refuses one that the environment's protection forbids. */
  public TaskTemplate template(Tasks tasks) {
    TaskTemplate template = tasks.template(environment);
    ProtectedEnvironment.check(environment, template);
    TemplateEntryPoint.check(template, image);
    LogOfTargets.check(environment, template);
    return template;
  }

  /** The image that holds this commit's scripts, in the place of the one that the template runs. */
  public ImageSpec image(TaskTemplate template) {
    List<ImageFile> scriptFiles =
        scripts.everything().stream()
            .map(
                script -> new ImageFile(image.scriptsPath() + "/" + script.path(), script.source()))
            .toList();
    return new ImageSpec(
        image.base(),
        image.repository(),
        new ImageForm(template.architecture(), image.compression()),
        entrypoint(),
        new ImageLayer("scripts", scriptFiles),
        new ImageLayer("files", files),
        template.image());
  }

  private Entrypoint entrypoint() {
    List<String> words = image.entrypoint();
    String location = "filesystem:" + image.scriptsPath();
    if (!image.runsFlyway()) {
      return Entrypoint.of(words);
    }
    return targets().none()
        ? Entrypoint.ofFlyway(words, location, image.observer().on())
        : Entrypoint.ofTargets(words, location, image.observer().on());
  }

  /**
   * The task that runs the image in this environment.
   *
   * @param template whose copy it is started from
   * @param start which of this job's tasks it is, if it starts more than one; the first is 0
   */
  public TaskSpec task(TaskTemplate template, PublishedImage published, int start) {
    return new TaskSpec(
        environment.cluster(),
        new MigrationContainer(
            published.reference(),
            !published.alreadyThere(),
            command(),
            variables(template).environment()),
        environment.compute(),
        environment.network(),
        TaskKeys.startedBy(ci, environment.name()),
        TaskKeys.clientToken(ci, environment, published.digest(), command(), start),
        environment.run().tags());
  }

  TaskVariables variables(TaskTemplate template) {
    return new TaskVariables(
        Optional.of(due())
            .filter(scripts -> migrates() && !scripts.scripts().isEmpty())
            .map(DueScripts::infoCommand),
        image.observer().on() && migrates()
            ? Optional.of(image.observer().locks().map(LockGuard::words).orElse(TaskVariables.OFF))
            : Optional.empty(),
        asked(),
        TaskTargets.of(targets()),
        failures(),
        template.cpuUnits().filter(units -> image.runsFlyway()),
        options.verbose() && image.runsFlyway());
  }

  /** Only the observer can answer. */
  private Inquiry asked() {
    return image.observer().on() ? inquiry : new Inquiry(inquiry.due(), List.of());
  }

  /** The budget of the wave; what only looks at databases looks at all of them. */
  private Optional<Integer> failures() {
    int all = targets().all().size();
    return targets().waves().stream()
        .findFirst()
        .map(Wave::failures)
        .filter(most -> most < all - 1 && !FlywayCommands.onlyLook(command()));
  }

  /** Only one command can be followed by another without a change of its meaning. */
  private boolean migrates() {
    return FlywayCommands.onlyMigrates(command());
  }

  /** What the image's entrypoint gets as arguments. */
  public List<String> command() {
    return Stream.concat(environment.command().stream(), options.arguments().stream()).toList();
  }
}
