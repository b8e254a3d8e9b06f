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

  /** Every verdict there is. */
  public enum Kind {
    /** Every script of this commit that belongs to the environment is in the database. */
    APPLIED("APPLIED", ExitCode.SUCCESS),
    /** Every script of this commit was in the database already. */
    NOTHING_TO_DO("NOTHING TO DO", ExitCode.SUCCESS),
    /** {@code --dry-run}: nothing was changed. */
    DRY_RUN("DRY RUN", ExitCode.SUCCESS),
    /** A plan: a deploy would apply what is pending, as far as can be known. */
    SAFE("SAFE", ExitCode.SUCCESS),
    /** What is pending in each environment was listed; none is told to be safe by it. */
    LISTED("LISTED", ExitCode.SUCCESS),
    /** {@code info}: what Flyway says about the database was shown, and not judged. */
    SHOWN("SHOWN", ExitCode.SUCCESS),
    /** {@code validate}: the database and the scripts agree. */
    VALID("VALID", ExitCode.SUCCESS),
    /** {@code repair}: Flyway's schema history table is as it should be. */
    REPAIRED("REPAIRED", ExitCode.SUCCESS),
    /** {@code rehearse}: every new script ran on the rehearsal's database. */
    REHEARSED("REHEARSED", ExitCode.SUCCESS),
    /** {@code rehearse}: a script needs what only the environment has; nothing is proved. */
    NOT_REHEARSED("NOT REHEARSED", ExitCode.SUCCESS),
    /** The task ran and reported a failure. */
    FAILED("FAILED", ExitCode.FAILED),
    /** The task succeeded, but scripts that were due are not in the database. */
    INCOMPLETE("INCOMPLETE", ExitCode.FAILED),
    /** A plan or a rehearsal: a deploy of these scripts would fail. */
    WOULD_FAIL("WOULD FAIL", ExitCode.FAILED),
    /** {@code plan --all}: a script has been pending for longer than it may be. */
    OVERDUE("OVERDUE", ExitCode.FAILED),
    /** {@code validate}: the database and the scripts disagree. */
    INVALID("INVALID", ExitCode.FAILED),
    /** Nothing was started; a retry will not help. */
    REFUSED("REFUSED", ExitCode.REFUSED),
    /** The container never ran, so nothing was applied; a retry is safe. */
    NOT_STARTED("NOT STARTED", ExitCode.NOT_STARTED),
    /** It cannot be proved what happened. */
    UNKNOWN("UNKNOWN", ExitCode.UNKNOWN),
    /** The task goes on, and is no longer watched. */
    STILL_RUNNING("STILL RUNNING", ExitCode.STILL_RUNNING);

    private final String title;
    private final ExitCode exitCode;

    Kind(String title, ExitCode exitCode) {
      this.title = title;
      this.exitCode = exitCode;
    }

    /** The name in the output and in the reports. */
    public String title() {
      return title;
    }

    public ExitCode exitCode() {
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

  /** The verdict's name, as it is in the output and in the reports. */
  public String title() {
    return kind.title();
  }

  public boolean isSuccess() {
    return kind.exitCode() == ExitCode.SUCCESS;
  }

  /** Whether the task may still be applying something, or may have applied it unseen. */
  public boolean isUncertain() {
    return kind.exitCode() == ExitCode.UNKNOWN || kind.exitCode() == ExitCode.STILL_RUNNING;
  }

  /** The process's exit code. */
  public int exitCode() {
    return kind.exitCode().number();
  }
}
