package dev.migratedeploy.deploy;

import dev.migratedeploy.problem.NotStartedException;
import dev.migratedeploy.problem.ProblemException;
import dev.migratedeploy.problem.UnprovenException;

/** What happened, once and for all: it decides the exit code and with it the job's status. */
public sealed interface Verdict {
  Explanation explanation();

  /** The verdict's name, as it stands in the output and in the reports. */
  String title();

  /** The process's exit code; 0 is success and nothing else is. */
  int exitCode();

  /** The verdict on a job that ended before a task was seen to be started. */
  static Verdict of(ProblemException ended) {
    Explanation explanation = Explanation.of(ended.problem());
    if (ended instanceof NotStartedException) {
      return new NotStarted(explanation.state("nothing was applied; a retry is safe"));
    }
    return ended instanceof UnprovenException
        ? new Unknown(explanation.state("a task may have been started all the same"))
        : new Refused(explanation);
  }

  /** Every script of this commit is in the database. */
  record Applied(Explanation explanation) implements Verdict {
    @Override
    public String title() {
      return "APPLIED";
    }

    @Override
    public int exitCode() {
      return 0;
    }
  }

  /** Every script of this commit was in the database already. */
  record NothingToDo(Explanation explanation) implements Verdict {
    @Override
    public String title() {
      return "NOTHING TO DO";
    }

    @Override
    public int exitCode() {
      return 0;
    }
  }

  /** {@code --dry-run}: nothing was changed. */
  record Planned(Explanation explanation) implements Verdict {
    @Override
    public String title() {
      return "DRY RUN";
    }

    @Override
    public int exitCode() {
      return 0;
    }
  }

  /** A plan: a deploy would apply what is pending, as far as can be known. */
  record Safe(Explanation explanation) implements Verdict {
    @Override
    public String title() {
      return "SAFE";
    }

    @Override
    public int exitCode() {
      return 0;
    }
  }

  /** A plan: Flyway would refuse to migrate. */
  record WouldFail(Explanation explanation) implements Verdict {
    @Override
    public String title() {
      return "WOULD FAIL";
    }

    @Override
    public int exitCode() {
      return 1;
    }
  }

  /** What every environment lacks was listed; none is told to be safe by it. */
  record Listed(Explanation explanation) implements Verdict {
    @Override
    public String title() {
      return "LISTED";
    }

    @Override
    public int exitCode() {
      return 0;
    }
  }

  /** The task ran and reported a failure. */
  record Failed(Explanation explanation) implements Verdict {
    @Override
    public String title() {
      return "FAILED";
    }

    @Override
    public int exitCode() {
      return 1;
    }
  }

  /** Nothing was started; a retry will not help. */
  record Refused(Explanation explanation) implements Verdict {
    @Override
    public String title() {
      return "REFUSED";
    }

    @Override
    public int exitCode() {
      return 2;
    }
  }

  /** The container never ran, so nothing was applied; a retry is safe. */
  record NotStarted(Explanation explanation) implements Verdict {
    @Override
    public String title() {
      return "NOT STARTED";
    }

    @Override
    public int exitCode() {
      return 3;
    }
  }

  /** It cannot be proved what happened. */
  record Unknown(Explanation explanation) implements Verdict {
    @Override
    public String title() {
      return "UNKNOWN";
    }

    @Override
    public int exitCode() {
      return 4;
    }
  }

  /** The task goes on, and is no longer watched. */
  record StillRunning(Explanation explanation) implements Verdict {
    @Override
    public String title() {
      return "STILL RUNNING";
    }

    @Override
    public int exitCode() {
      return 5;
    }
  }
}
