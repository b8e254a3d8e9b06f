package dev.migratedeploy.aws.ecs;

import dev.migratedeploy.targets.Targets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where and how the migration task of one environment runs.
 *
 * @param protection no Spot and no log driver that may drop lines, if it is on
 */
public record EnvironmentSettings(
    String name,
    AwsAccess access,
    TaskTemplateName template,
    ComputeOptions compute,
    TaskNetwork network,
    TaskRun run,
    Protection protection) {

  public Optional<String> region() {
    return access.region();
  }

  public Optional<String> roleArn() {
    return access.roleArn();
  }

  public String cluster() {
    return template.cluster();
  }

  public String taskDefinition() {
    return template.taskDefinition();
  }

  public Optional<String> container() {
    return template.container();
  }

  public List<String> command() {
    return run.command();
  }

  public Optional<Duration> timeout() {
    return run.timeout();
  }

  /** Whether the settings name one revision of the task definition, and not its family. */
  public boolean isPinned() {
    return taskDefinition().matches(".*:[0-9]+");
  }

  /** The same with another command. */
  public EnvironmentSettings running(List<String> otherCommand) {
    return with(access, new TaskRun(otherCommand, run.tags(), run.timeout(), run.targets()));
  }

  /** The same with another AWS role. */
  public EnvironmentSettings inRole(String otherRoleArn) {
    return with(new AwsAccess(access.region(), Optional.of(otherRoleArn)), run);
  }

  /** The same with another time to wait. */
  public EnvironmentSettings waiting(Duration otherTimeout) {
    return with(
        access, new TaskRun(run.command(), run.tags(), Optional.of(otherTimeout), run.targets()));
  }

  /** The databases that it has; none: the one of the task definition. */
  public Targets targets() {
    return run.targets();
  }

  /** The same with other databases. */
  public EnvironmentSettings with(Targets otherTargets) {
    return with(access, new TaskRun(run.command(), run.tags(), run.timeout(), otherTargets));
  }

  private EnvironmentSettings with(AwsAccess itsAccess, TaskRun itsRun) {
    return new EnvironmentSettings(name, itsAccess, template, compute, network, itsRun, protection);
  }
}
