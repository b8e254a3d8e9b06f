package dev.migratedeploy.deploy;

import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.changes.ComparisonBase;
import dev.migratedeploy.changes.ComparisonBase.GivenCommit;
import dev.migratedeploy.changes.ComparisonBase.LastDeployment;
import dev.migratedeploy.changes.ConfigurationChange;
import dev.migratedeploy.changes.ConfigurationChange.Aspect;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.TaskKeys;
import dev.migratedeploy.support.Prefetch;
import dev.migratedeploy.verdict.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares what decides what a deploy does with what the last one ran with, as the newest revision
 * of the task definition tells it. That knows what no commit tells: arguments, and the values of
 * variables. If it does not know, a task rather runs once too often than once too seldom.
 */
final class LastRun {
  /** What is known of the last successful deployment. */
  private sealed interface Known {
    record Values(DecidingValues values) implements Known {}

    /** There is a label, and it is not certain that it speaks of the last deployment. */
    record Uncertain() implements Known {}

    /** Nothing was ever recorded, as by 0.1.0 and in a revision that another tool registered. */
    record Nothing() implements Known {}
  }

  private final DeployRequest request;
  private final Prefetch<TaskTemplate> template;
  private final DeployReports reports;

  LastRun(DeployRequest request, Prefetch<TaskTemplate> template, DeployReports reports) {
    this.request = request;
    this.template = template;
    this.reports = reports;
  }

  /** The last successful deployment that was a deploy, as far as the record or reports tell. */
  Optional<LastDeployment> deploy(LastDeployment last) {
    Optional<RunLabel> label =
        request.environment().isPinned() || template.fails()
            ? Optional.empty()
            : label(template.get());
    if (label.filter(known -> known.isOfPart() || known.isAfterParts()).isPresent()) {
      return label.get().deploy(last); // Another one's report would not know of the others.
    }
    return label.flatMap(known -> known.deploy(last)).or(() -> reports.deploy(last));
  }

  /** What the next revision is made of. */
  TaskTemplate template() {
    return template.get();
  }

  /** What the files told, and what the revision tells beyond that or knows better. */
  ScriptChanges and(ScriptChanges files) {
    if (!(files.baseline() instanceof LastDeployment || files.baseline() instanceof GivenCommit)) {
      return files; // Everything is new.
    }
    Known known = known(files.baseline());
    if (known instanceof Known.Values last) {
      return files.with(exactly(files.configuration(), last.values()));
    }
    List<ConfigurationChange> changes = new ArrayList<>(files.configuration());
    if (known instanceof Known.Uncertain) {
      changes.add(
          ConfigurationChange.of(
              Aspect.NOT_KNOWN,
              "perhaps: what the last deployment's task ran with is not recorded"));
    } else {
      notRecorded().forEach(changes::add);
    }
    return files.with(changes);
  }

  /** What no file tells, and may be another. */
  private List<ConfigurationChange> notRecorded() {
    List<ConfigurationChange> changes = new ArrayList<>();
    if (!request.arguments().isEmpty()) {
      changes.add(perhaps(Aspect.ARGUMENTS));
    }
    if (!request.targets().list().inFiles()) {
      changes.add(perhaps(Aspect.TARGETS));
    }
    return changes;
  }

  private static ConfigurationChange perhaps(Aspect aspect) {
    return ConfigurationChange.of(
        aspect, aspect.key() + ", perhaps: those of the last deployment are not recorded");
  }

  /**
   * The template whose new revision records this run.
   *
   * @param changes what the run was begun for
   */
  TaskTemplate recorded(ScriptChanges changes) {
    TaskTemplate found = template.get();
    if (request.environment().isPinned()) {
      return found; // The next deploy reads that very revision again.
    }
    Optional<LastDeployment> last =
        changes.baseline() instanceof LastDeployment deployment
            ? Optional.of(deployment)
            : Optional.empty();
    DecidingValues values = DecidingValues.of(request);
    if (changes.isEmpty()
        && last.filter(it -> known(found, it).equals(new Known.Values(values))).isPresent()) {
      return found; // What is recorded is true of this run too.
    }
    return request
        .ci()
        .jobId()
        // A job that starts twice needs no second revision.
        .filter(job -> label(found).filter(label -> label.isOf(job, values)).isEmpty())
        .map(job -> found.labelled(key(), label(job, values, last, found).toString()))
        .orElse(found);
  }

  private Optional<RunLabel> label(TaskTemplate found) {
    return found.label(key()).flatMap(RunLabel::parse);
  }

  private RunLabel label(
      String job, DecidingValues values, Optional<LastDeployment> last, TaskTemplate found) {
    return new RunLabel(
        job,
        values,
        last.map(LastDeployment::id).or(() -> label(found).map(RunLabel::next)).orElse(0L),
        last.flatMap(
            deployment ->
                known(found, deployment) instanceof Known.Values before
                    ? Optional.of(before.values())
                    : Optional.empty()),
        found.revision());
  }

  private Known known(ComparisonBase baseline) {
    if (!(baseline instanceof LastDeployment last) || request.environment().isPinned()) {
      return new Known.Nothing();
    }
    try {
      return known(template.get(), last);
    } catch (ProblemException unreadable) {
      // Told when the template is needed: where a task is to run.
      return new Known.Nothing();
    }
  }

  private Known known(TaskTemplate found, LastDeployment last) {
    if (found.label(key()).isEmpty()) {
      return new Known.Nothing();
    }
    return label(found)
        .filter(it -> found.hasLabelsOf(it.template()) || found.hasLabelsOf(found.revision() - 1))
        .flatMap(it -> it.valuesAt(last))
        .<Known>map(Known.Values::new)
        .orElseGet(Known.Uncertain::new);
  }

  /** The files tell how a value changed, the record whether it did. */
  private List<ConfigurationChange> exactly(
      List<ConfigurationChange> files, DecidingValues before) {
    List<Aspect> differing = DecidingValues.of(request).differingFrom(before);
    List<ConfigurationChange> changes =
        new ArrayList<>(
            files.stream()
                .filter(
                    change ->
                        change.aspect() == Aspect.NOT_KNOWN || differing.contains(change.aspect()))
                .toList());
    for (Aspect aspect : differing) {
      if (changes.stream().noneMatch(change -> change.aspect() == aspect)) {
        changes.add(ConfigurationChange.of(aspect, words(aspect)));
      }
    }
    return changes;
  }

  private String words(Aspect aspect) {
    return switch (aspect) {
      case BASE -> "base, which is " + request.image().base() + " now";
      case FILES -> "files of the image";
      case TARGETS ->
          request.targets().none()
              ? "targets, which it has none of any more"
              : "targets: their names or variables are not those of the last deployment";
      default -> aspect.key();
    };
  }

  private String key() {
    return TaskKeys.label(request.ci(), request.environment().name());
  }
}
