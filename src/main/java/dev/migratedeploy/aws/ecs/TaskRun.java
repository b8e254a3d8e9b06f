package dev.migratedeploy.aws.ecs;

import dev.migratedeploy.targets.Targets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an environment's task does.
 *
 * @param command what the entrypoint is given, such as {@code migrate}
 * @param tags for the task, at most 50
 * @param timeout how long to wait for the task, if the command line does not say it
 * @param targets the databases that it is done for; none: the one of the task definition
 */
public record TaskRun(
    List<String> command, Map<String, String> tags, Optional<Duration> timeout, Targets targets) {
  public TaskRun {
    command = List.copyOf(command);
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /** What a task does for the database of its task definition. */
  public TaskRun(List<String> command, Map<String, String> tags, Optional<Duration> timeout) {
    this(command, tags, timeout, Targets.NONE);
  }
}
