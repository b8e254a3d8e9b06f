package dev.migratedeploy.deploy;

import dev.migratedeploy.changes.ComparisonBase.LastDeployment;
import java.util.Optional;

/**
 * What a deploy leaves in the task definition's revision that it registers: a docker label of the
 * migration container. The job that wrote it may fail afterwards, so it also carries what was known
 * of the successful deployment before.
 *
 * @param job GitLab's id of the job that registered the revision
 * @param values what its task ran with
 * @param after GitLab's id of the last successful deployment at that time; 0 if there was none, and
 *     {@link #AFTER_PARTS} if those that there were had been for some of the databases
 * @param valuesBefore what that one ran with, if it was known
 * @param template the revision of which the job made its own; a revision that is copied later, as
 *     for a plan, has another one
 */
record RunLabel(
    String job,
    DecidingValues values,
    long after,
    Optional<DecidingValues> valuesBefore,
    int template) {
  static final long AFTER_PARTS = -1;

  private static final String NOTHING = "-";

  /** From {@link #toString}; empty if that is something else. */
  static Optional<RunLabel> parse(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != 5
        || !parts[2].matches("-1|[0-9]{1,18}")
        || !parts[4].matches("[0-9]{1,9}")) {
      return Optional.empty();
    }
    return DecidingValues.parse(parts[1])
        .map(
            values ->
                new RunLabel(
                    parts[0],
                    values,
                    Long.parseLong(parts[2]),
                    DecidingValues.parse(parts[3]),
                    Integer.parseInt(parts[4])));
  }

  /** Whether its writer was there for only some of the environment's databases. */
  boolean isOfPart() {
    return values.partial();
  }

  /**
   * Whether no success before its writer's is one of the whole environment, as far as is known; its
   * writer's own may be.
   */
  boolean isAfterParts() {
    return after == AFTER_PARTS;
  }

  /** What a job writes that comes next, if it does not know another deployment of all. */
  long next() {
    return isOfPart() || isAfterParts() ? (after > 0 ? after : AFTER_PARTS) : 0;
  }

  /** Whether a job has written it that ran with these values. */
  boolean isOf(String otherJob, DecidingValues otherValues) {
    return job.equals(otherJob) && values.equals(otherValues);
  }

  /**
   * What the task ran with whose success the last deployment stands for. A job that had nothing to
   * do is a successful deployment too, and leaves no label; so the writer's success may be an
   * earlier one.
   *
   * @return empty if this label cannot tell
   */
  Optional<DecidingValues> valuesAt(LastDeployment last) {
    if (values.partial()) {
      return after == last.id() ? valuesBefore : Optional.empty();
    }
    if (last.jobs().contains(job)) {
      return Optional.of(values);
    }
    if (after == last.id()) {
      return valuesBefore; // Nothing has succeeded since, so the writer has failed.
    }
    // Another job has succeeded without a label: it found this one's task, and so had the same
    // values, or it had nothing to do, and so had the values before.
    return valuesBefore.isEmpty() || valuesBefore.get().equals(values)
        ? Optional.of(values)
        : Optional.empty();
  }

  /**
   * The last successful deployment that was a deploy of the whole environment: of the writer, or if
   * that has failed or was for some of the databases, the one that it compared with. One without a
   * label since then has left the scripts as they were, or it followed the writer's task, or its
   * job did something else; only the first and the last are common, and in both cases what the
   * label knows is right.
   *
   * @return empty if the label does not tell
   */
  Optional<LastDeployment> deploy(LastDeployment last) {
    return last.earlier(recorded -> !values.partial() && recorded.job().equals(job))
        .or(
            () ->
                last.earlier(
                    recorded ->
                        after > 0
                            ? recorded.deployment() == after
                            : !isAfterParts() && isBefore(recorded.job(), job)));
  }

  /** GitLab numbers its jobs in the order in which they were made. */
  private static boolean isBefore(String one, String other) {
    return one.length() == other.length()
        ? one.compareTo(other) < 0
        : one.length() < other.length();
  }

  @Override
  public String toString() {
    return String.join(
        " ",
        job,
        values.toString(),
        String.valueOf(after),
        valuesBefore.map(DecidingValues::toString).orElse(NOTHING),
        String.valueOf(template));
  }
}
