package dev.migratedeploy.deploy.request;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a run is wanted.
 *
 * @param since compare with this commit instead of the last deployment
 * @param flags the options without a value that were given
 * @param timeout how long to wait for the task, counted from RunTask
 * @param onCancel what becomes of a running task if the job is cancelled
 * @param ifRunning what to do if another task of the environment runs
 * @param arguments for the command in the container, as they are
 */
public record RunOptions(
    Optional<String> since,
    Set<Flag> flags,
    Duration timeout,
    CancelPolicy onCancel,
    IfRunning ifRunning,
    List<String> arguments) {
  /** An option without a value. */
  public enum Flag {
    /** Run the task even if no script changed. */
    FORCE,
    /** Change nothing anywhere. */
    DRY_RUN,
    /** Say more than what everybody wants to know. */
    VERBOSE
  }

  public RunOptions {
    flags = Set.copyOf(flags);
    arguments = List.copyOf(arguments);
  }

  /** Of a run that says what everybody wants to know. */
  public RunOptions(
      Optional<String> since,
      boolean force,
      boolean dryRun,
      Duration timeout,
      CancelPolicy onCancel,
      IfRunning ifRunning,
      List<String> arguments) {
    this(since, flags(force, dryRun), timeout, onCancel, ifRunning, arguments);
  }

  public boolean force() {
    return flags.contains(Flag.FORCE);
  }

  public boolean dryRun() {
    return flags.contains(Flag.DRY_RUN);
  }

  public boolean verbose() {
    return flags.contains(Flag.VERBOSE);
  }

  /** The same for a task that runs whatever has changed. */
  RunOptions forced() {
    return with(Flag.FORCE);
  }

  /** The same with one more. */
  public RunOptions with(Flag flag) {
    Set<Flag> more = EnumSet.of(flag);
    more.addAll(flags);
    return new RunOptions(since, more, timeout, onCancel, ifRunning, arguments);
  }

  private static Set<Flag> flags(boolean force, boolean dryRun) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (force) {
      flags.add(Flag.FORCE);
    }
    if (dryRun) {
      flags.add(Flag.DRY_RUN);
    }
    return flags;
  }
}
