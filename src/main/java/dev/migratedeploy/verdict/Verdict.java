package dev.migratedeploy.verdict;

import java.util.List;

/**
 * What happened, once and for all: it decides the exit code and with it the job's status.
 *
 * @param unapplied the due scripts that are not in the database after a run that succeeded: those
 *     that make it INCOMPLETE, or, of one that is APPLIED, those that the settings allow
 */
public record Verdict(Kind kind, VerdictDetails explanation, List<UnappliedScript> unapplied) {
  public Verdict {
    unapplied = List.copyOf(unapplied);
  }

  public Verdict(Kind kind, VerdictDetails explanation) {
    this(kind, explanation, List.of());
  }

  /** Every verdict there is. The exit code of success is 0, and no other verdict has it. */
  public enum Kind {
    /** Every script of this commit that belongs to the environment is in the database. */
    APPLIED("APPLIED", 0),
    /** Every script of this commit was in the database already. */
    NOTHING_TO_DO("NOTHING TO DO", 0),
    /** {@code --dry-run}: nothing was changed. */
    DRY_RUN("DRY RUN", 0),
    /** A plan: a deploy would apply what is pending, as far as can be known. */
    SAFE("SAFE", 0),
    /** What is pending in each environment was listed; none is told to be safe by it. */
    LISTED("LISTED", 0),
    /** {@code info}: what Flyway says about the database was shown, and not judged. */
    SHOWN("SHOWN", 0),
    /** {@code validate}: the database and the scripts agree. */
    VALID("VALID", 0),
    /** {@code repair}: Flyway's schema history table is as it should be. */
    REPAIRED("REPAIRED", 0),
    /** The task ran and reported a failure. */
    FAILED("FAILED", 1),
    /** The task succeeded, but scripts that were due are not in the database. */
    INCOMPLETE("INCOMPLETE", 1),
    /** A plan: Flyway would refuse to migrate. */
    WOULD_FAIL("WOULD FAIL", 1),
    /** {@code validate}: the database and the scripts disagree. */
    INVALID("INVALID", 1),
    /** Nothing was started; a retry will not help. */
    REFUSED("REFUSED", 2),
    /** The container never ran, so nothing was applied; a retry is safe. */
    NOT_STARTED("NOT STARTED", 3),
    /** It cannot be proved what happened. */
    UNKNOWN("UNKNOWN", 4),
    /** The task goes on, and is no longer watched. */
    STILL_RUNNING("STILL RUNNING", 5);

    private final String title;
    private final int exitCode;

    Kind(String title, int exitCode) {
      this.title = title;
      this.exitCode = exitCode;
    }

    /** The name in the output and in the reports. */
    public String title() {
      return title;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  /** The verdict on a job that ended before a task was seen to be started. */
  public static Verdict of(ProblemException ended) {
    VerdictDetails explanation = VerdictDetails.of(ended.problem());
    if (ended instanceof NotStartedException) {
      return new Verdict(
          Kind.NOT_STARTED, explanation.state("nothing was applied; a retry is safe"));
    }
    return ended instanceof UnprovenException
        ? new Verdict(Kind.UNKNOWN, explanation.state("a task may have been started anyway"))
        : new Verdict(Kind.REFUSED, explanation);
  }

  public boolean is(Kind other) {
    return kind == other;
  }

  /** The verdict's name, as it stands in the output and in the reports. */
  public String title() {
    return kind.title();
  }

  /** The process's exit code. */
  public int exitCode() {
    return kind.exitCode();
  }
}
