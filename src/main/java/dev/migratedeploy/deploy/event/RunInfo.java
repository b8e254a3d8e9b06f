package dev.migratedeploy.deploy.event;

import dev.migratedeploy.changes.ComparisonBaseMessages;
import dev.migratedeploy.ci.CiContext;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is about to be deployed where: the first line of the output.
 *
 * @param version this tool's
 * @param command of this tool, such as {@code deploy}
 */
public record RunInfo(
    String version,
    String project,
    String environment,
    Optional<String> ref,
    String commit,
    Optional<String> job,
    String command) {
  /**
   * What GitLab's variables say of a run.
   *
   * @param command such as {@code deploy}
   */
  public static RunInfo of(String version, CiContext ci, String environment, String command) {
    return new RunInfo(
        version,
        ci.projectPath().orElse("project " + ci.projectId()),
        environment,
        ci.ref(),
        ci.commitSha(),
        ci.jobId(),
        command);
  }

  /** Whether scripts are only run on a database that the job has brought along. */
  public boolean isRehearsal() {
    return command.equals("rehearse");
  }

  public String words() {
    return Stream.of(
            Optional.of("migrate-deploy " + version),
            Optional.of(project),
            Optional.of(environment),
            Optional.of(
                ref.map(name -> name + " ").orElse("") + ComparisonBaseMessages.shortSha(commit)),
            job.map(id -> "job " + id))
        .flatMap(Optional::stream)
        .collect(Collectors.joining("   "));
  }
}
